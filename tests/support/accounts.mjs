/* Accounts on a server of a test: made, signed in, and asked as. */

export const PASSWORD = "three words of mine 7";
/* The least memory that is allowed: a test hashes many passwords. */
export const QUICK_HASHES = ["--set", "crypt.memory=19M"];

let made = 0;
export const address = () => `person${++made}@example.org`;

export async function register(server, { email = address(), password = PASSWORD, role = "seeker", lang = "en" } = {}) {
  const reply = await server.post("/v1/accounts", { email, password, role, lang });
  if (reply.status !== 201) throw new Error(`registering ended with ${reply.status} ${reply.text}`);
  return email;
}

/* {token, headers}: what an app sends. */
export async function signIn(server, email, { password = PASSWORD } = {}) {
  const reply = await server.post("/v1/sessions", { email, password, kind: "bearer" });
  if (reply.status !== 201) throw new Error(`signing in ended with ${reply.status} ${reply.text}`);
  return { token: reply.json.token, headers: { authorization: `Bearer ${reply.json.token}` } };
}

/* {csrf, cookie, headers, unsafe}: what a page of ours sends. */
export async function signInByCookie(server, email) {
  const reply = await server.post("/v1/sessions", { email, password: PASSWORD, kind: "cookie" });
  const [pair, ...attributes] = reply.headers["set-cookie"][0].split("; ");
  const headers = { cookie: pair };
  return { attributes, headers, csrf: reply.json.csrf, unsafe: { ...headers, "x-csrf-token": reply.json.csrf } };
}

export async function newcomer(server, options) {
  const email = await register(server, options);
  return { email, ...(await signIn(server, email, options)) };
}


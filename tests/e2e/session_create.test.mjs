/* POST /v1/sessions: signing in, and what keeps others out. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { address, newcomer, PASSWORD, QUICK_HASHES, register, signIn, signInByCookie } from "../support/accounts.mjs";
import { makeAdministrator } from "../support/administrators.mjs";
import { serve, startServer } from "../support/server.mjs";

let server;
before(async () => (server = await startServer({ more: QUICK_HASHES })));
after(() => server.stop());

const ask = (body) => server.post("/v1/sessions", body);

test("a bearer token opens what is one's own", async () => {
  const { token, headers } = await newcomer(server);
  assert.match(token, /^bt_[\w-]{43}$/);
  assert.equal((await server.get("/v1/me", headers)).status, 200);
});

test("a cookie is out of reach of scripts and of other sites", async () => {
  const email = await register(server);
  const { attributes, headers } = await signInByCookie(server, email);
  assert.deepEqual(attributes.sort(), ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]);
  assert.match(headers.cookie, /^__Host-sid=bs_/);
  assert.equal((await server.get("/v1/me", headers)).json.email, email);
});

test("a wrong password and an unknown address are answered alike", async () => {
  const email = await register(server);
  const wrong = await ask({ email, password: "not the words 77", kind: "bearer" });
  const unknown = await ask({ email: address(), password: PASSWORD, kind: "bearer" });
  assert.equal(wrong.status, 401);
  assert.equal(unknown.status, 401);
  assert.deepEqual({ ...wrong.json, request: 0 }, { ...unknown.json, request: 0 });
  assert.equal(wrong.json.errors[0].code, "login-wrong");
});

test("what changes something needs the proof that the page is ours; a bearer needs none", async () => {
  const email = await register(server);
  const { headers, unsafe } = await signInByCookie(server, email);
  const put = (more) =>
    server.ask("PUT", "/v1/me/profile", { body: "{}", headers: { "content-type": "application/json", ...more } });
  assert.equal((await put(headers)).status, 403);
  assert.equal((await put({ ...headers, "x-csrf-token": "x".repeat(43) })).status, 403);
  assert.equal((await put({ ...unsafe, origin: "https://elsewhere.example" })).status, 403);
  assert.equal((await put({ ...unsafe, "sec-fetch-site": "cross-site" })).status, 403);
  assert.equal((await put({ ...unsafe, origin: `http://127.0.0.1:${server.port}`, "sec-fetch-site": "same-origin" })).status, 200);
  assert.equal((await put((await signIn(server, email)).headers)).status, 200);
});

test("the proof of one login is none for another", async () => {
  const one = await signInByCookie(server, await register(server));
  const other = await signInByCookie(server, await register(server));
  const reply = await server.ask("PUT", "/v1/me/profile", {
    body: "{}",
    headers: { "content-type": "application/json", ...one.headers, "x-csrf-token": other.csrf },
  });
  assert.equal(reply.status, 403);
});

for (const [what, headers] of [
  ["no login", {}],
  ["a token that is none", { authorization: "Bearer hello" }],
  ["a token of ours that nobody has", { authorization: `Bearer bt_${"A".repeat(43)}` }],
  ["a token of another kind", { authorization: `Bearer bs_${"A".repeat(43)}` }],
  ["another scheme", { authorization: "Basic eDp5" }],
  ["a cookie that nobody has", { cookie: `__Host-sid=bs_${"A".repeat(43)}` }],
])
  test(`${what} opens nothing`, async () => {
    const reply = await server.get("/v1/me", headers);
    assert.equal(reply.status, 401);
    assert.equal(reply.headers["www-authenticate"], "Bearer");
  });

test("no token stands in the database", async () => {
  const { token } = await newcomer(server);
  for (const end of ["", "-wal"]) assert.equal(readFileSync(server.db + end).indexOf(token.slice(3)), -1);
});

test("a login outlives a crash of the server", async () => {
  const first = await startServer({ more: QUICK_HASHES });
  const { email, headers } = await newcomer(first);
  await first.stop("SIGKILL");
  const second = await serve(first.db, { more: QUICK_HASHES });
  try {
    assert.equal((await second.get("/v1/me", headers)).json.email, email);
  } finally {
    await second.stop();
  }
});

test("another master key than the database's own is refused at the start", async () => {
  const first = await startServer({ more: QUICK_HASHES });
  await newcomer(first);
  await first.stop();
  await assert.rejects(serve(first.db, { more: [...QUICK_HASHES, "--set", `crypt.key=${first.db}.other`] }), /master key/);
});

test("an administrator is signed in for a short while, by a token as by a cookie, and may take the next token", async () => {
  const email = makeAdministrator(server);
  const soon = Date.now() + 16 * 60_000;
  for (const kind of ["bearer", "cookie"]) {
    const reply = await ask({ email, password: PASSWORD, kind });
    assert.equal(reply.status, 201, reply.text);
    assert.ok(Date.parse(reply.json.expires) < soon, `${kind} ${reply.json.expires}`);
  }
  const { headers } = await signIn(server, email);
  assert.deepEqual((await server.get("/v1/me/sessions", headers)).json.items.map((l) => l.kind).sort(), ["bearer", "bearer", "cookie"]);
  assert.equal((await server.get("/v1/me", headers)).json.csrf, undefined);
  const next = await server.ask("POST", "/v1/sessions/rotation", { headers });
  assert.equal(next.status, 201, next.text);
  assert.match(next.json.token, /^bt_/);
  assert.equal((await server.get("/v1/me", { authorization: `Bearer ${next.json.token}` })).status, 200);
  assert.equal((await server.get("/v1/me", headers)).status, 401, "the older one");
});

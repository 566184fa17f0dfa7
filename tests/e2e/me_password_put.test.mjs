/* PUT /v1/me/password: another password by whoever knows the present one. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newcomer, PASSWORD, QUICK_HASHES, register, signIn, signInByCookie } from "../support/accounts.mjs";
import { letterBox, lettersTo, tokenTo } from "../support/letters.mjs";
import { startServer } from "../support/server.mjs";

const NEW = "brand new words 11";
const box = letterBox();
let server;
before(async () => (server = await startServer({ more: [...QUICK_HASHES, ...box.more] })));
after(() => server.stop());

const put = (headers, body) =>
  server.ask("PUT", "/v1/me/password", { body: JSON.stringify(body), headers: { "content-type": "application/json", ...headers } });
const status = async (headers) => (await server.get("/v1/me", headers)).status;

test("every older login ends, and the new token of the reply goes on", async () => {
  const { email, headers } = await newcomer(server);
  const other = await signInByCookie(server, email);
  const reply = await put(headers, { password: PASSWORD, new_password: NEW });
  assert.equal(reply.status, 200, reply.text);
  assert.match(reply.json.token, /^bt_/);
  assert.equal(await status(headers), 401);
  assert.equal(await status(other.headers), 401);
  assert.equal(await status({ authorization: `Bearer ${reply.json.token}` }), 200);
  await assert.rejects(signIn(server, email), /401/);
  await signIn(server, email, { password: NEW });
  await lettersTo(box.folder, email, { subject: /password was changed/ });
});

test("a page gets a cookie and its proof", async () => {
  const email = await register(server);
  const { unsafe } = await signInByCookie(server, email);
  const reply = await put(unsafe, { password: PASSWORD, new_password: NEW });
  assert.equal(reply.status, 200, reply.text);
  const [pair] = reply.headers["set-cookie"][0].split("; ");
  assert.equal(await status({ cookie: pair }), 200);
  assert.notEqual(reply.json.csrf, unsafe["x-csrf-token"]);
  assert.equal(reply.json.token, undefined);
});

test("a wrong present password changes nothing and ends nothing", async () => {
  const { email, headers } = await newcomer(server);
  const reply = await put(headers, { password: "not the words 77", new_password: NEW });
  assert.equal(reply.status, 422);
  assert.deepEqual(reply.json.errors.map((e) => [e.code, e.pointer]), [["password-wrong", "/password"]]);
  assert.equal(await status(headers), 200);
  await signIn(server, email);
});

test("a new password is looked at as at registering", async () => {
  const { email, headers } = await newcomer(server);
  for (const [word, code] of [["short 1", "password-short"], [email, "password-email"]]) {
    const reply = await put(headers, { password: PASSWORD, new_password: word });
    assert.deepEqual(reply.json.errors?.map((e) => [e.code, e.pointer]), [[code, "/new_password"]]);
  }
});

test("a link for a new password dies with the old one", async () => {
  const { email, headers } = await newcomer(server);
  await server.post("/v1/accounts/reset", { email });
  const token = await tokenTo(box.folder, email, /new password/);
  await put(headers, { password: PASSWORD, new_password: NEW });
  const late = await server.ask("PUT", "/v1/accounts/password", {
    body: JSON.stringify({ token, password: "an intruder's own 5" }),
    headers: { "content-type": "application/json" },
  });
  assert.equal(late.status, 410);
});

test("a reply that holds a token is kept under no key", async () => {
  const { headers } = await newcomer(server);
  const reply = await put({ ...headers, "idempotency-key": "k1" }, { password: PASSWORD, new_password: NEW });
  assert.equal(reply.status, 422);
  assert.equal(reply.json.errors[0].parameter, "Idempotency-Key");
});

/* PUT /v1/accounts/password: a forgotten password is replaced by the link of a letter. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newcomer, QUICK_HASHES, register, signIn } from "../support/accounts.mjs";
import { letterBox, lettersTo, tokenTo } from "../support/letters.mjs";
import { startServer } from "../support/server.mjs";

const NEW = "brand new words 11";
const box = letterBox();
let server;
before(async () => (server = await startServer({ more: [...QUICK_HASHES, ...box.more] })));
after(() => server.stop());

const put = (body) =>
  server.ask("PUT", "/v1/accounts/password", { body: JSON.stringify(body), headers: { "content-type": "application/json" } });

async function linkFor(email) {
  await server.post("/v1/accounts/reset", { email });
  return tokenTo(box.folder, email, /new password/);
}

test("the new password signs in, the old one and every old login do not", async () => {
  const { email, headers } = await newcomer(server);
  const token = await linkFor(email);
  const reply = await put({ token, password: NEW });
  assert.equal(reply.status, 204, reply.text);
  assert.equal((await server.get("/v1/me", headers)).status, 401);
  await assert.rejects(signIn(server, email), /401/);
  const again = await signIn(server, email, { password: NEW });
  assert.equal((await server.get("/v1/me", again.headers)).status, 200);
  await lettersTo(box.folder, email, { subject: /password was changed/ });
});

test("who opened the link has confirmed the address", async () => {
  const email = await register(server);
  await put({ token: await linkFor(email), password: NEW });
  const { headers } = await signIn(server, email, { password: NEW });
  assert.equal((await server.get("/v1/me", headers)).json.email_confirmed, true);
});

test("a link works once", async () => {
  const email = await register(server);
  const token = await linkFor(email);
  assert.equal((await put({ token, password: NEW })).status, 204);
  assert.equal((await put({ token, password: "still newer words 12" })).status, 410);
  await signIn(server, email, { password: NEW });
});

test("a password that is refused leaves the link good", async () => {
  const email = await register(server);
  const token = await linkFor(email);
  for (const [password, code] of [["short 1", "password-short"], ["password1", "password-guessed"], [email, "password-email"]]) {
    const reply = await put({ token, password });
    assert.equal(reply.status, 422);
    assert.deepEqual(reply.json.errors.map((e) => [e.code, e.pointer]), [[code, "/password"]]);
  }
  assert.equal((await put({ token, password: NEW })).status, 204);
});

test("a token of another purpose changes nothing", async () => {
  const { email, token: login } = await newcomer(server);
  const verify = await tokenTo(box.folder, email, /Confirm/);
  for (const token of [login, verify, "x"]) assert.equal((await put({ token, password: NEW })).status, 400);
  await signIn(server, email);
});

/* POST /v1/accounts/verification: the link in the letter, and what it is not good for. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newcomer, QUICK_HASHES, register, signIn } from "../support/accounts.mjs";
import { letterBox, lettersTo, tokenOf, tokenTo } from "../support/letters.mjs";
import { startServer } from "../support/server.mjs";

const box = letterBox();
let server;
before(async () => (server = await startServer({ more: [...QUICK_HASHES, ...box.more, "--set", "mail.site=https://jobs.example.hk/"] })));
after(() => server.stop());

const verify = (token) => server.post("/v1/accounts/verification", { token });
const isConfirmed = async (headers) => (await server.get("/v1/me", headers)).json.email_confirmed;

test("who opens the link of the letter has a confirmed address", async () => {
  const { email, headers } = await newcomer(server);
  const [letter] = await lettersTo(box.folder, email);
  assert.match(letter.body, /https:\/\/jobs\.example\.hk\/#\/verify\?token=bv_[\w-]{43}/);
  assert.equal(await isConfirmed(headers), false);
  const reply = await verify(tokenOf(letter));
  assert.equal(reply.status, 200, reply.text);
  assert.deepEqual(reply.json, { email_confirmed: true });
  assert.equal(await isConfirmed(headers), true);
});

test("the letter is in the language of the account", async () => {
  const email = await register(server, { lang: "zh-Hant" });
  assert.equal((await lettersTo(box.folder, email))[0].subject, "請確認你的電郵地址");
});

test("a link works once, and says so the second time", async () => {
  const email = await register(server);
  const token = await tokenTo(box.folder, email);
  assert.equal((await verify(token)).status, 200);
  const again = await verify(token);
  assert.equal(again.status, 410);
  assert.equal(again.json.type, "/errors/link-expired");
});

test("a link dies when its account signs out everywhere", async () => {
  const { email, headers } = await newcomer(server);
  const token = await tokenTo(box.folder, email);
  assert.equal((await server.ask("DELETE", "/v1/sessions", { headers })).status, 204);
  assert.equal((await verify(token)).status, 410);
  assert.equal(await isConfirmed((await signIn(server, email)).headers), false);
});

test("a token of another purpose is malformed, one that nobody has is over", async () => {
  const { email, token: login } = await newcomer(server);
  await server.post("/v1/accounts/reset", { email });
  const reset = await tokenTo(box.folder, email, /password/);
  for (const token of [login, reset, "bv_short", `bv_${"!".repeat(43)}`, ""]) assert.equal((await verify(token)).status, 400, token);
  assert.equal((await verify(`bv_${"A".repeat(43)}`)).status, 410);
});

test("what is no token body is refused with pointers", async () => {
  const reply = await server.post("/v1/accounts/verification", { token: 7, more: 1 });
  assert.equal(reply.status, 422);
  assert.deepEqual(reply.json.errors.map((e) => e.pointer).sort(), ["/more", "/token"]);
});

test("somebody who registers with a known address learns nothing, its owner gets a letter", async () => {
  const email = await register(server);
  await register(server, { email, password: "other words of mine 8" });
  await register(server, { email, password: "other words of mine 9" });
  const [letter] = await lettersTo(box.folder, email, { subject: /an account already/ });
  assert.match(letter.body, /#\/reset/);
  assert.equal(tokenOf(letter), undefined);
});

test("no token stands in the log", async () => {
  const email = await register(server);
  const token = await tokenTo(box.folder, email);
  await verify(token);
  assert.ok(server.log().includes("account_verify"));
  assert.ok(!server.log().includes(token.slice(3)));
});

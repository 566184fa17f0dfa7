/* POST /v1/me/email: another address, asked for by whoever knows the password. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { address, newcomer, PASSWORD, QUICK_HASHES, register } from "../support/accounts.mjs";
import { letterBox, lettersSoFar, lettersTo, tokenOf } from "../support/letters.mjs";
import { startServer } from "../support/server.mjs";

const box = letterBox();
let server;
before(async () => (server = await startServer({ more: [...QUICK_HASHES, ...box.more] })));
after(() => server.stop());

const ask = (headers, body) => server.post("/v1/me/email", body, headers);

test("the new address gets a link, the old one is warned, and nothing changes yet", async () => {
  const { email, headers } = await newcomer(server);
  const next = address();
  const reply = await ask(headers, { email: next, password: PASSWORD });
  assert.equal(reply.status, 202, reply.text);
  assert.match((await lettersTo(box.folder, next))[0].body, /#\/email\?token=be_/);
  const [warning] = await lettersTo(box.folder, email, { subject: /to have another/ });
  assert.equal(tokenOf(warning), undefined);
  assert.ok(!warning.body.includes(next));
  assert.equal((await server.get("/v1/me", headers)).json.email, email);
});

test("an address that somebody has is answered alike; its owner is told and gets no link", async () => {
  const taken = await register(server);
  const { headers } = await newcomer(server);
  const fresh = await ask(headers, { email: address(), password: PASSWORD });
  const reply = await ask(headers, { email: taken, password: PASSWORD });
  assert.deepEqual([reply.status, reply.text], [fresh.status, fresh.text]);
  await lettersTo(box.folder, taken, { subject: /an account already/ });
  assert.ok(lettersSoFar(box.folder, taken).every((l) => !/token=be_/.test(l.body)));
});

test("a wrong password or no address is refused", async () => {
  const { headers } = await newcomer(server);
  const wrong = await ask(headers, { email: address(), password: "not the words 77" });
  assert.deepEqual(wrong.json.errors.map((e) => [e.code, e.pointer]), [["password-wrong", "/password"]]);
  const none = await ask(headers, { email: "someone", password: PASSWORD });
  assert.deepEqual(none.json.errors.map((e) => [e.code, e.pointer]), [["email", "/email"]]);
  assert.equal((await ask({}, { email: address(), password: PASSWORD })).status, 401);
});

/* POST /v1/accounts/reset: a link for a new password, and what the reply gives away. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { address, QUICK_HASHES, register } from "../support/accounts.mjs";
import { letterBox, lettersSoFar, lettersTo, tokenTo } from "../support/letters.mjs";
import { startServer } from "../support/server.mjs";

const box = letterBox();
let server;
before(async () => (server = await startServer({ more: [...QUICK_HASHES, ...box.more] })));
after(() => server.stop());

const ask = (email) => server.post("/v1/accounts/reset", { email });

test("a known and an unknown address are answered alike, and only one gets a letter", async () => {
  const email = await register(server);
  const nobody = address();
  const unknown = await ask(nobody);
  const known = await ask(email);
  assert.equal(known.status, 202);
  assert.deepEqual([unknown.status, unknown.text], [known.status, known.text]);
  assert.match((await lettersTo(box.folder, email, { subject: /new password/ }))[0].body, /#\/reset\?token=br_/);
  assert.deepEqual(lettersSoFar(box.folder, nobody), []);
});

test("a newer link ends the older one", async () => {
  const email = await register(server);
  await ask(email);
  const first = await tokenTo(box.folder, email, /new password/);
  await ask(email);
  const second = await tokenTo(box.folder, email, /new password/, 2);
  const put = (token) =>
    server.ask("PUT", "/v1/accounts/password", {
      body: JSON.stringify({ token, password: "brand new words 11" }),
      headers: { "content-type": "application/json" },
    });
  assert.equal((await put(first)).status, 410);
  assert.equal((await put(second)).status, 204);
});

test("both take about as long", async () => {
  const email = await register(server);
  const time = async (to) => {
    const start = process.hrtime.bigint();
    await ask(to);
    return Number(process.hrtime.bigint() - start);
  };
  const known = [];
  const unknown = [];
  for (let i = 0; i < 60; i++) {
    known.push(await time(email));
    unknown.push(await time(address()));
  }
  const median = (list) => list.sort((a, b) => a - b)[list.length / 2];
  const ratio = median(known) / median(unknown);
  assert.ok(ratio > 0.6 && ratio < 1.67, `known / unknown = ${ratio}`);
});

test("what is no address is refused", async () => {
  const reply = await ask("someone");
  assert.equal(reply.status, 422);
  assert.equal(reply.json.errors[0].code, "email");
});

/* POST /v1/me/verification: the letter once more. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newcomer, QUICK_HASHES } from "../support/accounts.mjs";
import { letterBox, lettersTo, tokenOf } from "../support/letters.mjs";
import { startServer } from "../support/server.mjs";

const box = letterBox();
let server;
before(async () => (server = await startServer({ more: [...QUICK_HASHES, ...box.more] })));
after(() => server.stop());

const verify = async (token) => (await server.post("/v1/accounts/verification", { token })).status;

test("a second letter comes, its link counts and the first one's does not", async () => {
  const { email, headers } = await newcomer(server);
  const first = tokenOf((await lettersTo(box.folder, email))[0]);
  assert.equal((await server.ask("POST", "/v1/me/verification", { headers })).status, 202);
  const both = (await lettersTo(box.folder, email, { least: 2 })).map(tokenOf);
  const second = both.find((t) => t !== first);
  assert.equal(await verify(first), 410);
  assert.equal(await verify(second), 200);
  const again = await server.post("/v1/me/verification", {}, headers);
  assert.equal(again.status, 409, "the address is confirmed");
});

test("nobody asks for another", async () => {
  assert.equal((await server.post("/v1/me/verification", {})).status, 401);
});

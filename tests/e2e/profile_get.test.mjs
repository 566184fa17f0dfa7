/* GET /v1/me/profile: what was put, to nobody else. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newcomer, QUICK_HASHES } from "../support/accounts.mjs";
import { startServer } from "../support/server.mjs";

let server;
before(async () => (server = await startServer({ more: QUICK_HASHES })));
after(() => server.stop());

test("there is none before it was put", async () => {
  const { headers } = await newcomer(server);
  assert.equal((await server.get("/v1/me/profile", headers)).status, 404);
});

test("a poster has none, and nobody without a login", async () => {
  assert.equal((await server.get("/v1/me/profile", (await newcomer(server, { role: "poster" })).headers)).status, 403);
  assert.equal((await server.get("/v1/me/profile")).status, 401);
});

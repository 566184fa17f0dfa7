/* GET /readyz. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { startServer } from "../support/server.mjs";
import { openings } from "../support/shipped.mjs";

let server;
before(async () => (server = await startServer()));
after(() => server.stop());

test("a server that has started is ready and counts the openings it holds", async () => {
  const reply = await server.get("/readyz");
  assert.equal(reply.status, 200);
  assert.equal(reply.json.status, "ready");
  assert.equal(reply.json.openings, openings.length);
});

test("the snapshot it names is the one that the other answers are from", async () => {
  const { snapshot } = (await server.get("/readyz")).json;
  assert.ok(snapshot.length > 0);
  assert.equal((await server.get("/v1/openings?limit=1")).json.snapshot, snapshot);
  assert.equal((await server.post("/v1/match", { profile: {}, limit: 1 })).json.snapshot, snapshot);
});

test("readiness is never kept by a cache", async () => {
  assert.equal((await server.get("/readyz")).headers["cache-control"], "no-store");
});

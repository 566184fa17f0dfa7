/* GET /openapi.json. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { CONTRACT, startServer } from "../support/server.mjs";

let server;
before(async () => (server = await startServer()));
after(() => server.stop());

test("the server hands out the very contract it is checked against", async () => {
  const reply = await server.get("/openapi.json");
  assert.equal(reply.status, 200);
  assert.deepEqual(reply.json, CONTRACT);
});

test("every example path of the contract that takes no argument is answered", async () => {
  for (const [target, item] of Object.entries(CONTRACT.paths)) {
    if (target.includes("{") || !item.get) continue;
    assert.equal((await server.get(target)).status, 200, target);
  }
});

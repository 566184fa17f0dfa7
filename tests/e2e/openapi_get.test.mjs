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

test("every path of the contract that takes no argument is answered, or asks for a login where the contract says so", async () => {
  for (const [target, item] of Object.entries(CONTRACT.paths)) {
    if (target.includes("{") || !item.get) continue;
    assert.equal((await server.get(target)).status, item.get.security ? 401 : 200, target);
  }
});

/* DELETE /v1/me/hidden/{organisation}: seen again. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { seeker, send, startApplying } from "../support/applying.mjs";

let server;
before(async () => ({ server } = await startApplying()));
after(() => server.stop());

test("what was hidden is so no more; what was not is 404", async () => {
  const me = await seeker(server);
  await send(server, "PUT", "/v1/me/hidden/acme", me);
  assert.equal((await send(server, "DELETE", "/v1/me/hidden/acme", await seeker(server))).status, 404);
  assert.equal((await send(server, "DELETE", "/v1/me/hidden/acme", me)).status, 204);
  assert.equal((await send(server, "DELETE", "/v1/me/hidden/acme", me)).status, 404);
  assert.deepEqual((await server.get("/v1/me/hidden", me.headers)).json.items, []);
});

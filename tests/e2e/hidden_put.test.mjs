/* PUT /v1/me/hidden/{organisation}: hidden, again and again the same. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { seeker, send, startApplying } from "../support/applying.mjs";

let server, acme;
before(async () => ({ server, acme } = await startApplying()));
after(() => server.stop());

test("an organisation is hidden from once, however often it is said", async () => {
  const me = await seeker(server);
  for (let i = 0; i < 2; i++) assert.equal((await send(server, "PUT", "/v1/me/hidden/acme", me)).status, 204);
  assert.deepEqual((await server.get("/v1/me/hidden", me.headers)).json.items.map((i) => i.organisation), ["acme"]);
});

test("what is no organisation cannot be hidden from, and posters hide from nobody", async () => {
  assert.equal((await send(server, "PUT", "/v1/me/hidden/absent", await seeker(server))).status, 404);
  assert.equal((await send(server, "PUT", "/v1/me/hidden/acme", acme)).status, 403);
});

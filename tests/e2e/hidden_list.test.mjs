/* GET /v1/me/hidden: one's own, in order. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { seeker, send, startApplying } from "../support/applying.mjs";

let server, acme;
before(async () => ({ server, acme } = await startApplying()));
after(() => server.stop());

test("one's own, page by page", async () => {
  const me = await seeker(server);
  for (const id of ["ghost", "acme", "borough"]) await send(server, "PUT", `/v1/me/hidden/${id}`, me);
  const first = (await server.get("/v1/me/hidden?limit=2", me.headers)).json;
  const second = (await server.get(`/v1/me/hidden?limit=2&cursor=${first.next}`, me.headers)).json;
  assert.deepEqual([...first.items, ...second.items].map((i) => i.organisation), ["acme", "borough", "ghost"]);
  assert.deepEqual((await server.get("/v1/me/hidden", (await seeker(server)).headers)).json.items, []);
  assert.equal((await server.get("/v1/me/hidden", acme.headers)).status, 403);
});

/* GET /v1/admin/organisations: the queue. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { administrator, deskServer, onlyAdministrators, organisation, send } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

test("by state, the longest waiting first, page by page", async () => {
  const who = await administrator(server);
  const made = [];
  for (let i = 0; i < 3; i++) made.push((await organisation(server, { verified: false })).id);
  const good = await organisation(server);
  const first = (await server.get("/v1/admin/organisations?limit=2", who.headers)).json;
  assert.deepEqual(first.items.map((o) => [o.id, o.verification.state]), made.slice(0, 2).map((id) => [id, "asked"]));
  const second = (await server.get(`/v1/admin/organisations?limit=2&cursor=${first.next}`, who.headers)).json;
  assert.deepEqual([second.items.map((o) => o.id), second.next], [made.slice(2), null]);
  assert.deepEqual((await server.get("/v1/admin/organisations?state=verified", who.headers)).json.items.map((o) => o.id), [good.id]);
  assert.equal((await server.get("/v1/admin/organisations?state=new", who.headers)).status, 422);
});

test("administrators alone may", async () => {
  await onlyAdministrators(server, "GET", "/v1/admin/organisations");
});

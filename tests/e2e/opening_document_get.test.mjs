/* GET /v1/openings/{id}/document: as its editors wrote it, in any status. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, onlyMembers, organisation, published, send } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

test("also once it is withdrawn, with version and twins", async () => {
  const o = await organisation(server);
  const first = await published(server, o);
  const second = await published(server, o);
  await send(server, "POST", `/v1/openings/${second.id}/state`, o.owner, { state: "withdrawn" });
  const reply = await server.get(`/v1/openings/${second.id}/document`, o.owner.headers);
  assert.equal(reply.status, 200);
  assert.deepEqual([reply.json.status, reply.json.version, reply.json.possible_duplicates[0].id], ["withdrawn", 2, first.id]);
  assert.ok(reply.headers.etag);
});

test("editors may, others not", async () => {
  const o = await organisation(server);
  await onlyMembers(server, o, "editor", "GET", `/v1/openings/${(await published(server, o)).id}/document`);
});

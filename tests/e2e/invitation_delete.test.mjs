/* DELETE /v1/organisations/{id}/invitations/{invitation}: taken back. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, onlyMembers, organisation, send } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

const invite = async (o) => (await send(server, "POST", `/v1/organisations/${o.id}/members`, o.owner, { email: "a@example.org", role: "editor" })).json.id;
const remove = (o, id) => send(server, "DELETE", `/v1/organisations/${o.id}/invitations/${id}`, o.owner);

test("once, and only by the organisation that made it", async () => {
  const o = await organisation(server);
  const id = await invite(o);
  assert.equal((await remove(await organisation(server), id)).status, 404);
  assert.equal((await remove(o, id)).status, 204);
  assert.equal((await remove(o, id)).status, 404);
});

test("owners may, others not", async () => {
  const o = await organisation(server);
  await onlyMembers(server, o, "owner", "DELETE", `/v1/organisations/${o.id}/invitations/${await invite(o)}`);
});

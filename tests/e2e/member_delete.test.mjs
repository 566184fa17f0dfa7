/* DELETE /v1/organisations/{id}/members/{account}: a member no more. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, member, onlyMembers, organisation, send } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

const remove = (o, account) => send(server, "DELETE", `/v1/organisations/${o.id}/members/${account}`, o.owner);

test("a member is one no more, at once", async () => {
  const o = await organisation(server);
  const who = await member(server, o, "editor");
  assert.equal((await remove(o, who.id)).status, 204);
  assert.equal((await server.get(`/v1/organisations/${o.id}/members`, who.headers)).status, 404);
  assert.equal((await remove(o, who.id)).status, 404);
});

test("the last owner stays", async () => {
  const o = await organisation(server);
  assert.equal((await remove(o, o.owner.id)).status, 409);
});

test("owners may, others not", async () => {
  const o = await organisation(server);
  await onlyMembers(server, o, "owner", "DELETE", `/v1/organisations/${o.id}/members/${o.owner.id}`);
});

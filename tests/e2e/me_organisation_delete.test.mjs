/* DELETE /v1/me/organisations/{id}: acts for it no more. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, member, organisation, send } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

const leave = (who, id) => send(server, "DELETE", `/v1/me/organisations/${id}`, who);

test("a member leaves, and what was open is not there any more", async () => {
  const o = await organisation(server);
  const who = await member(server, o, "editor");
  assert.equal((await leave(who, o.id)).status, 204);
  assert.equal((await server.get(`/v1/organisations/${o.id}/members`, who.headers)).status, 404);
  assert.equal((await leave(who, o.id)).status, 404);
});

test("the last owner stays; one of two may go", async () => {
  const o = await organisation(server);
  assert.equal((await leave(o.owner, o.id)).status, 409);
  await member(server, o, "owner");
  assert.equal((await leave(o.owner, o.id)).status, 204);
});

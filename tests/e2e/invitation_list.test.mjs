/* GET /v1/organisations/{id}/invitations: who was asked. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, onlyMembers, organisation, send } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

test("with what became of each", async () => {
  const o = await organisation(server);
  const made = (await send(server, "POST", `/v1/organisations/${o.id}/members`, o.owner, { email: "a@example.org", role: "editor" })).json;
  const list = () => server.get(`/v1/organisations/${o.id}/invitations`, o.owner.headers);
  assert.deepEqual((await list()).json, { items: [made], next: null });
  await send(server, "DELETE", `/v1/organisations/${o.id}/invitations/${made.id}`, o.owner);
  assert.equal((await list()).json.items[0].state, "withdrawn");
});

test("owners may, others not", async () => {
  const o = await organisation(server);
  await onlyMembers(server, o, "owner", "GET", `/v1/organisations/${o.id}/invitations`);
});

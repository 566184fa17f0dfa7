/* GET /v1/organisations/{id}/members: who acts for it. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, member, onlyMembers, organisation } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

test("owners see the addresses, others their own", async () => {
  const o = await organisation(server);
  const who = await member(server, o, "reviewer");
  const full = (await server.get(`/v1/organisations/${o.id}/members`, o.owner.headers)).json.items;
  assert.deepEqual(new Set(full.map((m) => `${m.account} ${m.role} ${m.email}`)), new Set([`${o.owner.id} owner ${o.owner.email}`, `${who.id} reviewer ${who.email}`]));
  const own = (await server.get(`/v1/organisations/${o.id}/members`, who.headers)).json.items;
  assert.deepEqual(own.filter((m) => "email" in m).map((m) => m.account), [who.id]);
});

test("members may, others not", async () => {
  const o = await organisation(server);
  await onlyMembers(server, o, "reviewer", "GET", `/v1/organisations/${o.id}/members`);
});

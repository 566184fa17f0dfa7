/* PUT /v1/organisations/{id}/members/{account}: another role. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, member, onlyMembers, organisation, pointers, poster, send, sql } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

const put = (o, account, body) => send(server, "PUT", `/v1/organisations/${o.id}/members/${account}`, o.owner, body);

test("a role changes at once, and the chain tells of it", async () => {
  const o = await organisation(server);
  const who = await member(server, o, "reviewer");
  const target = `/v1/organisations/${o.id}/drafts`;
  assert.equal((await server.get(target, who.headers)).status, 403);
  assert.equal((await put(o, who.id, { role: "editor" })).json.role, "editor");
  assert.equal((await server.get(target, who.headers)).status, 200);
  assert.deepEqual(sql(server.db, `SELECT actor, action, detail FROM audit WHERE object = '${o.id}' ORDER BY seq DESC LIMIT 1`), [[o.owner.id, "member.role", `${who.id} editor`]]);
});

test("the last owner stays one", async () => {
  const o = await organisation(server);
  assert.equal((await put(o, o.owner.id, { role: "reviewer" })).status, 409);
  assert.equal((await put(o, o.owner.id, { role: "owner" })).status, 200);
});

test("who is no member is not made one, and a role is one of three", async () => {
  const o = await organisation(server);
  assert.equal((await put(o, (await poster(server)).id, { role: "editor" })).status, 404);
  assert.deepEqual(pointers(await put(o, o.owner.id, { role: "king" })), ["/role"]);
});

test("owners may, others not", async () => {
  const o = await organisation(server);
  await onlyMembers(server, o, "owner", "PUT", `/v1/organisations/${o.id}/members/${o.owner.id}`, { role: "editor" });
});

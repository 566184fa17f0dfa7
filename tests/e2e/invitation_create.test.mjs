/* POST /v1/organisations/{id}/members: asks somebody by a letter. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, member, onlyMembers, organisation, pointers, send, sql } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

const invite = (o, body, who = o.owner) => send(server, "POST", `/v1/organisations/${o.id}/members`, who, body);

test("an address is asked, and nowhere kept as it is", async () => {
  const o = await organisation(server);
  const reply = await invite(o, { email: "canary-heron@example.org", role: "editor" });
  assert.equal(reply.status, 201, reply.text);
  assert.deepEqual([reply.json.email, reply.json.role, reply.json.state], ["canary-heron@example.org", "editor", "waiting"]);
  assert.equal(Date.parse(reply.json.expires) - Date.parse(reply.json.created), 14 * 86_400_000);
  for (const table of ["invitation", "outbox"]) assert.doesNotMatch(JSON.stringify(sql(server.db, `SELECT ${table === "outbox" ? "quote(payload) || quote(to_sealed)" : "quote(email_sealed) || quote(email_index)"} FROM ${table}`)), new RegExp(Buffer.from("canary-heron").toString("hex"), "i"));
});

test("who is a member already is not asked", async () => {
  const o = await organisation(server);
  const who = await member(server, o, "reviewer");
  assert.equal((await invite(o, { email: who.email.toUpperCase(), role: "editor" })).status, 409);
});

test("a letter goes out only from somebody whose own address is confirmed", async () => {
  const o = await organisation(server);
  sql(server.db, `UPDATE account SET state = 'unverified' WHERE id = '${o.owner.id}'`);
  const reply = await invite(o, { email: "a@example.org", role: "editor" });
  assert.deepEqual([reply.status, reply.json.type], [403, "/errors/unconfirmed"]);
});

test("fifty may wait, and no more", async () => {
  const o = await organisation(server);
  for (let i = 0; i < 50; i++) assert.equal((await invite(o, { email: `m${i}@example.org`, role: "reviewer" })).status, 201);
  assert.equal((await invite(o, { email: "one-more@example.org", role: "reviewer" })).status, 429);
});

test("every fault is told, and owners alone may", async () => {
  const o = await organisation(server);
  assert.deepEqual(pointers(await invite(o, { email: "nobody", role: "king" })), ["/email", "/role"]);
  await onlyMembers(server, o, "owner", "POST", `/v1/organisations/${o.id}/members`, { email: "b@example.org", role: "editor" });
});

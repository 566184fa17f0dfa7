/* POST /v1/admin/organisations/{id}/verification: whether it is who it says. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { administrator, deskServer, onlyAdministrators, organisation, pointers, posting, published, send, sql } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

const decide = async (o, body) => send(server, "POST", `/v1/admin/organisations/${o.id}/verification`, await administrator(server), body);

test("a verified one publishes from then on; its owner is told, the chain knows who decided", async () => {
  const o = await organisation(server, { verified: false });
  const before = sql(server.db, "SELECT count(*) FROM outbox WHERE subject = 'organisation-verified'")[0][0];
  const reply = await decide(o, { verdict: "verified", note: "Seen the register." });
  assert.equal(reply.status, 200, reply.text);
  assert.deepEqual([reply.json.verification.state, reply.json.verification.note], ["verified", "Seen the register."]);
  assert.equal(sql(server.db, "SELECT count(*) FROM outbox WHERE subject = 'organisation-verified'")[0][0], before + 1);
  assert.equal(sql(server.db, `SELECT count(*) FROM notice WHERE account = '${o.owner.id}' AND kind = 'organisation.verified'`)[0][0], 1);
  assert.deepEqual(sql(server.db, `SELECT action, detail FROM audit WHERE object = '${o.id}' ORDER BY seq DESC LIMIT 1`), [["organisation.decided", "verified"]]);
  assert.equal((await send(server, "POST", `/v1/organisations/${o.id}/openings`, o.owner, posting({ status: "open" }))).status, 201);
});

test("what one that is no longer believed has posted is closed at once", async () => {
  const o = await organisation(server);
  const { id } = await published(server, o);
  assert.equal((await decide(o, { verdict: "refused", note: "Not who it says." })).status, 200);
  assert.equal((await server.get(`/v1/openings/${id}`)).status, 410);
  assert.equal((await send(server, "POST", `/v1/openings/${id}/state`, o.owner, { state: "open" })).json.type, "/errors/unverified");
});

test("what came by its feed is closed as well", async () => {
  const o = await organisation(server);
  const rows = [{ id: `fed-${o.id}`, ...posting() }];
  const run = await send(server, "POST", `/v1/organisations/${o.id}/imports`, o.owner, rows);
  assert.equal(run.json.created ?? run.json.counts?.created, 1, run.text);
  assert.equal((await server.get(`/v1/openings/fed-${o.id}`)).json.state, "open");
  await decide(o, { verdict: "refused", note: "Not who it says." });
  assert.equal((await server.get(`/v1/openings/fed-${o.id}`)).status, 410);
});

test("a refusal says why, and an absent one is 404", async () => {
  const o = await organisation(server, { verified: false });
  assert.equal((await decide(o, { verdict: "refused" })).status, 422);
  assert.deepEqual(pointers(await decide(o, { verdict: "maybe" })), ["/verdict"]);
  assert.equal((await decide({ id: "absent" }, { verdict: "verified" })).status, 404);
});

test("administrators alone may", async () => {
  const o = await organisation(server, { verified: false });
  await onlyAdministrators(server, "POST", `/v1/admin/organisations/${o.id}/verification`, { verdict: "verified" });
});

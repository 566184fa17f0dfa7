/* POST /v1/admin/claims/{id}/decision: whose the opening is. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { administrator, deskServer, onlyAdministrators, organisation, pointers, send, sql } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer(Array.from({ length: 9 }, (_, i) => ({ id: `shipped-${i}`, kind: "job", title: { en: `Shipped ${i}` }, organisation: "absent", apply: { by: "link", url: "https://example.org/" } })))));
after(() => server.stop());

const claim = (o, opening, note = "It is ours.") => send(server, "POST", `/v1/organisations/${o.id}/claims`, o.owner, { opening, note });

const decide = async (id, body) => send(server, "POST", `/v1/admin/claims/${id}/decision`, await administrator(server), body);

test("agreed, it is the organisation's to edit, and who asked is told", async () => {
  const o = await organisation(server);
  const { id } = (await claim(o, "shipped-0")).json;
  const edit = () => send(server, "PATCH", "/v1/openings/shipped-0", o.owner, { vacancies: 2, apply: { by: "baybridge" } });
  assert.equal((await edit()).status, 404);
  const reply = await decide(id, { agreed: true });
  assert.equal(reply.status, 200, reply.text);
  assert.equal(reply.json.state, "agreed");
  assert.equal((await edit()).status, 200);
  const seen = (await server.get("/v1/openings/shipped-0")).json;
  assert.deepEqual([seen.claimed_by, seen.organisation, seen.apply.by, seen.vacancies], [o.id, o.id, "baybridge", 2]);
  assert.equal(sql(server.db, `SELECT count(*) FROM outbox WHERE account = '${o.owner.id}' AND subject = 'claim-agreed'`)[0][0], 1);
});

test("it is decided once, and an opening has one that claimed it", async () => {
  const [a, b] = [await organisation(server), await organisation(server)];
  const one = (await claim(a, "shipped-1")).json.id;
  const two = (await claim(b, "shipped-1")).json.id;
  assert.equal((await decide(one, { agreed: true })).status, 200);
  assert.equal((await decide(one, { agreed: false })).status, 409);
  assert.equal((await decide(two, { agreed: true })).status, 409);
  assert.equal((await decide(two, { agreed: false })).json.state, "refused");
  assert.equal((await server.get("/v1/openings/shipped-1")).json.claimed_by, a.id);
});

test("what is not there is 404; administrators alone may", async () => {
  assert.equal((await decide("absent", { agreed: true })).status, 404);
  const { id } = (await claim(await organisation(server), "shipped-2")).json;
  assert.deepEqual(pointers(await decide(id, { agreed: "yes" })), ["/agreed"]);
  await onlyAdministrators(server, "POST", `/v1/admin/claims/${id}/decision`, { agreed: true });
});

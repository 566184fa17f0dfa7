/* POST /v1/organisations/{id}/openings: published at once, or a draft. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, onlyMembers, organisation, pointers, posting, published, send, sql } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer([{ id: "shipped", kind: "job", title: { en: "Shipped" } }])));
after(() => server.stop());

const post = (o, body) => send(server, "POST", `/v1/organisations/${o.id}/openings`, o.owner, body);

test("what a verified organisation posts is found at once, confirmed today, and applied to here", async () => {
  const o = await organisation(server);
  const reply = await post(o, posting({ title: { en: "Quokka keeper" } }));
  assert.equal(reply.status, 201, reply.text);
  assert.equal(reply.headers.location, `/v1/openings/${reply.json.id}`);
  const found = (await server.get("/v1/openings?q=quokka")).json.items;
  assert.deepEqual(found.map((i) => i.id), [reply.json.id]);
  const page = (await server.get(reply.headers.location)).json;
  assert.deepEqual([page.organisation, page.apply, page.state], [o.id, { by: "baybridge" }, "open"]);
  assert.equal(page.confirmed, reply.json.confirmed);
});

test("its own id is kept, and one that is taken refused without a word about whose it is", async () => {
  const o = await organisation(server);
  assert.equal((await post(o, posting({ id: "my-own" }))).json.id, "my-own");
  for (const id of ["my-own", "shipped"]) {
    const reply = await post(await organisation(server), posting({ id }));
    assert.equal(reply.status, 409);
    assert.doesNotMatch(reply.text, new RegExp(o.id));
  }
});

test("every fault is told with its pointer; what is ours cannot be sent", async () => {
  const o = await organisation(server);
  const reply = await post(o, posting({ kind: "gig", places: ["atlantis"], organisation: "other", type: "programme", colour: 1, programme: "absent" }));
  assert.equal(reply.status, 422);
  assert.deepEqual(pointers(reply), ["/colour", "/kind", "/organisation", "/places/0", "/type"]);
  assert.deepEqual(pointers(await post(o, posting({ programme: "absent" }))), ["/programme"]);
  assert.equal((await post(o, posting({ claimed_by: "x", confirmed: "2001-01-01", state: "open" }))).json.claimed_by, undefined);
});

test("an organisation that is not verified drafts, and publishes nothing", async () => {
  const o = await organisation(server, { verified: false });
  const draft = await post(o, posting({ title: { en: "Wombat keeper" } }));
  assert.equal(draft.status, 201);
  assert.match(draft.headers.location, /\/drafts\//);
  assert.deepEqual((await server.get("/v1/openings?q=wombat")).json.items, []);
  assert.equal((await post(o, posting({ status: "open" }))).json.type, "/errors/unverified");
});

test("who has not confirmed an address publishes nothing", async () => {
  const o = await organisation(server);
  sql(server.db, `UPDATE account SET state = 'unverified' WHERE id = '${o.owner.id}'`);
  assert.equal((await post(o, posting())).json.type, "/errors/unconfirmed");
  assert.equal((await post(o, posting({ status: "draft" }))).status, 201);
});

test("nearly the same title in the same place is a possible duplicate, in either script; elsewhere not", async () => {
  const o = await organisation(server);
  const first = await published(server, o, { title: { "zh-Hant": "海事軟件工程師" } });
  const second = await published(server, o, { title: { "zh-Hans": "海事软件工程师" } });
  assert.deepEqual(second.possible_duplicates, [{ id: first.id, similarity: 1 }]);
  assert.deepEqual((await published(server, o, { title: { "zh-Hant": "海事軟件工程師" }, places: ["macao"] })).possible_duplicates, []);
  assert.deepEqual((await published(server, o, { title: { "zh-Hant": "餐廳侍應" } })).possible_duplicates, []);
  assert.deepEqual((await published(server, await organisation(server), { title: { "zh-Hant": "海事軟件工程師" } })).possible_duplicates, []);
});

test("editors may, others not", async () => {
  const o = await organisation(server);
  await onlyMembers(server, o, "editor", "POST", `/v1/organisations/${o.id}/openings`, posting());
});

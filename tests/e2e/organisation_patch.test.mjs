/* PATCH /v1/organisations/{id}: other facts, by version; a new name is verified anew. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, onlyMembers, organisation, pointers, published, send, sql } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

const patch = (o, body, more, who = o.owner) => send(server, "PATCH", `/v1/organisations/${o.id}`, who, body, more);

test("what is given is replaced, what is null goes, the rest stays", async () => {
  const o = await organisation(server);
  const reply = await patch(o, { places: ["macao"], website: null });
  assert.equal(reply.status, 200, reply.text);
  assert.deepEqual(reply.json.places, ["macao"]);
  assert.equal("website" in reply.json, false);
  assert.equal(reply.json.kind, "company");
});

test("only the version that was read is changed", async () => {
  const o = await organisation(server);
  const { etag } = (await server.get(`/v1/organisations/${o.id}`)).headers;
  assert.equal((await patch(o, { places: ["macao"] }, { "if-match": etag })).status, 200);
  assert.equal((await patch(o, { places: [] }, { "if-match": etag })).status, 412);
});

test("under another name or address it is to be verified again, under another place not", async () => {
  const o = await organisation(server);
  assert.equal((await patch(o, { places: ["macao"] })).json.verified, true);
  assert.equal((await patch(o, { name: { en: "Other Works" } })).json.verified, false);
  const p = await organisation(server);
  assert.equal((await patch(p, { website: "https://example.net/" })).json.verified, false);
});

test("its openings are known by the new name at once", async () => {
  const o = await organisation(server);
  const { id } = await published(server, o);
  await patch(o, { name: { en: "Zeppelin Yard" } });
  assert.deepEqual((await server.get(`/v1/openings/${id}`)).json.organisation_name, { en: "Zeppelin Yard" });
  assert.match(sql(server.db, `SELECT organisation FROM opening_text WHERE opening = '${id}'`)[0][0], /Zeppelin/);
});

test("a name cannot go, and its id is not the sender's", async () => {
  const o = await organisation(server);
  assert.deepEqual(pointers(await patch(o, { name: null })), [""]);
  assert.deepEqual(pointers(await patch(o, { id: "x" })), ["/id"]);
});

test("editors may, others not", async () => {
  const o = await organisation(server);
  await onlyMembers(server, o, "editor", "PATCH", `/v1/organisations/${o.id}`, { places: [] });
});

test("who leaves the Mainland, by its own word, is to be verified again", async () => {
  const o = await organisation(server, { places: ["shenzhen", "hong-kong"] });
  assert.equal((await patch(o, { places: ["hong-kong", "macao", "shenzhen"] })).json.verified, true);
  assert.equal((await patch(o, { places: ["hong-kong"] })).json.verified, false);
  const p = await organisation(server, { places: [] });
  assert.equal((await patch(p, { places: ["hong-kong"] })).json.verified, false, "its openings said where it is");
});

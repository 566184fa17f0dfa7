/* PUT /v1/openings/{id}: the whole document anew, by version. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newcomer } from "../support/accounts.mjs";
import { administrator, deskServer, onlyMembers, organisation, pointers, posting, published, send, sql } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer([{ id: "shipped", kind: "job", title: { en: "Shipped" } }])));
after(() => server.stop());

const put = (o, id, body, more) => send(server, "PUT", `/v1/openings/${id}`, o.owner, body, more);

test("what GET gave may be sent back, changed, with its ETag, in any form", async () => {
  const o = await organisation(server);
  const { id } = await published(server, o);
  for (const form of ["", "?lang=pt"]) {
    const whole = await server.get(`/v1/openings/${id}`);
    const { etag } = (await server.get(`/v1/openings/${id}${form}`)).headers;
    const reply = await put(o, id, { ...whole.json, summary: { en: `Now${form}` } }, { "if-match": etag });
    assert.equal(reply.status, 200, reply.text);
    assert.deepEqual((await server.get(`/v1/openings/${id}`)).json.summary, { en: `Now${form}` });
    assert.equal((await put(o, id, whole.json, { "if-match": etag })).status, 412);
  }
});

test("the reply's own ETag is good for the next change, also compressed", async () => {
  const o = await organisation(server);
  const { id } = await published(server, o);
  const first = await put(o, id, posting({ body: { en: "long ".repeat(500) } }), { "accept-encoding": "gzip" });
  assert.match(first.headers.etag, /-gz"$/);
  assert.equal((await put(o, id, posting({ skills: ["c"] }), { "if-match": first.headers.etag })).status, 200);
});

test("what is left out goes; status and whose it is stay", async () => {
  const o = await organisation(server);
  const { id } = await published(server, o, { skills: ["sql"], vacancies: 3 });
  const reply = await put(o, id, posting());
  assert.deepEqual([reply.json.skills, reply.json.organisation, reply.json.status], [undefined, o.id, "open"]);
  assert.deepEqual(pointers(await put(o, id, posting({ status: "withdrawn", id: "x", organisation: "y" }))), ["/id", "/organisation", "/status"]);
});

test("a change that changes nothing makes no version", async () => {
  const o = await organisation(server);
  const { id } = await published(server, o);
  const one = (await put(o, id, posting())).json.version;
  assert.equal((await put(o, id, posting())).json.version, one);
});

test("nobody edits a shipped one, and members no programme", async () => {
  const o = await organisation(server);
  assert.equal((await put(o, "shipped", posting())).status, 404);
  assert.equal((await put(o, "absent", posting())).status, 404);
  const made = await send(server, "POST", "/v1/admin/programmes", await administrator(server), { id: "theirs", organisation: o.id, title: { en: "P" }, kind: "job" });
  assert.equal(made.status, 201, made.text);
  assert.equal((await put(o, "theirs", { title: { en: "Q" } })).status, 403);
});

test("editors may, others not, and none whose organisation is not verified", async () => {
  const o = await organisation(server);
  const { id } = await published(server, o);
  await onlyMembers(server, o, "editor", "PUT", `/v1/openings/${id}`, posting());
  sql(server.db, `UPDATE verification SET state = 'asked' WHERE organisation = '${o.id}'`);
  assert.equal((await put(o, id, posting())).json.type, "/errors/unverified");
});

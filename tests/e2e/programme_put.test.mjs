/* PUT /v1/admin/programmes/{id}: the whole programme anew. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { administrator, deskServer, onlyAdministrators, organisation, pointers, published, send, sql } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer([{ id: "shipped", kind: "job", title: { en: "Shipped" } }])));
after(() => server.stop());

const programme = { id: "scheme", title: { en: "Scheme" }, kind: "job", streams: [{ id: "it" }], quota: [{ from: "2026-01-01", to: "2026-12-31", places: 20 }] };
const put = async (id, body, more) => send(server, "PUT", `/v1/admin/programmes/${id}`, await administrator(server), body, more);

test("only the version that was read is replaced, and its quota with it", async () => {
  await send(server, "POST", "/v1/admin/programmes", await administrator(server), programme);
  const { etag } = (await server.get("/v1/openings/scheme")).headers;
  const reply = await put("scheme", { ...programme, quota: [{ from: "2026-01-01", to: "2026-12-31", places: 30 }] }, { "if-match": etag });
  assert.equal(reply.status, 200, reply.text);
  assert.deepEqual(sql(server.db, "SELECT places FROM quota WHERE programme = 'scheme'"), [[30]]);
  assert.equal((await put("scheme", programme, { "if-match": etag })).status, 412);
});

test("a stream that openings use stays, and so do places that were used", async () => {
  await send(server, "POST", "/v1/admin/programmes", await administrator(server), { ...programme, id: "second" });
  await published(server, await organisation(server), { programme: "second", stream: "it" });
  assert.deepEqual(pointers(await put("second", { ...programme, id: "second", streams: [{ id: "art" }] })), ["/streams"]);
  sql(server.db, "UPDATE quota SET used = 9 WHERE programme = 'second'");
  assert.deepEqual(pointers(await put("second", { ...programme, id: "second", quota: [{ from: "2026-01-01", to: "2026-12-31", places: 8 }] })), ["/quota/0"]);
});

test("an opening is no programme", async () => {
  assert.equal((await put("shipped", { title: { en: "x" } })).status, 404);
});

test("administrators alone may", async () => {
  await onlyAdministrators(server, "PUT", "/v1/admin/programmes/scheme", programme);
});

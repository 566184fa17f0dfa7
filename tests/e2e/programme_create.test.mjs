/* POST /v1/admin/programmes: a programme with its dated rules, streams and quota. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { administrator, deskServer, onlyAdministrators, organisation, pointers, posting, published, send, sql } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer([{ id: "shipped", kind: "job", title: { en: "Shipped" } }])));
after(() => server.stop());

const programme = { id: "scheme", title: { en: "Scheme" }, kind: "job", streams: [{ id: "it" }], quota: [{ from: "2026-01-01", to: "2026-12-31", places: 20, stream: "it" }, { from: "2027-01-01", places: 5 }], rules: [{ from: "2026-01-01", to: null, criteria: { attr: "age", op: "max", value: 29 } }] };
const make = async (body) => send(server, "POST", "/v1/admin/programmes", await administrator(server), body);

test("openings may name it from then on; its quota is kept, the chain tells of it", async () => {
  const reply = await make(programme);
  assert.equal(reply.status, 201, reply.text);
  assert.equal(reply.json.type, "programme");
  assert.deepEqual(sql(server.db, "SELECT stream, places FROM quota WHERE programme = 'scheme' ORDER BY places"), [["", 5], ["it", 20]]);
  assert.equal(sql(server.db, "SELECT count(*) FROM audit WHERE action = 'programme.created' AND object = 'scheme'")[0][0], 1);
  const o = await organisation(server);
  const posted = await published(server, o, { programme: "scheme", stream: "it" });
  assert.equal(posted.programme, "scheme");
  const bad = await send(server, "POST", `/v1/organisations/${o.id}/openings`, o.owner, posting({ programme: "scheme", stream: "art" }));
  assert.deepEqual(pointers(bad), ["/stream"]);
});

test("it needs an id that is free, an organisation that is known, and a programme's members", async () => {
  assert.deepEqual(pointers(await make({ title: { en: "x" } })), [""]);
  assert.equal((await make({ ...programme, id: "shipped" })).status, 409);
  assert.deepEqual(pointers(await make({ ...programme, id: "p2", organisation: "absent" })), ["/organisation"]);
  assert.deepEqual(pointers(await make({ ...programme, id: "p3", stream: "it", type: "opening" })), ["/stream", "/type"]);
});

test("administrators alone may", async () => {
  await onlyAdministrators(server, "POST", "/v1/admin/programmes", programme);
});

/* GET /v1/admin/complaints: the longest waiting first; the look is audited. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { administrator, deskServer, onlyAdministrators, send, sql } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer(Array.from({ length: 9 }, (_, i) => ({ id: `shipped-${i}`, kind: "job", title: { en: `Shipped ${i}` }, organisation: "absent", apply: { by: "link", url: "https://example.org/" } })))));
after(() => server.stop());

test("in words, oldest first, and who looked is in the chain", async () => {
  for (const words of ["one", "two"]) await send(server, "POST", "/v1/openings/shipped-0/complaints", null, { kind: "mistake", words, ...(words === "two" ? { email: "a@example.org" } : {}) });
  const who = await administrator(server);
  const { items } = (await server.get("/v1/admin/complaints", who.headers)).json;
  assert.deepEqual(items.map((c) => [c.opening, c.kind, c.words, c.email, c.state]), [["shipped-0", "mistake", "one", undefined, "open"], ["shipped-0", "mistake", "two", "a@example.org", "open"]]);
  assert.deepEqual(sql(server.db, "SELECT actor, action, detail FROM audit ORDER BY seq DESC LIMIT 1"), [[who.id, "complaints.read", "open"]]);
  assert.deepEqual((await server.get("/v1/admin/complaints?state=right", who.headers)).json, { items: [], next: null });
});

test("administrators alone may", async () => {
  await onlyAdministrators(server, "GET", "/v1/admin/complaints");
});

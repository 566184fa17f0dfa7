/* GET /v1/admin/openings/unconfirmed: those that nobody confirmed for longest first. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { administrator, deskServer, onlyAdministrators } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer([
  { id: "new", kind: "job", title: { en: "New" }, confirmed: "2026-10-01" },
  { id: "old", kind: "job", title: { en: "Old" }, confirmed: "2024-10-01", sources: [{ url: "https://example.org/a", held: "2024-10-01" }] },
  { id: "never", kind: "job", title: { en: "Never" } },
  { id: "past", kind: "job", title: { en: "Past" }, status: "historic" },
])));
after(() => server.stop());

test("of one status, page by page", async () => {
  const who = await administrator(server);
  const first = (await server.get("/v1/admin/openings/unconfirmed?limit=2", who.headers)).json;
  assert.deepEqual(first.items.map((o) => [o.id, o.confirmed]), [["never", undefined], ["old", "2024-10-01"]]);
  const rest = (await server.get(`/v1/admin/openings/unconfirmed?limit=2&cursor=${first.next}`, who.headers)).json;
  assert.deepEqual([rest.items.map((o) => o.id), rest.next], [["new"], null]);
  assert.deepEqual((await server.get("/v1/admin/openings/unconfirmed?status=historic", who.headers)).json.items.map((o) => o.id), ["past"]);
});

test("administrators alone may", async () => {
  await onlyAdministrators(server, "GET", "/v1/admin/openings/unconfirmed");
});

/* POST /v1/admin/openings/{id}/confirmed: a source held on that day. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { plus, today } from "../support/days.mjs";
import { administrator, deskServer, onlyAdministrators, pointers, send, sql } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer([
  { id: "new", kind: "job", title: { en: "New" }, confirmed: "2026-10-01" },
  { id: "old", kind: "job", title: { en: "Old" }, confirmed: "2024-10-01", sources: [{ url: "https://example.org/a", held: "2024-10-01" }] },
  { id: "never", kind: "job", title: { en: "Never" } },
  { id: "past", kind: "job", title: { en: "Past" }, status: "historic" },
])));
after(() => server.stop());

const confirm = async (id, body) => send(server, "POST", `/v1/admin/openings/${id}/confirmed`, await administrator(server), body);

test("a source that is named held on that day; a new one is added; it leaves the head of the queue", async () => {
  const day = today();
  const reply = await confirm("old", { day, source: "https://example.org/a" });
  assert.equal(reply.status, 200, reply.text);
  assert.deepEqual([reply.json.confirmed, reply.json.sources], [day, [{ url: "https://example.org/a", held: day }]]);
  await confirm("old", { day, source: "https://example.org/b" });
  const seen = (await server.get("/v1/openings/old")).json;
  assert.deepEqual(seen.sources.map((s) => s.url), ["https://example.org/a", "https://example.org/b"]);
  const { items } = (await server.get("/v1/admin/openings/unconfirmed", (await administrator(server)).headers)).json;
  assert.equal(items.at(-1).id, "old");
  assert.equal(sql(server.db, "SELECT count(*) FROM audit WHERE action = 'opening.confirmed'")[0][0], 2);
});

test("not in days to come, nor before what is known", async () => {
  for (const day of [plus(today(), 1), "2026-09-30"]) assert.deepEqual(pointers(await confirm("new", { day })), ["/day"]);
  assert.equal((await confirm("absent", { day: today() })).status, 404);
  assert.deepEqual(pointers(await confirm("new", { day: "soon", source: "x" })), ["/day", "/source"]);
});

test("administrators alone may", async () => {
  await onlyAdministrators(server, "POST", "/v1/admin/openings/new/confirmed", { day: today() });
});

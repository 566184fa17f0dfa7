/* GET /v1/organisations/{id}/openings: in any status, with figures. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, onlyMembers, organisation, published, send, sql } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

test("in any status, with those who applied by state, and twins", async () => {
  const o = await organisation(server);
  await published(server, await organisation(server));
  const a = await published(server, o, { vacancies: { count: 2, unit: "team" } });
  const b = await published(server, o);
  await send(server, "POST", `/v1/openings/${a.id}/state`, o.owner, { state: "withdrawn" });
  const columns = sql(server.db, "SELECT name, type FROM pragma_table_info('application')");
  const row = (id, state) => columns.map(([name, type]) => ({ id: `'${id}'`, opening: `'${b.id}'`, organisation: `'${o.id}'`, person: `'${id}'`, state: `'${state}'`, verdict: "'eligible'", channel: "'web'" })[name] ?? (type === "BIGINT" ? 1 : type === "BLOB" ? "x''" : "''")).join();
  for (const [id, state] of [["a1", "submitted"], ["a2", "submitted"], ["a3", "refused"]]) sql(server.db, `INSERT INTO application VALUES (${row(id, state)})`);
  const { items, next } = (await server.get(`/v1/organisations/${o.id}/openings`, o.owner.headers)).json;
  assert.deepEqual(items.map((i) => i.id), [a.id, b.id].sort());
  const of = (id) => items.find((i) => i.id === id);
  assert.deepEqual([of(a.id).status, of(a.id).vacancies, of(a.id).applications], ["withdrawn", { count: 2, unit: "team" }, { all: 0, by_state: {} }]);
  assert.deepEqual(of(b.id).applications, { all: 3, by_state: { refused: 1, submitted: 2 } });
  assert.deepEqual(of(b.id).possible_duplicates.map((t) => t.id), [a.id]);
  assert.equal(next, null);
});

test("members may, others not", async () => {
  const o = await organisation(server);
  await onlyMembers(server, o, "reviewer", "GET", `/v1/organisations/${o.id}/openings`);
});

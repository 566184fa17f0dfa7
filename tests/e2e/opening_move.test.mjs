/* POST /v1/openings/{id}/state: closes, opens again, withdraws. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { plus, today } from "../support/days.mjs";
import { deskServer, onlyMembers, organisation, pointers, published, send, sql } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

const move = (o, id, body, more) => send(server, "POST", `/v1/openings/${id}/state`, o.owner, body, more);

test("a closed one is out of the list at once; its page says why and what is open", async () => {
  const o = await organisation(server);
  const { id } = await published(server, o, { title: { en: "Numbat keeper" } });
  const other = await published(server, o, { title: { en: "Numbat feeder" } });
  assert.equal((await move(o, id, { state: "closed", reason: "filled" })).status, 200);
  assert.deepEqual((await server.get("/v1/openings?q=numbat")).json.items.map((i) => i.id), [other.id]);
  const page = await server.get(`/v1/openings/${id}?lang=en`);
  assert.equal(page.status, 410);
  assert.equal(page.json.detail, "All places of this opening were filled.");
  assert.equal(page.json.similar[0].id, other.id);
  assert.ok(page.json.similar.every((s) => s.id !== id && s.state === "open"));
});

test("it opens again, and the reason is gone", async () => {
  const o = await organisation(server);
  const { id } = await published(server, o);
  await move(o, id, { state: "closed", reason: "filled" });
  const reply = await move(o, id, { state: "open" });
  assert.equal(reply.status, 200, reply.text);
  assert.equal("closed_because" in reply.json, false);
  assert.equal((await server.get(`/v1/openings/${id}`)).status, 200);
});

test("who applied and waits is told that it is over", async () => {
  const o = await organisation(server);
  for (const [reason, state] of [["filled", "submitted"], [undefined, "shortlisted"]]) {
    const { id } = await published(server, o);
    const application = `a-${id}`;
    const columns = sql(server.db, "SELECT name, type FROM pragma_table_info('application')");
    const row = columns.map(([name, type]) => ({ id: `'${application}'`, opening: `'${id}'`, organisation: `'${o.id}'`, person: `'${id}'`, state: `'${state}'`, verdict: "'eligible'", channel: "'web'" })[name] ?? (type === "BIGINT" ? 1 : type === "BLOB" ? "x''" : "''")).join();
    sql(server.db, `INSERT INTO application VALUES (${row})`);
    const reply = await move(o, id, { state: reason === undefined ? "withdrawn" : "closed", ...(reason && { reason }) });
    assert.equal(reply.status, 200, reply.text);
    assert.notEqual(sql(server.db, `SELECT state FROM application WHERE id = '${application}'`)[0][0], state);
  }
});

test("one whose last day has passed opens again with another", async () => {
  const o = await organisation(server);
  const { id } = await published(server, o, { closes: plus(today(), -1) });
  assert.match((await server.get(`/v1/openings/${id}?lang=en`)).json.detail, /last day to apply/);
  await move(o, id, { state: "closed" });
  assert.deepEqual(pointers(await move(o, id, { state: "open" })), ["/state"]);
  assert.deepEqual(pointers(await move(o, id, { state: "open", closes: plus(today(), -1) })), ["/closes"]);
  assert.equal((await move(o, id, { state: "open", closes: plus(today(), 9) })).json.state, "open");
});

test("one that recurs is 200 while closed, with what is open beside it", async () => {
  const o = await organisation(server);
  const { id } = await published(server, o, { recurs: "annual" });
  await move(o, id, { state: "closed" });
  const page = await server.get(`/v1/openings/${id}`);
  assert.deepEqual([page.status, page.json.state, Array.isArray(page.json.similar)], [200, "closed", true]);
});

test("what is withdrawn stays so, and an illegal move names the allowed ones", async () => {
  const o = await organisation(server);
  const { id } = await published(server, o);
  const same = await move(o, id, { state: "open" });
  assert.deepEqual([same.status, same.json.type, same.json.allowed], [409, "/errors/illegal-transition", ["closed", "withdrawn"]]);
  assert.equal((await move(o, id, { state: "withdrawn", reason: "mistake" })).status, 200);
  assert.equal((await server.get(`/v1/openings/${id}`)).status, 410);
  assert.deepEqual((await move(o, id, { state: "open" })).json.allowed, []);
});

test("only what was read is moved, and words are known ones", async () => {
  const o = await organisation(server);
  const { id } = await published(server, o);
  assert.equal((await move(o, id, { state: "closed" }, { "if-match": '"0000000000000000-0"' })).status, 412);
  assert.deepEqual(pointers(await move(o, id, { state: "gone", reason: "tired" })), ["/reason", "/state"]);
});

test("editors may, others not", async () => {
  const o = await organisation(server);
  await onlyMembers(server, o, "editor", "POST", `/v1/openings/${(await published(server, o)).id}/state`, { state: "closed" });
});

/* POST /v1/admin/imports: organisations, programmes, openings and history. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { administrator, deskServer, onlyAdministrators, organisation, posting, published, send, sql } from "../support/desk.mjs";
import { eventually } from "../support/server.mjs";

let server, admin;
before(async () => {
  server = await deskServer();
  admin = await administrator(server);
});
after(() => server.stop());

const bring = (lines, more = "", headers = {}) =>
  server.ask("POST", `/v1/admin/imports${more}`, { body: typeof lines === "string" ? lines : lines.map((l) => JSON.stringify(l)).join("\n"), headers: { "content-type": "application/x-ndjson", ...admin.headers, ...headers } });

async function ended(reply) {
  assert.equal(reply.status, 202, reply.text);
  return eventually(async () => {
    const now = await send(server, "GET", reply.headers.location, admin);
    assert.equal(now.status, 200, now.text);
    return now.json.ended ? now.json : null;
  }, `the end of ${reply.headers.location}`);
}

let made = 0;
function story() {
  const n = ++made;
  return [
    { type: "organisation", id: `works-${n}`, name: { en: "Works" }, kind: "company" },
    { type: "programme", id: `scheme-${n}`, title: { en: "Scheme" }, organisation: `works-${n}`, streams: [{ id: "it" }] },
    { ...posting({ id: `post-${n}`, title: { en: "Wombat keeper" } }), organisation: `works-${n}`, programme: `scheme-${n}`, stream: "it" },
    { type: "person", id: `p-${n}`, facts: {} },
    { type: "application", id: `a-${n}`, opening: `post-${n}`, person: `p-${n}`, at: "2025-03-01" },
    { type: "event", application: `a-${n}`, to: "seen", at: "2025-03-02", actor: "poster" },
  ];
}
const rows = (table, where) => sql(server.db, `SELECT COUNT(*) FROM ${table} WHERE ${where}`)[0][0];

test("all of a story is written and found; sent again it changes nothing", async () => {
  const lines = story();
  const done = await ended(await bring(lines));
  assert.deepEqual([done.state, done.created, done.organisations.created, done.history], ["active", 2, 1, { created: 3, unchanged: 0, uncharged: 0 }], JSON.stringify(done));
  assert.deepEqual(done.progress, { read: 6, staged: 6, put: 6 });
  assert.equal((await server.get(`/v1/openings/post-${made}`)).json.programme, `scheme-${made}`);
  assert.equal(rows("application", `id = 'a-${made}' AND state = 'seen'`), 1);
  const again = await ended(await bring(lines));
  assert.deepEqual([again.created, again.unchanged, again.organisations.unchanged, again.history], [0, 2, 1, { created: 0, unchanged: 3, uncharged: 0 }]);
  assert.equal(rows("audit", "action = 'import.begun'"), 2);
});

test("what names the record alone is good, and a dry run writes nothing", async () => {
  const lines = story();
  await ended(await bring(lines.slice(0, 3)));
  const dry = await ended(await bring(lines.slice(3), "?dry_run=true"));
  assert.deepEqual([dry.state, dry.dry_run, rows("person", `id = 'p-${made}'`)], ["checked", true, 0]);
  const done = await ended(await bring(lines.slice(3)));
  assert.deepEqual([done.state, done.history.created], ["active", 3]);
});

test("one bad line refuses all, with line, pointer and sentence", async () => {
  const lines = story();
  lines[2].stream = "art";
  lines[4].opening = "nowhere";
  lines[5].to = "flown";
  const bad = await ended(await bring(lines));
  assert.deepEqual([bad.state, bad.errors.map((e) => [e.line, e.pointer])], ["refused", [[6, "/to"]]]);
  lines[5].to = "seen";
  const more = await ended(await bring(lines));
  assert.deepEqual(more.errors.map((e) => [e.line, e.pointer]), [[3, "/stream"], [5, "/opening"]]);
  assert.ok(more.errors.every((e) => e.detail.length > 10));
  assert.equal(rows("organisation", `id = 'works-${made}'`), 0);
  const torn = await ended(await bring('{"type":"person"'));
  assert.deepEqual([torn.state, torn.errors[0].code], ["refused", "json-syntax"]);
});

test("a programme keeps the streams that openings of the record name", async () => {
  const lines = story();
  await ended(await bring(lines));
  const bad = await ended(await bring([{ ...lines[1], streams: [{ id: "art" }] }]));
  assert.deepEqual([bad.state, bad.errors.map((e) => e.pointer)], ["refused", [`/scheme-${made}/streams`]]);
});

test("what a person edited here is kept, unless it is said otherwise", async () => {
  const o = await organisation(server);
  const own = await published(server, o);
  const line = { ...posting({ id: own.id, vacancies: 9 }), organisation: o.id };
  const kept = await ended(await bring([line]));
  assert.deepEqual([kept.kept, kept.updated], [1, 0]);
  const over = await ended(await bring([line], "?overwrite=true"));
  assert.deepEqual([over.kept, over.updated], [0, 1]);
});

test("a line for each document where it is long; another type is not read", async () => {
  const long = await ended(await bring(`[${" ".repeat(1048577)}]`, "", { "content-type": "application/json" }));
  assert.deepEqual([long.state, long.errors[0].code], ["refused", "import-lines"]);
  assert.equal((await bring("id,kind\n", "", { "content-type": "text/csv" })).status, 415);
  assert.equal((await bring([], "?complete=true")).status, 422);
});

test("administrators only", async () => {
  await onlyAdministrators(server, "POST", "/v1/admin/imports", []);
});

/*
 * GET /v1/organisations/{id}/imports/{import} of one too long for one reply:
 * read, staged and put on a thread of its own.
 */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, organisation, posting, send, sql } from "../support/desk.mjs";
import { eventually } from "../support/server.mjs";

let server;
before(async () => (server = await deskServer([], ["--set", "server.import_max=4M"])));
after(() => server.stop());

let made = 0;
const feedOf = (n, members = {}) => Array.from({ length: n }, () => posting({ id: `long-${++made}`, ...members }));
const bring = (o, feed, { more = "", type = "application/json", headers = {} } = {}) =>
  server.ask("POST", `/v1/organisations/${o.id}/imports${more}`, { body: typeof feed === "string" ? feed : JSON.stringify(feed), headers: { "content-type": type, ...o.owner.headers, ...headers } });
const seen = (o, location) => send(server, "GET", location, o.owner);

async function ended(o, reply) {
  assert.equal(reply.status, 202, reply.text);
  assert.equal(reply.json.state, "reading");
  return eventually(async () => {
    const now = await seen(o, reply.headers.location);
    assert.equal(now.status, 200, now.text);
    return now.json.ended ? now.json : null;
  }, `the end of ${reply.headers.location}`);
}

const counts = (json) => [json.created, json.updated, json.unchanged, json.kept, json.closed];
const there = (o) => sql(server.db, `SELECT COUNT(*) FROM opening WHERE organisation = '${o.id}'`)[0][0];
const staged = () => sql(server.db, "SELECT COUNT(*) FROM import_stage")[0][0];

test("what is long is put all the same, is found, and leaves nothing staged; again it changes nothing", async () => {
  const o = await organisation(server);
  const feed = feedOf(701, { title: { en: "Numbat keeper" } });
  const done = await ended(o, await bring(o, feed));
  assert.deepEqual([done.state, done.dry_run, counts(done), done.progress], ["active", false, [701, 0, 0, 0, 0], { read: 701, staged: 701, put: 701 }]);
  assert.deepEqual([done.rows.length, there(o), staged()], [701, 701, 0]);
  assert.equal((await server.get("/v1/openings?q=numbat&limit=1")).json.total, 701);
  const again = await ended(o, await bring(o, feed));
  assert.deepEqual([again.state, counts(again), again.rows], ["active", [0, 0, 701, 0, 0], []]);
});

test("lines and tables are long as well, a dry run of them changes nothing", async () => {
  const o = await organisation(server);
  const lines = await ended(o, await bring(o, feedOf(600).map((f) => JSON.stringify(f)).join("\n"), { type: "application/x-ndjson", more: "?dry_run=true" }));
  assert.deepEqual([lines.state, lines.dry_run, counts(lines), there(o), staged()], ["checked", true, [600, 0, 0, 0, 0], 0, 0]);
  const table = await ended(o, await bring(o, "id,kind,title_en,places\n" + Array.from({ length: 600 }, (_, i) => `row-${i},job,Cook ${i},macao`).join("\n"), { type: "text/csv" }));
  assert.deepEqual([table.state, counts(table), there(o)], ["active", [600, 0, 0, 0, 0], 600]);
});

test("one bad row refuses all, told with row, pointer and sentence in the reader's language", async () => {
  const o = await organisation(server);
  const feed = feedOf(650);
  feed[640].places = ["atlantis"];
  feed[649].id = feed[0].id;
  const reply = await bring(o, feed);
  const bad = await ended(o, reply);
  assert.deepEqual([bad.state, bad.errors.map((e) => e.pointer), bad.more_errors, there(o), staged()], ["refused", ["/640/places/0", "/649/id"], 0, 0, 0]);
  assert.match(bad.errors[1].detail, /^[A-Z]/);
  assert.match((await seen(o, `${reply.headers.location}?lang=zh-Hant`)).json.errors[1].detail, /[\u4e00-\u9fff]/);
  const torn = await ended(o, await bring(o, JSON.stringify(feedOf(600)).slice(0, -1)));
  assert.deepEqual([torn.state, torn.errors[0].code, there(o)], ["refused", "json-syntax", 0]);
});

test("what a person edited is kept, what is gone from the whole feed closes, and all is undone", async () => {
  const o = await organisation(server);
  const feed = feedOf(600);
  await ended(o, await bring(o, feed));
  await send(server, "PATCH", `/v1/openings/${feed[0].id}`, o.owner, { vacancies: 7 });
  for (const f of feed) f.vacancies = 5;
  const reply = await bring(o, feed.slice(0, 550), { more: "?complete=true" });
  const done = await ended(o, reply);
  assert.deepEqual(counts(done), [0, 549, 0, 1, 50]);
  assert.equal((await server.get(`/v1/openings/${feed[599].id}`)).status, 410);
  const undone = await send(server, "DELETE", reply.headers.location, o.owner);
  assert.equal(undone.status, 200, undone.text);
  assert.equal((await server.get(`/v1/openings/${feed[599].id}`)).json.state, "open");
});

test("others write meanwhile, and the same key begins one import only", async () => {
  const o = await organisation(server);
  const feed = feedOf(900);
  const headers = { "idempotency-key": "one-import" };
  const reply = await bring(o, feed, { headers });
  const again = await bring(o, feed, { headers });
  assert.deepEqual([again.status, again.headers.location], [202, reply.headers.location]);
  assert.equal((await send(server, "PATCH", `/v1/organisations/${o.id}`, o.owner, { kind: "company" })).status < 500, true);
  assert.deepEqual(counts(await ended(o, reply)), [900, 0, 0, 0, 0]);
});

test("a body over the limit is 413; whoever did not sign in sends much less", async () => {
  const o = await organisation(server);
  const long = " ".repeat(4 * 1024 * 1024 + 1);
  /* The client may find the connection closed while it still sends. */
  const status = async (asked) => (await asked.catch(() => ({ status: 413 }))).status;
  assert.equal(await status(bring(o, long)), 413);
  assert.equal(await status(server.ask("POST", `/v1/organisations/${o.id}/imports`, { body: " ".repeat(1100000), headers: { "content-type": "application/json" } })), 413);
  const done = await ended(o, await bring(o, `[${" ".repeat(3 * 1024 * 1024)}]`));
  assert.deepEqual(counts(done), [0, 0, 0, 0, 0]);
});

test("another organisation's import is not there, and one that is not verified begins none", async () => {
  const o = await organisation(server);
  const other = await organisation(server, { verified: false });
  const reply = await bring(o, feedOf(501));
  await ended(o, reply);
  assert.equal((await seen(other, reply.headers.location)).status, 404);
  assert.equal((await seen(other, reply.headers.location.replace(o.id, other.id))).status, 404);
  assert.equal((await bring(other, feedOf(501))).json.type, "/errors/unverified");
});

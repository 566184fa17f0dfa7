/* A long import outlives its server, or is refused whole. */
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { deskServer, organisation, posting, send, sql } from "../support/desk.mjs";
import { QUICK_HASHES } from "../support/accounts.mjs";
import { eventually, serve } from "../support/server.mjs";

let server;
after(() => server?.stop());

const feed = (word, n) => Array.from({ length: n }, (_, i) => posting({ id: `${word}-${i}` }));
const bring = (o, rows) => server.ask("POST", `/v1/organisations/${o.id}/imports`, { body: JSON.stringify(rows), headers: { "content-type": "application/json", ...o.owner.headers } });
const seen = async (o, location) => (await send(server, "GET", location, o.owner)).json;
const there = (word) => sql(server.db, `SELECT COUNT(*) FROM opening WHERE id LIKE '${word}-%'`)[0][0];

async function killWhen(o, location, isSo) {
  const last = await eventually(async () => {
    const now = await seen(o, location);
    assert.ok(!now.ended, "the import was too short for this test");
    return isSo(now) ? now : null;
  }, "the moment to kill");
  await server.stop("SIGKILL");
  server = await serve(server.db, { more: QUICK_HASHES });
  return last;
}

const ended = (o, location) =>
  eventually(async () => {
    const now = await seen(o, location);
    return now.ended ? now : null;
  }, "the end");

test("killed while it is put it goes on at the next start, killed while it is read nothing of it is there", async () => {
  server = await deskServer();
  const o = await organisation(server);
  const active = await bring(o, feed("active", 5000));
  const before = await killWhen(o, active.headers.location, (now) => now.state === "active" && now.progress.put > 0);
  assert.ok(before.progress.put < 5000);
  const done = await ended(o, active.headers.location);
  assert.deepEqual([done.state, done.created, done.progress.put, done.rows.length, there("active")], ["active", 5000, 5000, 5000, 5000]);

  const reading = await bring(o, feed("reading", 5000));
  await killWhen(o, reading.headers.location, (now) => now.state === "reading" && now.progress.staged > 0);
  const refused = await ended(o, reading.headers.location);
  assert.deepEqual([refused.state, refused.errors.map((e) => e.code), there("reading")], ["refused", ["import-interrupted"], 0]);
  assert.deepEqual(sql(server.db, "SELECT COUNT(*) FROM import_stage"), [[0]]);
});

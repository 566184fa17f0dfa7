/* baybridge audit verify: every edit of the chain is found. */
import assert from "node:assert/strict";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import test, { after, before } from "node:test";
import { spawnSync } from "node:child_process";
import { makeAdministrator } from "../support/administrators.mjs";
import { QUICK_HASHES } from "../support/accounts.mjs";
import { baybridge, ROOT, startServer, temporaryFolder } from "../support/server.mjs";

const ENTRIES = 5;
let server;
before(async () => {
  server = await startServer({ more: QUICK_HASHES });
  for (let i = 0; i < ENTRIES; i++) makeAdministrator(server);
});
after(() => server.stop());

/* A copy that nobody serves, edited. */
function edited(sql) {
  const db = path.join(temporaryFolder(), "copy.db");
  const script = `import sqlite3,sys
source = sqlite3.connect(sys.argv[1])
copy = sqlite3.connect(sys.argv[2])
source.backup(copy)
copy.executescript(sys.argv[3])
copy.commit()
copy.execute("PRAGMA journal_mode=WAL")
copy.close()`;
  const run = spawnSync("python3", ["-c", script, server.db, db, sql], { encoding: "utf8" });
  assert.equal(run.status, 0, run.stderr);
  copyFileSync(`${server.db}.key`, `${db}.key`);
  return db;
}

const verify = (db) => baybridge(["audit", "verify", "--db", db], { cwd: ROOT });

test("an untouched chain fits, while the server runs too", () => {
  const run = verify(server.db);
  assert.equal(run.status, 0, run.stderr);
  assert.match(run.stdout, /^5 entries fit\.\nentry 5\nhead [0-9a-f]{64}\nsignature [0-9a-f]{128}\nsigner [0-9a-f]{64}\n$/);
  assert.equal(verify(edited("")).status, 0);
});

for (const [why, sql, first] of [
  ["a changed actor", "UPDATE audit SET actor = 'me' WHERE seq = 3", 3],
  ["a changed time", "UPDATE audit SET at_us = at_us + 1 WHERE seq = 1", 1],
  ["a changed detail", "UPDATE audit SET detail = 'seeker' WHERE seq = 5", 5],
  ["a changed hash", "UPDATE audit SET hash = zeroblob(32) WHERE seq = 2", 2],
  ["a removed entry", "DELETE FROM audit WHERE seq = 2", 3],
  ["a removed entry with the others moved up", "DELETE FROM audit WHERE seq = 2; UPDATE audit SET seq = seq - 1 WHERE seq > 2", 2],
  ["two that changed places", "UPDATE audit SET seq = 99 WHERE seq = 2; UPDATE audit SET seq = 2 WHERE seq = 3; UPDATE audit SET seq = 3 WHERE seq = 99", 2],
  ["an added entry", "INSERT INTO audit SELECT 6, at_us, actor, action, object, detail, hash FROM audit WHERE seq = 5", 6],
])
  test(`${why} is found, and where`, () => {
    const run = verify(edited(sql));
    assert.equal(run.status, 1, run.stdout);
    assert.match(run.stderr, new RegExp(`entry ${first} is broken`));
  });

test("what was cut off at the end shows against the head that was printed before", () => {
  const run = verify(edited("DELETE FROM audit WHERE seq = 5"));
  assert.equal(run.status, 0);
  assert.notEqual(run.stdout, verify(server.db).stdout);
  assert.match(run.stdout, /^4 entries fit/);
});

test("with another key nothing fits", () => {
  const db = edited("");
  const key = readFileSync(`${db}.key`);
  key[0] ^= 1;
  writeFileSync(`${db}.key`, key);
  assert.equal(verify(db).status, 1);
});

test("usage and absent files are told", () => {
  assert.equal(baybridge(["audit", "--db", server.db]).status, 2);
  assert.equal(baybridge(["audit", "mend", "--db", server.db]).status, 2);
  assert.equal(verify(path.join(temporaryFolder(), "none.db")).status, 1);
});

/* baybridge import: tables and job postings as well, and what people edited here is kept. */
import assert from "node:assert/strict";
import path from "node:path";
import test from "node:test";
import { opening } from "../support/build.mjs";
import { sql } from "../support/desk.mjs";
import { baybridge, temporaryFolder, writeFile } from "../support/server.mjs";

const folder = temporaryFolder();
let made = 0;
const bring = (name, text, db = path.join(folder, `record-${++made}.db`), more = []) => {
  const run = baybridge(["import", "--db", db, ...more, writeFile(folder, name, text)]);
  return { ...run, db };
};

test("a .csv is read as a table, and a fault names row and column", () => {
  const good = bring("a.csv", "id,kind,title_en,places\nc-1,job,Cook,shenzhen;macao\nc-2,job,Baker,\n");
  assert.match(good.stdout, /Openings: 2 created/, good.stderr);
  assert.deepEqual(JSON.parse(sql(good.db, "SELECT document FROM opening WHERE id = 'c-1'")[0][0]), { id: "c-1", kind: "job", title: { en: "Cook" }, places: ["shenzhen", "macao"], complete: false });
  assert.match(bring("a.csv", "id,kind,title_en,places\nc-1,job,Cook,shenzhen;macao\nc-2,job,Baker,\n", good.db).stdout, /0 created, 0 updated, 2 unchanged/);
  const bad = bring("b.csv", "id,kind,title_en,places\nc-1,job,Cook,\nc-2,gig,Baker,\n");
  assert.equal(bad.status, 1, bad.stdout);
  assert.match(bad.stderr, /b\.csv:3: \/kind: /);
});

test("a .jsonld is read as JobPosting", () => {
  const run = bring("a.jsonld", [{ "@type": "JobPosting", identifier: "j-1", title: "廚師", jobLocation: { address: { addressLocality: "Macao" } } }]);
  assert.match(run.stdout, /Openings: 1 created/, run.stderr);
  assert.deepEqual(JSON.parse(sql(run.db, "SELECT document FROM opening")[0][0]), { id: "j-1", kind: "job", title: { "zh-Hant": "廚師" }, places: ["macao"], complete: false });
});

test("what a person edited here is kept, and said", () => {
  const run = bring("c.json", [opening("one"), opening("two")]);
  sql(run.db, "INSERT INTO opening_version SELECT id, version, 'somebody', document, 1 FROM opening WHERE id = 'one'");
  const again = bring("c.json", [opening("one", { vacancies: 3 }), opening("two", { vacancies: 3 })], run.db);
  assert.match(again.stdout, /0 created, 1 updated, 0 unchanged/);
  assert.match(again.stdout, /1 openings were edited here since and are kept/);
  assert.doesNotMatch(sql(run.db, "SELECT document FROM opening WHERE id = 'one'")[0][0], /vacancies/);
});

test("unless it is said otherwise", () => {
  const run = bring("c.json", [opening("one")]);
  sql(run.db, "INSERT INTO opening_version SELECT id, version, 'somebody', document, 1 FROM opening WHERE id = 'one'");
  const again = bring("c.json", [opening("one", { vacancies: 3 })], run.db, ["--overwrite"]);
  assert.match(again.stdout, /0 created, 1 updated, 0 unchanged/);
  assert.match(sql(run.db, "SELECT document FROM opening WHERE id = 'one'")[0][0], /vacancies/);
});

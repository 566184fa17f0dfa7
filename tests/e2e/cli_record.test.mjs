/* baybridge migrate, check and eval. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { opening } from "../support/build.mjs";
import { baybridge, importFiles, ROOT, serveArguments, temporaryFolder, writeFile } from "../support/server.mjs";

const folder = temporaryFolder();

function sql(db, statement) {
  const run = spawnSync("python3", ["-B", path.join(ROOT, "tests/support/sqlite.py"), db, statement], { encoding: "utf8" });
  assert.equal(run.status, 0, run.stderr);
  return JSON.parse(run.stdout);
}

function record(name) {
  const db = path.join(folder, name);
  importFiles(db, [writeFile(folder, "some.json", [opening("a"), opening("b")])]);
  return db;
}

test("migrate makes a database, and a second time finds nothing to do", () => {
  const db = path.join(folder, "new.db");
  for (let i = 0; i < 2; i++) {
    const run = baybridge(["migrate", "--db", db]);
    assert.equal(run.status, 0, run.stderr);
    assert.match(run.stdout, /has schema \d+, the newest/);
  }
  assert.equal(baybridge(["check", "--db", db]).status, 0);
});

test("a database of a newer schema is refused by every command and left as it is", () => {
  const db = record("newer.db");
  sql(db, "PRAGMA user_version = 999");
  const before = readFileSync(db);
  const me = writeFile(folder, "me.json", {});
  for (const args of [
    ["migrate", "--db", db],
    ["import", "--db", db, path.join(folder, "some.json")],
    ["check", "--db", db],
    ["search", "--db", db, "x"],
    ["match", "--db", db, "--profile", me],
    serveArguments(db),
  ]) {
    const run = baybridge(args);
    assert.ok([1, 3].includes(run.status), `${args[0]} ${run.status} ${run.stderr}`);
    assert.match(run.stderr, /schema 999/, args[0]);
  }
  assert.ok(readFileSync(db).equals(before));
});

test("a database of another program is refused", () => {
  const db = path.join(folder, "other.db");
  sql(db, "CREATE TABLE letters (words TEXT)");
  for (const args of [["migrate", "--db", db], ["search", "--db", db, "x"], serveArguments(db)]) {
    const run = baybridge(args);
    assert.ok([1, 3].includes(run.status), args[0]);
    assert.ok(run.stderr.length > 0);
  }
  assert.deepEqual(sql(db, "SELECT name FROM sqlite_master"), [["letters"]]);
});

test("check says what is wrong: 1 for a record that is damaged or absent", () => {
  const db = record("sound.db");
  assert.equal(baybridge(["check", "--db", db]).status, 0);
  const absent = path.join(folder, "absent.db");
  assert.equal(baybridge(["check", "--db", absent]).status, 1);
  assert.ok(!existsSync(absent));
  sql(db, "UPDATE opening SET document = '{\"id\":\"a\"}' WHERE id = 'a'");
  const run = baybridge(["check", "--db", db]);
  assert.equal(run.status, 1, run.stdout);
  assert.ok((run.stdout + run.stderr).length > 0);
});

/* Ranks are sure: a title with more of the words of the query stands before one with fewer. */
function evalSet(name, qrels, queries = "q1\tquartz velvet jumbo\nq2\tvelvet\nq3\tquartz velvet jumbo\nq4\tmammoth\n") {
  const set = path.join(folder, name);
  writeFile(set, "queries.tsv", queries);
  writeFile(set, "corpus.tsv", "d1\tquartz velvet jumbo\nd2\tquartz velvet\nd3\tquartz\nd4\tplywood\nd5\tplywood brick\n");
  writeFile(set, "qrels.tsv", qrels);
  return set;
}

function measures(set, ...more) {
  const run = baybridge(["eval", set, ...more]);
  assert.equal(run.status, 0, run.stderr);
  const line = run.stdout.trimEnd();
  const found = /^MAP=(\d\.\d{4}) nDCG@10=(\d\.\d{4}) P@5=(\d\.\d{4}) MRR=(\d\.\d{4}) R@100=(\d\.\d{4})$/.exec(line);
  assert.ok(found, line);
  return found.slice(1).map(Number);
}

const close = (got, expected) => got.forEach((x, i) => assert.ok(Math.abs(x - expected[i]) < 6e-5, `${got} instead of ${expected}`));

test("eval prints the measures worked out by hand: one query, relevant at ranks 2 and 3", () => {
  const ndcg = (1 / Math.log2(3) + 1 / Math.log2(4)) / (1 + 1 / Math.log2(3));
  close(measures(evalSet("one", "q1\td2\t1\nq1\td3\t1\nq1\td1\t0\n")), [(1 / 2 + 2 / 3) / 2, ndcg, 2 / 5, 1 / 2, 1]);
});

test("eval: a relevant document that is not found counts, and a query without an answer scores 0", () => {
  close(measures(evalSet("absent", "q1\td1\t1\nq1\td4\t1\n")), [(1 / 1 + 0) / 2, 1 / (1 + 1 / Math.log2(3)), 1 / 5, 1, 1 / 2]);
  close(measures(evalSet("unanswered", "q1\td1\t1\nq4\td5\t1\n")), [1 / 2, 1 / 2, 1 / 10, 1 / 2, 1 / 2]);
});

test("eval: grades weigh in nDCG, and the measures are means over the judged queries", () => {
  const q1 = (1 / 1 + 3 / Math.log2(3)) / (3 + 1 / Math.log2(3));
  close(measures(evalSet("graded", "q1\td1\t1\nq1\td2\t3\n")), [1, q1, 2 / 5, 1, 1]);
  const both = [(1 + 1 / 3) / 2, (1 + 1 / Math.log2(4)) / 2, 1 / 5, (1 + 1 / 3) / 2, 1];
  close(measures(evalSet("two", "q1\td1\t1\nq3\td3\t1\n")), both);
});

test("eval --run writes qid, docid, rank and score, best first", () => {
  const file = path.join(folder, "run.tsv");
  measures(evalSet("run", "q1\td1\t1\n"), "--run", file);
  const rows = readFileSync(file, "utf8").trimEnd().split("\n").map((line) => line.split("\t"));
  assert.ok(rows.every((row) => row.length === 4));
  const q1 = rows.filter((row) => row[0] === "q1");
  assert.deepEqual(q1.map((row) => row[1]), ["d1", "d2", "d3"]);
  assert.deepEqual(q1.map((row) => row[2]), ["1", "2", "3"]);
  const scores = q1.map((row) => Number(row[3]));
  assert.ok(scores[0] > scores[1] && scores[1] > scores[2] && scores[2] > 0, String(scores));
});

test("eval links by the labels of ESCO only when asked, whatever the configuration says", () => {
  const set = evalSet("esco", "q1\td1\t1\n", "q1\tDrahtzieher\n");
  writeFile(set, "corpus.tsv", "d1\tforming machine operative\n");
  assert.equal(measures(set)[0], 0);
  assert.equal(measures(set, "--set", "matcher.esco=yes")[0], 0);
  assert.equal(measures(set, "--with-esco")[0], 1);
});

test("eval refuses a set that is not whole: 1 and the file", () => {
  const set = evalSet("broken", "q1\td1\tmany\n");
  assert.equal(baybridge(["eval", set]).status, 1);
  const none = baybridge(["eval", path.join(folder, "nowhere")]);
  assert.equal(none.status, 1);
  assert.match(none.stderr, /queries\.tsv/);
  assert.equal(baybridge(["eval", evalSet("good", "q1\td1\t1\n"), "--run", path.join(folder, "no/such/run.tsv")]).status, 1);
});

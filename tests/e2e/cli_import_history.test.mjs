/* baybridge import of what happened before: people, applications, placements. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { opening, organisation } from "../support/build.mjs";
import { isSentence } from "../support/faults.mjs";
import { baybridge, ROOT, temporaryFolder, writeFile } from "../support/server.mjs";

const folder = temporaryFolder();
const GOLDEN = path.join(ROOT, "tests/support/golden.ndjson");
const importTo = (db, ...files) => baybridge(["import", "--db", path.join(folder, db), ...files]);
const lines = (name, ...objects) => writeFile(folder, name, objects.map((o) => JSON.stringify(o)).join("\n"));

const person = { type: "person", id: "p1", facts: { education: "bachelor", graduation_year: 2020 } };
const application = { type: "application", id: "a1", opening: "first", person: "p1", at: "2021-02-01", verdict: "eligible" };
const event = (to, at, more) => ({ type: "event", application: "a1", to, at, actor: "poster", ...more });
const placement = { type: "placement", id: "pl1", application: "a1", start: "2021-04-01", posted: "2021-05-01" };
const base = [organisation, opening("first"), person, application];

test("the golden cohort goes in whole, once", () => {
  const first = importTo("golden.db", GOLDEN);
  assert.equal(first.status, 0, first.stderr);
  assert.match(first.stdout, /Openings: 3495 created/);
  assert.match(first.stdout, /History: 75175 created, 0 unchanged\./);
  assert.doesNotMatch(first.stdout, /no place left/);
  const again = importTo("golden.db", GOLDEN);
  assert.match(again.stdout, /History: 0 created, 75175 unchanged\./);
});

test("the golden cohort is what its recipe makes", () => {
  const made = spawnSync(path.join(ROOT, "tests/support/make-golden"), { maxBuffer: 64 * 1024 * 1024 });
  assert.equal(made.status, 0, String(made.stderr));
  assert.ok(made.stdout.equals(readFileSync(GOLDEN)));
});

test("a file that grew adds what is new", () => {
  assert.match(importTo("grow.db", lines("one.ndjson", ...base, event("offered", "2021-02-10"))).stdout, /History: 3 created, 0 unchanged/);
  const grown = lines("two.ndjson", ...base, event("offered", "2021-02-10"), event("accepted", "2021-02-12T09:00:00+08:00", { actor: "seeker" }), placement);
  assert.match(importTo("grow.db", grown).stdout, /History: 2 created, 3 unchanged/);
});

test("history may name what an earlier import brought", () => {
  assert.equal(importTo("later.db", lines("base.ndjson", ...base)).status, 0);
  const run = importTo("later.db", lines("later.ndjson", event("refused", "2021-03-01", { reason: "skills" })));
  assert.equal(run.status, 0, run.stderr);
  assert.match(run.stdout, /History: 1 created/);
});

test("starts beyond a quota are told", () => {
  const programme = { ...opening("scheme"), type: "programme" };
  const quota = { type: "quota", programme: "scheme", from: "2021-01-01", to: "2021-12-31", places: 0 };
  const run = importTo("quota.db", lines("quota.ndjson", organisation, programme, opening("first", { programme: "scheme" }), person, application, placement, quota));
  assert.equal(run.status, 0, run.stderr);
  assert.match(run.stdout, /1 starts found no place left/);
});

/* [what, the lines after the base, pointer, code] */
const refusals = [
  ["an opening that is not there", [{ ...application, id: "a2", opening: "none" }], "/opening", "unknown-reference"],
  ["a person who is not there", [{ ...application, id: "a2", person: "p2" }], "/person", "unknown-reference"],
  ["an application that is not there", [{ ...event("seen", "2021-02-03"), application: "a9" }], "/application", "unknown-reference"],
  ["a placement that is not there", [{ type: "payment", placement: "x", at: "2021-05-31", amount_minor: 1, currency: "HKD" }], "/placement", "unknown-reference"],
  ["a quota of what is no programme", [{ type: "quota", programme: "first", from: "2021-01-01", to: "2021-12-31", places: 1 }], "/programme", "unknown-reference"],
  ["an id that stands twice", [application], "/id", "duplicate-id"],
  ["a change before the submission", [event("seen", "2021-01-31")], "/at", "order"],
  ["a change before the one before", [event("seen", "2021-02-05"), event("offered", "2021-02-04")], "/at", "order"],
  ["a state that is none", [event("hired", "2021-02-05")], "/to", "not-accepted"],
  ["a reason of another group", [event("refused", "2021-02-05", { reason: "housing" })], "/reason", "not-accepted"],
  ["a time without its zone", [event("seen", "2021-02-05T10:00:00")], "/at", "time"],
  ["a fact that is none", [{ type: "person", id: "p2", facts: { shoe_size: 42 } }], "/facts/shoe_size", "unknown-attribute"],
  ["a fact that is derived", [{ type: "person", id: "p2", facts: { age: 20 } }], "/facts/age", "derived"],
  ["a key that is not known", [{ ...application, id: "a2", name: "x" }], "/name", "unknown-key"],
  ["no id", [{ ...application, id: undefined }], "(document)", "missing"],
  ["an end before the start", [{ ...placement, end: "2021-03-01", completed: true }], "/end", "inverted"],
  ["kept on without having completed", [{ ...placement, retained: true }], "/retained", "disagrees"],
  ["an amount of nothing", [placement, { type: "payment", placement: "pl1", at: "2021-05-31", amount_minor: 0, currency: "HKD" }], "/amount_minor", "range"],
  ["a currency that is none", [placement, { type: "payment", placement: "pl1", at: "2021-05-31", amount_minor: 1, currency: "USD" }], "/currency", "not-accepted"],
  ["equity of more than all", [{ type: "venture", id: "v1", facts: {}, members: [{ role: "founder", equity: 60 }, { role: "founder", equity: 60 }] }], "/members", "range"],
];

for (const [what, more, pointer, code] of refusals) {
  test(`refused whole: ${what}`, () => {
    const name = `${what.replaceAll(" ", "-")}.ndjson`;
    const run = importTo("refused.db", lines(name, ...base, ...more));
    assert.equal(run.status, 1, run.stdout);
    const told = run.stderr.split("\n").find((l) => l.includes(`: ${pointer}`));
    assert.ok(told, run.stderr);
    const [, line, sentence] = told.match(/ndjson:(\d+): [^:]+: (.*)$/);
    assert.equal(Number(line), base.length + more.length);
    assert.ok(isSentence(code, "en", sentence), sentence);
    assert.match(run.stderr, /nothing was changed/);
  });
}

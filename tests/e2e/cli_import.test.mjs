/* baybridge import: all or nothing, and every refusal names file, place and reason. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { opening, organisation, test as rule, text } from "../support/build.mjs";
import { isSentence } from "../support/faults.mjs";
import { baybridge, shippedCatalogue, temporaryFolder, writeFile } from "../support/server.mjs";

const folder = temporaryFolder();
const db = path.join(folder, "record.db");
const programme = { ...opening("scheme"), type: "programme" };
const base = writeFile(folder, "base.json", [organisation, programme, opening("first"), opening("second", { programme: "scheme" })]);

const importTo = (file, ...args) => baybridge(["import", "--db", file, ...args]);

/* All that the record holds, with the position of its change feed. */
function contents(file) {
  const nobody = writeFile(folder, "nobody.json", {});
  const all = baybridge(["match", "--db", file, "--profile", nobody, "--as-of", "2026-11-25", "--json", "--all"]);
  assert.equal(all.status, 0, all.stderr);
  const list = baybridge(["search", "--db", file, "--json", "opening"]);
  return all.stdout + list.stdout;
}

test("an import reports what it made", () => {
  const run = importTo(db, base);
  assert.equal(run.status, 0, run.stderr);
  assert.match(run.stdout, /Openings: 3 created, 0 updated, 0 unchanged\./);
  assert.match(run.stdout, /Organisations: 1 created, 0 updated, 0 unchanged\./);
});

test("the same import again is unchanged and moves nothing", () => {
  const before = contents(db);
  const run = importTo(db, base);
  assert.equal(run.status, 0);
  assert.match(run.stdout, /Openings: 0 created, 0 updated, 3 unchanged\./);
  assert.match(run.stdout, /Organisations: 0 created, 0 updated, 1 unchanged\./);
  assert.equal(contents(db), before);
});

const many = (n, make) => Array.from({ length: n }, (_, i) => make(i));
const nested = (n) => (n === 1 ? rule("age", "min", { value: 1 }) : { all: [nested(n - 1)] });
const doc = (members) => [opening("bad", members)];
const withRule = (criteria) => doc({ criteria });

/* [what, content of the file, pointer, code of faults.def] */
const refusals = [
  ["JSON that ends early", '[{"id":"bad"', "(document)", "json-syntax"],
  ["a page of HTML", "<!doctype html><p>x</p>", "(document)", "json-syntax"],
  ["an empty file", "", "(document)", "json-syntax"],
  ["a key that stands twice", '[{"id":"bad","id":"worse"}]', "/0/id", "json-duplicate"],
  ["octets that are not UTF-8", Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]), "/0", "utf8"],
  ["a depth of 1,000", `${"[".repeat(1000)}${"]".repeat(1000)}`, null, "json-depth"],
  ["a text", '["bad"]', "/0", "type"],
  ["no id", [{ kind: "job", title: text("x") }], "/0", "missing"],
  ["no kind", [{ id: "bad", title: text("x") }], "/0", "missing"],
  ["no title", [{ id: "bad", kind: "job" }], "/0", "missing"],
  ["a title in no language", doc({ title: {} }), "/0/title", "empty"],
  ["a title in another language", doc({ title: { fr: "x" } }), "/0/title/fr", "unknown-language"],
  ["an id with a space", [{ ...opening("x"), id: "a b" }], "/0/id", "id"],
  ["an id of 129 letters", [{ ...opening("x"), id: "a".repeat(129) }], "/0/id", "id"],
  ["an unknown key", doc({ colour: "red" }), "/0/colour", "unknown-key"],
  ["an unknown key deep down", doc({ benefit: { form: "grant", luck: 1 } }), "/0/benefit/luck", "unknown-key"],
  ["an unknown kind", doc({ kind: "gig" }), "/0/kind", "not-accepted"],
  ["an unknown status", doc({ status: "on" }), "/0/status", "not-accepted"],
  ["an unknown place", doc({ places: ["macao", "atlantis"] }), "/0/places/1", "unknown-value"],
  ["an unknown sector", doc({ sectors: ["alchemy"] }), "/0/sectors/0", "unknown-value"],
  ["a day that does not exist", doc({ closes: "2026-02-30" }), "/0/closes", "date"],
  ["a pay upside down", doc({ pay: { min: 2, max: 1, currency: "HKD", per: "month" } }), "/0/pay/max", "inverted"],
  ["an unknown currency", doc({ pay: { min: 2, currency: "USD", per: "month" } }), "/0/pay/currency", "not-accepted"],
  ["an address that is none", doc({ apply: { by: "link", url: "javascript:alert(1)" } }), "/0/apply/url", "url"],
  ["an unknown attribute", withRule(rule("shoe_size", "min", { value: 1 })), "/0/criteria/attr", "unknown-attribute"],
  ["an unknown operator", withRule(rule("age", "about", { value: 1 })), "/0/criteria/op", "unknown-operator"],
  ["an operator of another type", withRule(rule("age", "has_any", { values: [1] })), "/0/criteria/op", "operator"],
  ["an unknown value in a rule", withRule({ all: [rule("education", "min", { value: "phd" })] }), "/0/criteria/all/0/value", "unknown-value"],
  ["an inverted range in a rule", withRule(rule("age", "between", { min: 30, max: 20 })), null, "inverted"],
  ["criteria of no known shape", withRule({ some: [] }), "/0/criteria", "criteria-shape"],
  ["an empty any", withRule({ any: [] }), "/0/criteria/any", "empty"],
  ["criteria deeper than 8", withRule(nested(9)), null, "too-deep"],
  ["65 tests", withRule({ all: many(65, (i) => ({ ...rule("age", "min", { value: i }), id: `t${i}` })) }), null, "too-many-tests"],
  ["17 conjunctions", withRule({ any: many(17, (i) => ({ ...rule("age", "between", { min: i, max: i + 40 }), id: `t${i}` })) }), null, "too-complex"],
  ["a test id twice", withRule({ all: [{ ...rule("age", "min", { value: 1 }), id: "t" }, { ...rule("age", "max", { value: 9 }), id: "t" }] }), null, "duplicate-test"],
  ["dated rules that overlap", doc({ rules: [{ from: "2025-01-01", to: "2025-06-30", criteria: rule("age", "min", { value: 1 }) }, { from: "2025-06-30", to: null, criteria: rule("age", "min", { value: 2 }) }] }), null, "rules-overlap"],
  ["a programme that nobody knows", doc({ programme: "nowhere" }), "/0/programme", "unknown-reference"],
  ["a programme that is an opening", doc({ programme: "first" }), "/0/programme", "unknown-reference"],
  ["a programme under itself", [{ ...opening("own"), type: "programme", programme: "own" }], "/0/programme", null],
  ["a type that is none", [{ ...opening("x"), type: "thing" }], "/0/type", "not-accepted"],
  ["an opening day after the closing day", doc({ opens: "2026-05-01", closes: "2026-01-01" }), "/0/closes", "inverted"],
  ["rules and criteria side by side", doc({ rules: [{ criteria: { all: [] } }], criteria: { all: [] } }), "/0/criteria", "excludes"],
  ["a title of spaces", doc({ title: { en: "  " } }), "/0/title/en", "empty"],
  ["a source without its day", doc({ sources: [{ url: "https://example.org" }] }), "/0/sources/0", "missing"],
  ["part of a person as a vacancy", doc({ vacancies: 1.5 }), "/0/vacancies", "whole"],
  ["an id twice in one file", [opening("bad"), opening("good"), opening("bad")], "/2/id", "duplicate-id"],
  ["an organisation twice", [organisation, organisation], "/1/id", "duplicate-id"],
  ["an organisation of an unknown kind", [{ ...organisation, id: "other", kind: "club" }], "/0/kind", "not-accepted"],
  ["one bad opening after 40 good ones", [...many(40, (i) => opening(`good-${i}`)), opening("bad", { places: ["x"] })], "/40/places/0", "unknown-value"],
];

for (const [what, content, pointer, code] of refusals)
  test(`${what}: refused whole, with file, pointer and sentence; the record is as before`, () => {
    const before = contents(db);
    const bad = writeFile(folder, "bad.json", content);
    const good = writeFile(folder, "good.json", [opening("never-made")]);
    for (const files of [[bad], [good, bad], [bad, good]]) {
      const run = importTo(db, ...files);
      assert.equal(run.status, 1, run.stdout);
      const lines = run.stderr.split("\n").filter((line) => line.startsWith(`${bad}: `));
      assert.ok(lines.length >= 1, run.stderr);
      const [, at, words] = /^: (\S+): (.*)$/s.exec(lines[0].slice(bad.length));
      if (pointer !== null) assert.equal(at, pointer, run.stderr);
      if (code !== null) assert.ok(isSentence(code, "en", words), `${code}: ${words}`);
      assert.match(run.stderr, /nothing was changed/);
      assert.equal(run.stdout, "");
    }
    assert.equal(contents(db), before);
  });

test("the line is named in NDJSON, and the pointer starts at that line's document", () => {
  const before = contents(db);
  const lines = [opening("n1"), opening("n2", { places: ["atlantis"] }), opening("n3", { programme: "nowhere" })].map((o) => JSON.stringify(o));
  for (const [content, expected] of [
    [`${lines[0]}\n\n${lines[1]}\n`, [[3, "/places/0"]]],
    [`${lines[0]}\n{"id":\n${lines[1]}\n`, [[2, "(document)"], [3, "/places/0"]]],
    [`${lines[0]}\n${lines[2]}\n`, [[2, "/programme"]]],
    [`${lines[0]}\n${lines[0]}\n`, [[2, "/id"]]],
  ]) {
    const file = writeFile(folder, "bad.ndjson", content);
    const run = importTo(db, file);
    assert.equal(run.status, 1);
    const told = run.stderr.split("\n").filter((line) => line.startsWith(file)).map((line) => /^:(\d+): (\S+): /.exec(line.slice(file.length)));
    assert.deepEqual(told.map((m) => m && [Number(m[1]), m[2]]), expected, run.stderr);
  }
  assert.equal(contents(db), before);
});

test("an id that stands in two files is refused and names the second", () => {
  const before = contents(db);
  const one = writeFile(folder, "one.json", [opening("twin")]);
  const two = writeFile(folder, "two.json", [opening("other"), opening("twin")]);
  const run = importTo(db, one, two);
  assert.equal(run.status, 1);
  assert.match(run.stderr, new RegExp(`^${two}: /1/id: `, "m"));
  assert.equal(contents(db), before);
});

test("every fault of every file is told in one go", () => {
  const one = writeFile(folder, "one.json", [opening("a", { places: ["x"], colour: 1 }), opening("b", { kind: "gig" })]);
  const two = writeFile(folder, "two.json", "{");
  const run = importTo(db, one, two);
  for (const at of [`${one}: /0/places/0`, `${one}: /0/colour`, `${one}: /1/kind`, `${two}: (document)`]) assert.ok(run.stderr.includes(at), `${at}\n${run.stderr}`);
});

test("what type may be is told whole: organisation is one of them", () => {
  const run = importTo(db, writeFile(folder, "bad.json", [{ ...opening("x"), type: "thing" }]));
  for (const word of ["opening", "programme", "organisation"]) assert.match(run.stderr, new RegExp(`/0/type: .*${word}`));
});

test("a file that is not there is 1, and named", () => {
  const before = contents(db);
  const run = importTo(db, path.join(folder, "absent.json"), base);
  assert.equal(run.status, 1);
  assert.match(run.stderr, /absent\.json/);
  assert.equal(contents(db), before);
});

test("--dry-run tells what is good and changes nothing", () => {
  const before = contents(db);
  const run = importTo(db, "--dry-run", writeFile(folder, "more.json", [opening("dry"), organisation]));
  assert.equal(run.status, 0, run.stderr);
  assert.match(run.stdout, /1 opening.* 1 organisation.* nothing was changed/s);
  assert.equal(importTo(db, "--dry-run", writeFile(folder, "bad.json", doc({ kind: "gig" }))).status, 1);
  assert.equal(contents(db), before);
});

test("references are met by other files and by the record, in any order", () => {
  const fresh = path.join(folder, "fresh.db");
  const under = writeFile(folder, "under.json", [opening("u", { programme: "p" })]);
  const above = writeFile(folder, "zabove.json", [{ ...opening("p"), type: "programme" }]);
  assert.equal(importTo(fresh, under).status, 1);
  assert.equal(importTo(fresh, under, above).status, 0);
  assert.equal(importTo(fresh, writeFile(folder, "later.json", [opening("v", { programme: "p" })])).status, 0);
});

test("a changed opening is updated, alone, and found by its new words", () => {
  const run = importTo(db, writeFile(folder, "again.json", [opening("first", { title: text("Quartz polisher") }), opening("second", { programme: "scheme" })]));
  assert.match(run.stdout, /Openings: 0 created, 1 updated, 1 unchanged\./);
  const found = JSON.parse(baybridge(["search", "--db", db, "--json", "quartz"]).stdout);
  assert.deepEqual(found.items.map((o) => o.id), ["first"]);
});

test("only the white space differs: unchanged", () => {
  assert.equal(importTo(db, writeFile(folder, "a.json", [opening("third")])).status, 0);
  const run = importTo(db, writeFile(folder, "b.json", JSON.stringify([opening("third")], null, 4)));
  assert.match(run.stdout, /Openings: 0 created, 0 updated, 1 unchanged\./);
});

test("a folder stands for the catalogue files in it", () => {
  const own = path.join(folder, "own.db");
  writeFile(folder, "set/a.json", [opening("a")]);
  writeFile(folder, "set/b.ndjson", `${JSON.stringify(opening("b"))}\n${JSON.stringify(opening("c"))}\n`);
  writeFile(folder, "set/notes.txt", "not a catalogue");
  const run = importTo(own, path.join(folder, "set"));
  assert.equal(run.status, 0, run.stderr);
  assert.match(run.stdout, /3 created/);
});

test("the shipped catalogue goes in whole, and check finds it sound", () => {
  const own = path.join(folder, "shipped.db");
  const run = importTo(own, ...shippedCatalogue());
  assert.equal(run.status, 0, run.stderr);
  const check = baybridge(["check", "--db", own]);
  assert.equal(check.status, 0, check.stdout + check.stderr);
  assert.match(check.stdout, /is sound/);
});

test("a database that cannot be opened is 3, and a foreign file is left as it is", () => {
  const foreign = writeFile(folder, "foreign.db", "this is no database, but a letter to a friend\n".repeat(40));
  const before = readFileSync(foreign);
  assert.equal(importTo(foreign, base).status, 3);
  assert.ok(readFileSync(foreign).equals(before));
  assert.equal(importTo(path.join(folder, "no", "such", "folder.db"), base).status, 3);
  assert.ok(!existsSync(path.join(folder, "no")));
});

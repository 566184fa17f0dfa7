/* baybridge candidates: many profiles for one opening, and match the other way. */
import assert from "node:assert/strict";
import test from "node:test";
import { profileOf } from "../support/people.mjs";
import { considered } from "../support/shipped.mjs";
import { baybridge, temporaryFolder, writeFile } from "../support/server.mjs";

const folder = temporaryFolder();
const AS_OF = "2025-06-01";
const COUNT = 60;
const idOf = (i) => `p${String(i).padStart(3, "0")}`;
const people = Array.from({ length: COUNT }, (_, i) => ({ id: idOf(i), profile: profileOf(5000 + i), ...(i % 4 === 0 ? { venture: { members: [{ role: "founder" }] } } : {}) }));
const ndjson = (list) => `${list.map((p) => JSON.stringify(p)).join("\n")}\n`;

/* A member list may contradict the facts that a profile gives itself. */
for (const p of people)
  if (p.venture) for (const key of ["team_size", "full_time_staff", "founder_share_hkmo"]) delete p.profile.facts[key];
const file = writeFile(folder, "people.ndjson", ndjson(people));

function good(args, options) {
  const run = baybridge(args, options);
  assert.equal(run.status, 0, run.stderr);
  return run.stdout;
}
const candidates = (id, ...more) => JSON.parse(good(["candidates", id, "--catalogue", "catalogue", "--profiles", file, "--as-of", AS_OF, "--json", ...more]));
const hundredths = (x) => Math.round(x * 100);

const matches = good(["match", "--catalogue", "catalogue", "--profile", writeFile(folder, "as-match.ndjson", ndjson(people.map(({ id, ...rest }) => rest))), "--as-of", AS_OF, "--json"])
  .trimEnd()
  .split("\n")
  .map((line) => new Map(JSON.parse(line).items.map((i) => [i.opening.id, i])));

const open = considered(AS_OF);
const asked = open.filter((_, i) => i % Math.ceil(open.length / 12) === 0);

for (const opening of asked)
  test(`candidates of ${opening.id} are who match gives it to, with the same fit`, () => {
    const answer = candidates(opening.id);
    const ventures = ["team", "company", "organisation"].includes(opening.applicant);
    assert.equal(answer.ranks, ventures ? "ventures" : "persons");
    const wanted = people.filter((p, i) => matches[i].has(opening.id) && (!ventures || p.venture)).map((p) => p.id);
    assert.deepEqual(answer.items.map((i) => i.id).sort(), wanted.sort());
    assert.equal(answer.counts.eligible + answer.counts.maybe, wanted.length);
    assert.equal(answer.counts.considered, ventures ? COUNT / 4 : COUNT);
    assert.equal(answer.exact, true);
    for (const item of answer.items) {
      const other = matches[people.findIndex((p) => p.id === item.id)].get(opening.id);
      assert.equal(item.verdict, other.verdict);
      assert.equal(item.profile_to_opening.fit, other.fit);
      assert.deepEqual(
        item.profile_to_opening.parts,
        other.parts.map(({ evidence, ...part }) => part),
      );
      assert.deepEqual(item.unknown ?? [], [...new Set(other.criteria.filter((c) => c.verdict === "maybe" && !c.due).map((c) => c.attr))], item.id);
    }
  });

test("points add up on both sides, and the fit is their harmonic mean", () => {
  for (const item of candidates(asked[0].id).items) {
    for (const side of ["opening_to_profile", "profile_to_opening"])
      assert.equal(item[side].parts.reduce((sum, p) => sum + hundredths(p.points), 0), hundredths(item[side].fit));
    const [a, b] = [item.opening_to_profile.fit, item.profile_to_opening.fit];
    assert.ok(Math.abs(item.fit - (a && b ? (2 * a * b) / (a + b) : 0)) <= 0.005 + 1e-9);
  }
});

test("the best few are the first of all", () => {
  const all = candidates(asked[1].id).items;
  assert.deepEqual(candidates(asked[1].id, "--limit", "5").items, all.slice(0, 5));
  const tier = (i) => (i.verdict === "eligible" ? 0 : 1);
  const order = (x, y) => tier(x) - tier(y) || hundredths(y.fit) - hundredths(x.fit) || (x.id < y.id ? -1 : 1);
  assert.deepEqual(all, [...all].sort(order));
});

test("a profile without an id has the number of its line, also from standard input", () => {
  const run = good(["candidates", asked[0].id, "--catalogue", "catalogue", "--profiles", "-", "--as-of", AS_OF, "--json"], { input: '{"facts":{}}\n\n{"profile":{}}\n{"id":"x","texts":{}}\n' });
  assert.deepEqual(JSON.parse(run).items.map((i) => i.id).sort(), ["1", "3", "x"]);
});

test("a page for people says verdict, both fits and what is unknown", () => {
  const page = good(["candidates", "gbayes", "--catalogue", "catalogue", "--profiles", file, "--as-of", AS_OF, "--limit", "3"]);
  assert.match(page, /^ {2}1\. +\d+\.\d\d {2}(Eligible|To be confirmed) {2}p\d+$/m);
  assert.match(page, /opening to profile +\d+\.\d\d {2}= text \d+\.\d\d \+ skill \d+\.\d\d \+ pref \d+\.\d\d$/m);
  assert.match(page, /profile to opening/);
});

test("what is refused names file, line, pointer and reason", () => {
  const bad = writeFile(folder, "bad.ndjson", '{"id":"a","profile":{"facts":{"education":"phd"}}}\n{"facts":{"age":3}}\n{"id":"b","profile":{},"facts":{}}\n');
  const run = baybridge(["candidates", "gbayes", "--catalogue", "catalogue", "--profiles", bad]);
  assert.equal(run.status, 1);
  assert.deepEqual(run.stderr.trimEnd().split("\n").map((line) => /^(.*?):(\d+): (\S+): /.exec(line).slice(1)), [
    [bad, "1", "/profile/facts/education"],
    [bad, "2", "/facts/age"],
    [bad, "3", "/facts"],
  ]);
  const twice = writeFile(folder, "twice.ndjson", '{"id":"a","profile":{}}\n\n{"id":"b","profile":{}}\n{"id":"a","profile":{}}\n');
  const other = baybridge(["candidates", "gbayes", "--catalogue", "catalogue", "--profiles", twice]);
  assert.equal(other.status, 1);
  assert.match(other.stderr, /twice\.ndjson:4: \/id: This id stands twice/);
});

test("exit codes: 1 for refused input, 2 for usage", () => {
  for (const [status, ...args] of [
    [1, "absent", "--profiles", file],
    [1, "gbayes", "--profiles", `${folder}/absent`],
    [2, "gbayes"],
    [2, "--profiles", file],
    [2, "gbayes", "stray", "--profiles", file],
    [2, "gbayes", "--profiles", file, "--limit", "0"],
    [2, "gbayes", "--profile", file],
  ]) {
    const run = baybridge(["candidates", ...args, "--catalogue", "catalogue"]);
    assert.equal(run.status, status, `${args}\n${run.stderr}`);
    assert.ok(run.stderr.length > 0 && run.stdout === "", `${args}`);
  }
});

/* POST /v1/match: near misses, questions, ventures and programmes, on openings made for it. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { opening, organisation, test as rule } from "../support/build.mjs";
import { startServer, temporaryFolder, writeFile } from "../support/server.mjs";

const AS_OF = "2026-11-25";
const adult = rule("age", "between", { min: 18, max: 29 });
const putonghua = rule("languages", "min", { key: "putonghua", value: "working" });
const residency = rule("residency", "has_any", { values: ["hk_resident"] });
const local = rule("institution_region", "in", { values: ["hong-kong"] });

const rules = {
  adult,
  "adult-closing": adult,
  putonghua,
  residency,
  local,
  "two-missing": { all: [adult, putonghua] },
  either: { any: [local, putonghua] },
  unless: { not: rule("employment_status", "in", { values: ["employed"] }) },
  graduates: rule("years_since_graduation", "min", { value: 2 }),
  later: { all: [residency, { ...rule("company_registered_in", "has_any", { values: ["qianhai"] }), due: "admission" }] },
  none: undefined,
  "young-team": { over: "members", measure: "heads", where: rule("age", "max", { value: 35 }), min: 50 },
  "local-owners": rule("founder_share_hkmo", "above", { value: 50 }),
  "team-of-two": rule("team_size", "min", { value: 2 }),
  "mean-age": { over: "members", measure: "mean_age", below: 30 },
  bachelor: { over: "awards", measure: "count", where: { all: [rule("level", "min", { value: "bachelor" }), rule("year", "between", { min: 2019, max: 2021 })] }, min: 1 },
  "at-close": { ...rule("age", "min", { value: 18 }), at: "closes" },
  straddle: rule("age", "min", { value: 26 }),
};
const openings = Object.entries(rules).map(([id, criteria]) =>
  opening(id, { ...(criteria ? { criteria } : {}), ...(id === "adult-closing" ? { closes: "2027-01-31" } : {}), ...(id === "at-close" ? { closes: "2028-06-30" } : {}) }),
);
const programme = { ...opening("scheme", { kind: "internship" }), type: "programme", rules: [{ from: "2026-01-01", to: "2026-12-31", criteria: residency }, { from: "2027-03-01", to: null, criteria: local }], streams: [{ id: "it", label: { en: "IT" } }] };
const under = opening("scheme-place", { kind: "internship", programme: "scheme", stream: "it", criteria: putonghua });
const lonely = { ...opening("lonely-scheme", { kind: "internship" }), type: "programme", rules: [{ from: "2027-05-01", to: null, criteria: residency }] };
const tiers = opening("tiers", {
  kind: "funding",
  criteria: residency,
  tiers: [
    { id: "small", criteria: rule("education", "min", { value: "secondary" }), benefit: { amount_max: 1000, currency: "HKD" }, label: { en: "Small", pt: "Pequeno" } },
    { id: "large", criteria: rule("education", "min", { value: "master" }), benefit: { amount_max: 9000, currency: "HKD" } },
  ],
});

let server;
before(async () => {
  const file = writeFile(temporaryFolder(), "all.json", [organisation, ...openings, programme, under, lonely, tiers]);
  server = await startServer({ files: [file] });
});
after(() => server.stop());

async function match(facts, more = {}) {
  const reply = await server.post("/v1/match", { profile: { facts }, as_of: AS_OF, limit: 100, ...more });
  assert.equal(reply.status, 200, reply.text.slice(0, 400));
  const { json } = reply;
  json.verdict = Object.fromEntries(json.items.map((i) => [i.opening.id, i.verdict]));
  json.item = Object.fromEntries(json.items.map((i) => [i.opening.id, i]));
  json.miss = Object.fromEntries(json.near_misses.map((m) => [m.opening.id, m]));
  return json;
}

test("too young is a near miss that names the birthday, and says when that is after the closing day", async () => {
  const { miss } = await match({ birth_date: "2010-05-06" });
  for (const id of ["adult", "adult-closing"]) {
    const [step] = miss[id].repair;
    assert.deepEqual([step.id, step.attr, step.have, step.when], ["age", "age", 16, "2028-05-06"]);
    assert.deepEqual(step.need, { attr: "age", op: "between", min: 18, max: 29 });
  }
  assert.equal(miss.adult.repair[0].after_close, undefined);
  assert.equal(miss["adult-closing"].repair[0].after_close, true);
});

test("too old is no near miss: waiting does not help", async () => {
  const { miss, verdict } = await match({ birth_date: "1990-05-06" });
  assert.equal(miss.adult, undefined);
  assert.equal(verdict.adult, undefined);
});

test("a person born on 29 February grows older on 1 March of a common year", async () => {
  const { miss } = await match({ birth_date: "2012-02-29" });
  assert.equal(miss.adult.repair[0].when, "2030-03-01");
  assert.equal((await match({ birth_date: "2008-02-29" }, { as_of: "2026-02-28" })).verdict.adult, undefined);
  assert.equal((await match({ birth_date: "2008-02-29" }, { as_of: "2026-03-01" })).verdict.adult, "eligible");
});

test("a birth year alone is two ages, one on 31 December", async () => {
  assert.equal((await match({ birth_year: 2000 })).verdict.straddle, "maybe");
  assert.equal((await match({ birth_year: 2000 }, { as_of: "2026-12-31" })).verdict.straddle, "eligible");
  assert.equal((await match({ birth_year: 1999 })).verdict.straddle, "eligible");
});

test("a level too low is a near miss without a day", async () => {
  const { miss } = await match({ languages: { putonghua: "basic" } });
  const [step] = miss.putonghua.repair;
  assert.deepEqual([step.attr, step.when], ["languages", undefined]);
  assert.deepEqual(step.need, { attr: "languages", op: "min", key: "putonghua", value: "working" });
});

test("what can never change is no near miss", async () => {
  const { miss, counts } = await match({ institution_region: "mainland", residency: ["mainland"] });
  for (const id of ["local", "residency", "bachelor"]) assert.equal(miss[id], undefined, id);
  assert.ok(counts.ineligible >= 2);
});

test("two failed tests are no near miss, an any takes the branch that can change", async () => {
  const { miss } = await match({ birth_date: "2010-05-06", languages: { putonghua: "basic" }, institution_region: "macao" });
  assert.equal(miss["two-missing"], undefined);
  assert.deepEqual(miss.either.repair.map((s) => s.attr), ["languages"]);
});

test("a failed not says that its test is negated", async () => {
  const { miss, item } = await match({ employment_status: "employed" });
  assert.deepEqual([miss.unless.repair[0].negated, miss.unless.repair[0].have], [true, "employed"]);
  assert.equal(item.unless, undefined);
  assert.equal((await match({ employment_status: "student" })).item.unless.criteria[0].negated, true);
});

test("years since graduation turn on 1 January", async () => {
  const { miss } = await match({ graduation_year: 2025 });
  assert.equal(miss.graduates.repair[0].when, "2027-01-01");
});

test("a test due later never makes anyone ineligible and is marked with its time", async () => {
  const { item } = await match({ residency: ["hk_permanent"], company_registered_in: [] });
  assert.equal(item.later.verdict, "eligible");
  const later = item.later.criteria.find((c) => c.attr === "company_registered_in");
  assert.deepEqual([later.verdict, later.due, later.have], ["ineligible", "admission", []]);
});

test("an age may be asked at the closing day", async () => {
  assert.equal((await match({ birth_date: "2010-06-30" })).verdict["at-close"], "eligible");
  assert.equal((await match({ birth_date: "2010-07-01" })).verdict["at-close"], undefined);
});

test("values imply others: qianhai lies in shenzhen, a permanent resident is a resident, [] is none, absent unknown", async () => {
  assert.equal((await match({ residency: ["hk_permanent"] })).verdict.residency, "eligible");
  assert.equal((await match({ residency: [] })).verdict.residency, undefined);
  assert.equal((await match({})).verdict.residency, "maybe");
});

test("questions come most deciding first, then in the order of the vocabulary", async () => {
  const { questions, verdict } = await match({});
  const told = Object.fromEntries(questions.map((q) => [q.attr, q.decides]));
  assert.equal(verdict.none, "eligible");
  /* residency alone: residency, later, tiers; not scheme-place, which also waits for languages. */
  assert.equal(told.residency, 3);
  /* adult, adult-closing, straddle and at-close; not two-missing. */
  assert.equal(told.age, 4);
  assert.equal(told.languages, 1);
  assert.equal(told.institution_region, 1);
  assert.equal(told.employment_status, 1);
  assert.deepEqual(questions.slice(0, 2).map((q) => q.attr), ["age", "residency"]);
  assert.deepEqual(questions.find((q) => q.attr === "age").ask, ["birth_date", "birth_year"]);
  assert.deepEqual(questions.find((q) => q.attr === "residency").ask, ["residency"]);
});

test("an opening under a programme is judged by both rules, and the programme is not shown beside it", async () => {
  const { verdict, item } = await match({ residency: ["hk_permanent"], languages: { putonghua: "native" } });
  assert.equal(verdict["scheme-place"], "eligible");
  assert.equal(verdict.scheme, undefined);
  assert.deepEqual(item["scheme-place"].criteria.map((c) => c.attr).sort(), ["languages", "residency"]);
  assert.equal((await match({ residency: ["taiwan"], languages: { putonghua: "native" } })).verdict["scheme-place"], undefined);
});

test("a programme without a rule in force that day shuts its openings, and is no near miss", async () => {
  const reply = await match({ residency: ["hk_permanent"], languages: { putonghua: "native" }, institution_region: "hong-kong" }, { as_of: "2027-02-01" });
  for (const id of ["scheme-place", "lonely-scheme"]) {
    assert.equal(reply.verdict[id], undefined, id);
    assert.equal(reply.miss[id], undefined, id);
  }
  assert.equal(reply.counts.eligible + reply.counts.maybe + reply.counts.ineligible, openings.length - 1 + 3);
  assert.equal((await match({ institution_region: "hong-kong", languages: { putonghua: "native" } }, { as_of: "2027-03-01" })).verdict["scheme-place"], "eligible");
});

test("a programme that nobody has posted under is itself one opening", async () => {
  const { item } = await match({ residency: ["hk_permanent"] }, { as_of: "2027-05-01" });
  assert.equal(item["lonely-scheme"].verdict, "eligible");
  assert.equal(item["lonely-scheme"].opening.type, "programme");
});

test("tiers are shown and are never a gate", async () => {
  const { item } = await match({ residency: ["hk_permanent"], education: "bachelor" }, { lang: "pt" });
  assert.equal(item.tiers.verdict, "eligible");
  assert.deepEqual(
    item.tiers.tiers.map((t) => [t.id, t.verdict, t.label, t.benefit.amount_max]),
    [["small", "eligible", "Pequeno", 1000], ["large", "ineligible", undefined, 9000]],
  );
});

test("a venture with members: heads, owners, mean age and size follow from the members", async () => {
  const member = (equity, birth_year, residency) => ({ role: "founder", equity, facts: { birth_year, residency } });
  const young = await match({}, { venture: { members: [member(60, 2000, ["hk_permanent"]), member(40, 1980, ["mainland"])] } });
  assert.deepEqual(
    ["young-team", "local-owners", "team-of-two"].map((id) => young.verdict[id]),
    ["eligible", "eligible", "eligible"],
  );
  assert.equal(young.verdict["mean-age"], undefined);
  const old = await match({}, { venture: { members: [member(40, 1985, ["macao_resident"]), member(60, 1980, ["mainland"]), member(0, 2001, ["foreign"])] } });
  assert.deepEqual(["young-team", "local-owners"].map((id) => old.verdict[id]), [undefined, undefined]);
  const alone = await match({}, { venture: { members: [member(100, 2003, ["hk_permanent"])] } });
  assert.equal(alone.verdict["team-of-two"], undefined);
  assert.equal(alone.verdict["mean-age"], "eligible");
  const unknown = await match({}, { venture: { members: [{ role: "lead" }, { role: "cto" }] } });
  assert.deepEqual(["young-team", "local-owners", "team-of-two"].map((id) => unknown.verdict[id]), ["maybe", "maybe", "eligible"]);
});

test("facts of a venture may stand in the venture or in the profile", async () => {
  for (const body of [[{ team_size: 3 }, {}], [{}, { venture: { facts: { team_size: 3 } } }]])
    assert.equal((await match(...body)).verdict["team-of-two"], "eligible");
});

test("an award says level and year of the same award", async () => {
  const award = (level, year) => ({ level, year });
  assert.equal((await match({ awards: [award("bachelor", 2020)] })).verdict.bachelor, "eligible");
  assert.equal((await match({ awards: [award("bachelor", 2015), award("sub_degree", 2020)] })).verdict.bachelor, undefined);
  assert.equal((await match({ education: "bachelor", graduation_year: 2020 })).verdict.bachelor, "eligible");
  assert.equal((await match({ education: "bachelor" })).verdict.bachelor, "maybe");
});

test("an interval that straddles a bound is unknown, one inside is not", async () => {
  assert.equal((await match({ team_size: [1, 3] })).verdict["team-of-two"], "maybe");
  assert.equal((await match({ team_size: [2, 3] })).verdict["team-of-two"], "eligible");
});

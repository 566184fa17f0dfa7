/* POST /v1/match: a real profile against the shipped catalogue. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { today } from "../support/days.mjs";
import { startServer } from "../support/server.mjs";
import { considered, opening, places, relates } from "../support/shipped.mjs";
import { matchAll } from "../support/walk.mjs";

const graduate = {
  facts: {
    residency: ["hk_permanent"],
    birth_date: "1999-03-04",
    education: "bachelor",
    graduation_year: 2021,
    talent_scheme_entrant: false,
    languages: { cantonese: "native", putonghua: "basic" },
  },
  texts: { headline: "Robotics engineer", skills: ["python", "C++"], wants: "a job in Shenzhen" },
  wishes: { kinds: ["job"], places: ["shenzhen"], sectors: ["ict"], pay_min: { amount: 18_000, currency: "HKD", per: "month" }, from: "2027-01-01" },
};
const withFacts = (more) => ({ ...graduate, facts: { ...graduate.facts, ...more } });

let server;
before(async () => (server = await startServer()));
after(() => server.stop());

async function match(body) {
  const reply = await server.post("/v1/match", body);
  assert.equal(reply.status, 200, reply.text.slice(0, 300));
  return reply.json;
}

/* What one opening says to a profile on a day; null: not among items and near misses. */
async function about(id, profile, as_of) {
  const reply = await matchAll(server, { profile, as_of });
  return reply.items.find((item) => item.opening.id === id) ?? null;
}

test("replay of the Employment Scheme: one profile, each year's own rule", async () => {
  for (const [as_of, verdict] of [
    ["2021-03-01", "eligible"],
    ["2023-06-01", "eligible"],
    ["2024-06-01", "maybe"],
    ["2025-06-01", "eligible"],
  ])
    assert.equal((await about("gbayes", graduate, as_of))?.verdict, verdict, as_of);
  assert.deepEqual((await about("gbayes", graduate, "2024-06-01")).missing, ["unpublished_conditions"]);
});

test("2021 asked for a degree of 2019 to 2021, 2023 for one of 2021 to 2023, 2025 for an age up to 29", async () => {
  for (const [facts, as_of, verdict] of [
    [{ graduation_year: 2019 }, "2021-03-01", "eligible"],
    [{ graduation_year: 2019 }, "2023-06-01", null],
    [{ graduation_year: 2019 }, "2025-06-01", "eligible"],
    [{ graduation_year: 2023 }, "2023-06-01", "eligible"],
    [{ graduation_year: 2018 }, "2021-03-01", null],
    [{ education: "sub_degree" }, "2023-06-01", null],
    [{ education: "sub_degree" }, "2025-06-01", "eligible"],
    [{ birth_date: "1995-06-01" }, "2025-05-31", "eligible"],
    [{ birth_date: "1995-06-01" }, "2025-06-01", null],
    [{ residency: ["mainland"] }, "2025-06-01", null],
    [{ talent_scheme_entrant: true }, "2023-06-01", null],
  ])
    assert.equal((await about("gbayes", withFacts(facts), as_of))?.verdict ?? null, verdict, `${JSON.stringify(facts)} ${as_of}`);
});

test("a fact that is not stated makes maybe, and the questions ask for it", async () => {
  const { talent_scheme_entrant, ...facts } = graduate.facts;
  assert.equal(talent_scheme_entrant, false);
  const reply = await matchAll(server, { profile: { ...graduate, facts }, as_of: "2023-06-01" });
  const item = reply.items.find((i) => i.opening.id === "gbayes");
  assert.equal(item.verdict, "maybe");
  const open = item.criteria.filter((c) => c.verdict === "maybe");
  assert.deepEqual(open.map((c) => [c.attr, c.have]), [["talent_scheme_entrant", null]]);
  assert.ok(reply.questions.some((q) => q.attr === "talent_scheme_entrant" && q.decides >= 1));
});

test("between two rounds it is closed to everybody, and in_force is never a near miss", async () => {
  const reply = await matchAll(server, { profile: graduate, as_of: "2022-06-01" });
  assert.ok(!reply.items.some((i) => i.opening.id === "gbayes"));
  assert.ok(!reply.near_misses.some((n) => n.opening.id === "gbayes"));
});

test("a criterion says what one has, what is needed, and until which day it holds", async () => {
  const item = await about("gbayes", graduate, "2025-06-01");
  const age = item.criteria.find((c) => c.attr === "age");
  assert.equal(age.verdict, "eligible");
  assert.equal(age.have, 26);
  assert.deepEqual([age.need.attr, age.need.op, age.need.value], ["age", "max", 29]);
  assert.equal(age.need.id, undefined);
  assert.equal(age.need.text, undefined);
  assert.equal(age.until, "2029-03-04");
  const residency = item.criteria.find((c) => c.attr === "residency");
  assert.deepEqual(residency.have, ["hk_permanent"]);
});

for (const as_of of ["2021-03-01", "2022-06-01", "2023-06-01", "2024-12-31", "2025-06-01", today()])
  test(`counts sum to the openings considered on ${as_of}, and items hold every eligible and maybe`, async () => {
    const reply = await matchAll(server, { profile: graduate, as_of });
    const { eligible, maybe, ineligible, near_misses } = reply.counts;
    assert.equal(eligible + maybe + ineligible, considered(as_of).length);
    assert.equal(reply.items.length, eligible + maybe);
    assert.ok(near_misses <= ineligible);
    assert.equal(reply.near_misses.length, Math.min(100, near_misses));
    assert.equal(reply.as_of, as_of);
    const all = new Set(considered(as_of).map((o) => o.id));
    for (const { opening } of [...reply.items, ...reply.near_misses]) assert.ok(all.has(opening.id), opening.id);
  });

test("as_of is today unless it is said", async () => {
  const body = { profile: graduate, limit: 100 };
  const reply = await match(body);
  assert.equal(reply.as_of, today());
  assert.deepEqual(await match({ ...body, as_of: today() }), reply);
});

test("items come eligible first, then by fit, then closing day, then id", async () => {
  const { items } = await matchAll(server, { profile: graduate, as_of: "2025-06-01" });
  const key = (i) => [i.verdict === "eligible" ? 0 : 1, -i.fit, i.opening.closes ?? "9999", i.opening.id];
  const less = (a, b) => {
    for (const [i, x] of key(a).entries()) if (x !== key(b)[i]) return x < key(b)[i];
    return false;
  };
  for (let i = 1; i < items.length; i++) assert.ok(less(items[i - 1], items[i]), `${items[i - 1].opening.id} before ${items[i].opening.id}`);
  assert.ok(items.some((i) => i.verdict === "eligible") && items.some((i) => i.verdict === "maybe"));
});

test("the pages joined by next are the list, and everything else stays the same", async () => {
  const body = { profile: graduate, as_of: "2025-06-01", q: "youth", filters: { place: ["shenzhen"] } };
  const whole = await matchAll(server, body);
  for (const limit of [1, 3, 7, 20]) {
    const pages = [];
    for (let cursor; pages.length === 0 || cursor; cursor = pages.at(-1).next)
      pages.push(await match({ ...body, limit, ...(cursor ? { cursor } : {}) }));
    assert.deepEqual(pages.flatMap((p) => p.items), whole.items, `limit ${limit}`);
    for (const page of pages) {
      assert.deepEqual(page.counts, whole.counts);
      assert.deepEqual(page.questions, whole.questions);
      assert.deepEqual(page.near_misses, whole.near_misses.slice(0, limit));
    }
    assert.ok(pages.slice(0, -1).every((p) => p.items.length === limit));
  }
});

test("the limit is 20 unless said", async () => {
  assert.equal((await match({ profile: {}, as_of: "2025-06-01" })).items.length, 20);
});

test("filters filter, under the names of GET /v1/openings; wishes never do", async () => {
  const as_of = "2025-06-01";
  const size = (filters) => considered(as_of).filter(filters).length;
  for (const [filters, passes] of [
    [{ kind: ["job", "internship"] }, (o) => ["job", "internship"].includes(o.kind)],
    [{ place: ["hengqin"] }, (o) => relates(places, o.places, "hengqin")],
    [{ organisation: ["cyberport"] }, (o) => o.organisation === "cyberport"],
    [{ closes_before: "2026-12-31" }, (o) => o.closes && o.closes <= "2026-12-31"],
    [{ kind: [], place: [] }, () => true],
    [{ kind: ["job"], place: ["macao"] }, (o) => o.kind === "job" && relates(places, o.places, "macao")],
  ]) {
    const reply = await matchAll(server, { profile: graduate, as_of, filters });
    const { eligible, maybe, ineligible } = reply.counts;
    assert.equal(eligible + maybe + ineligible, size(passes), JSON.stringify(filters));
    for (const { opening: o } of [...reply.items, ...reply.near_misses]) assert.ok(passes(opening(o.id)), o.id);
  }
  const other = await match({ profile: { ...graduate, wishes: { kinds: ["funding"], places: ["macao"] } }, as_of });
  assert.deepEqual(other.counts, (await match({ profile: graduate, as_of })).counts);
});

test("weights are renormalised and echoed, and are those of every part", async () => {
  const as_of = "2025-06-01";
  assert.deepEqual((await match({ profile: graduate, as_of })).weights, { text: 0.4, skill: 0.25, pref: 0.35 });
  for (const [weights, echoed] of [
    [{ text: 2, skill: 1, pref: 1 }, { text: 0.5, skill: 0.25, pref: 0.25 }],
    [{ text: 0, skill: 0, pref: 7 }, { text: 0, skill: 0, pref: 1 }],
    [{ text: 1000, skill: 1000, pref: 0 }, { text: 0.5, skill: 0.5, pref: 0 }],
  ]) {
    const reply = await match({ profile: graduate, as_of, weights });
    assert.deepEqual(reply.weights, echoed);
    for (const item of reply.items) for (const part of item.parts) assert.equal(part.weight, echoed[part.part]);
  }
});

test("weights move the order and never a verdict", async () => {
  const as_of = "2025-06-01";
  const verdicts = ({ items }) => items.map((i) => `${i.opening.id} ${i.verdict}`).sort();
  const plain = await matchAll(server, { profile: graduate, as_of });
  const other = await matchAll(server, { profile: graduate, as_of, weights: { text: 0, skill: 0, pref: 1 } });
  assert.deepEqual(verdicts(other), verdicts(plain));
  assert.notDeepEqual(other.items.map((i) => i.opening.id), plain.items.map((i) => i.opening.id));
});

test("with lang every text is one string", async () => {
  const body = { profile: graduate, as_of: "2025-06-01", limit: 5 };
  for (const lang of ["en", "zh-Hant", "zh-Hans", "pt"]) {
    const reply = await match({ ...body, lang });
    for (const item of reply.items) {
      assert.equal(typeof item.opening.title, "string");
      for (const c of item.criteria) if (c.text !== undefined) assert.equal(typeof c.text, "string");
    }
  }
  assert.equal(typeof (await match(body)).items[0].opening.title, "object");
});

test("nothing is kept: the same question gives the same bytes, and no cache may hold them", async () => {
  const body = { profile: graduate, as_of: "2025-06-01" };
  const first = await server.post("/v1/match", body);
  assert.equal((await server.post("/v1/match", body)).text, first.text);
  assert.equal(first.headers["cache-control"], "no-store");
});

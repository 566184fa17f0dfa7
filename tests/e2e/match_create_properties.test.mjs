/* POST /v1/match: what holds for every profile, tried with many random ones. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { plus } from "../support/days.mjs";
import { requestOf } from "../support/people.mjs";
import { startServer } from "../support/server.mjs";
import { attributes, considered, opening } from "../support/shipped.mjs";
import { matchAll } from "../support/walk.mjs";

const PEOPLE = 120;
const DAYS = ["2021-03-01", "2023-06-01", "2024-06-01", "2025-06-01", "2026-11-25"];
const change = new Map(attributes.map((a) => [a.key, a.change]));

let server;
const answers = [];
before(async () => {
  server = await startServer();
  for (let seed = 1; seed <= PEOPLE; seed++) {
    const request = { ...requestOf(seed), as_of: DAYS[seed % DAYS.length] };
    answers.push({ seed, request, reply: await matchAll(server, request) });
  }
});
after(() => server.stop());

const hundredths = (x) => Math.round(x * 100);
const sum = (list) => list.reduce((n, x) => n + x, 0);
const each = (visit) => answers.forEach(({ seed, request, reply }) => reply.items.forEach((item) => visit(item, `seed ${seed} ${item.opening.id}`, request, reply)));

test("every request is answered, and its counts sum to the openings considered", () => {
  for (const { seed, request, reply } of answers) {
    const kinds = request.filters?.kind;
    const all = considered(request.as_of).filter((o) => !kinds || kinds.includes(o.kind));
    const { eligible, maybe, ineligible } = reply.counts;
    assert.equal(eligible + maybe + ineligible, all.length, `seed ${seed}`);
    assert.equal(reply.items.filter((i) => i.verdict === "eligible").length, eligible, `seed ${seed}`);
    assert.equal(reply.items.filter((i) => i.verdict === "maybe").length, maybe, `seed ${seed}`);
  }
  for (const verdict of ["eligible", "maybe", "ineligible"]) assert.ok(answers.some(({ reply }) => reply.counts[verdict] > 0));
});

test("the points of the parts add up to the fit that is shown, exactly", () => {
  each((item, where) => {
    assert.deepEqual(item.parts.map((p) => p.part), ["text", "skill", "pref"]);
    assert.equal(sum(item.parts.map((p) => hundredths(p.points))), hundredths(item.fit), where);
    assert.ok(item.fit >= 0 && item.fit <= 100, where);
  });
});

test("the points of the evidence add up to the points of their part, exactly", () => {
  let rows = 0;
  each((item, where) => {
    for (const part of item.parts) {
      rows += part.evidence.length;
      /* A part that is not stated has its prior and nothing to show for it. */
      if (part.stated === false && part.evidence.length === 0) continue;
      assert.equal(sum(part.evidence.map((e) => hundredths(e.points))), hundredths(part.points), `${where} ${part.part}`);
      for (const e of part.evidence) assert.ok(e.points >= 0, `${where} ${part.part}`);
    }
  });
  assert.ok(rows > 1000);
});

test("points are weight times value, to the rounding of the last digit", () => {
  each((item, where, request, reply) => {
    for (const part of item.parts) {
      assert.ok(part.value >= 0 && part.value <= 1, where);
      assert.equal(part.weight, reply.weights[part.part], where);
      assert.ok(Math.abs(100 * part.weight * part.value - part.points) < 0.03, `${where} ${part.part} ${JSON.stringify(part).slice(0, 120)}`);
    }
  });
});

test("weights sum to one", () => {
  for (const { seed, reply } of answers) assert.ok(Math.abs(sum(Object.values(reply.weights)) - 1) < 1e-3, `seed ${seed} ${JSON.stringify(reply.weights)}`);
});

/* The rule in force, when it is a test or an `all` of tests: what can be recomputed without a second engine. */
function plainRule(o, as_of) {
  const rules = o.rules ?? (o.criteria ? [{ criteria: o.criteria, complete: o.complete }] : []);
  const rule = rules.find((r) => (!r.from || r.from <= as_of) && (!r.to || as_of <= r.to));
  const tests = rule?.criteria.all ?? [rule?.criteria];
  return rule && !o.programme && tests.every((t) => t && (t.attr || t.over)) ? rule : null;
}

test("a verdict is the worst of its criteria that are due now, and maybe when conditions are unpublished", () => {
  let checked = 0;
  each((item, where, request) => {
    const rule = plainRule(opening(item.opening.id), request.as_of);
    if (rule === null) return;
    const now = item.criteria.filter((c) => (c.due ?? "apply") === "apply").map((c) => c.verdict);
    const expected = now.includes("ineligible") ? "ineligible" : now.includes("maybe") || rule.complete === false ? "maybe" : "eligible";
    assert.equal(item.verdict, expected, where);
    const passes = now.every((verdict) => verdict === "eligible");
    assert.deepEqual(item.missing, passes && rule.complete === false ? ["unpublished_conditions"] : undefined, where);
    checked++;
  });
  assert.ok(checked > 500);
});

test("a near miss is ineligible by one criterion that can still change, best fit first", () => {
  let misses = 0;
  for (const { seed, request, reply } of answers) {
    const shown = new Set(reply.items.map((i) => i.opening.id));
    for (const [i, miss] of reply.near_misses.entries()) {
      const where = `seed ${seed} ${miss.opening.id}`;
      assert.ok(!shown.has(miss.opening.id), where);
      assert.equal(miss.repair.length, 1, where);
      const [step] = miss.repair;
      assert.notEqual(step.id, "in_force", where);
      assert.notEqual(change.get(step.attr), "never", where);
      assert.ok(miss.criteria.some((c) => c.verdict === "ineligible" && c.id === step.id), where);
      assert.deepEqual(step.need.id ?? step.need.text, undefined, where);
      if (change.get(step.attr) === "time") assert.ok(step.when > request.as_of, `${where} ${JSON.stringify(step)}`);
      if (step.when && miss.opening.closes) assert.equal(step.after_close === true, step.when > miss.opening.closes, where);
      if (i > 0) assert.ok(reply.near_misses[i - 1].fit >= miss.fit, where);
      misses++;
    }
  }
  assert.ok(misses > 100);
});

test("waiting until the day of a repair lifts the verdict, the day before does not", async () => {
  const steps = answers.flatMap(({ seed, request, reply }) =>
    reply.near_misses.filter((m) => m.repair[0].when).map((m) => ({ seed, request, id: m.opening.id, when: m.repair[0].when })),
  );
  assert.ok(steps.length > 5);
  let lifted = 0;
  for (const { seed, request, id, when } of steps.slice(0, 40)) {
    const isIn = async (as_of) => (await matchAll(server, { ...request, as_of })).items.some((i) => i.opening.id === id);
    const here = (as_of) => considered(as_of).some((o) => o.id === id);
    /* Another rule, or another fact that time changes, may come in between: those are left out. */
    const rule = plainRule(opening(id), when);
    const timely = JSON.stringify(rule?.criteria ?? null).match(/"attr":"(age|years_since_graduation|company_age_years|graduation_year)"/g) ?? [];
    const same = rule !== null && rule === plainRule(opening(id), request.as_of) && timely.length === 1;
    if (!here(when) || !here(plus(when, -1)) || !same) continue;
    assert.ok(await isIn(when), `seed ${seed} ${id} ${when}`);
    assert.ok(!(await isIn(plus(when, -1))), `seed ${seed} ${id} the day before ${when}`);
    lifted++;
  }
  assert.ok(lifted > 0);
});

test("until is the first day on which a criterion that holds by time turns false", async () => {
  let turned = 0;
  for (const { seed, request, reply } of answers)
    for (const item of reply.items)
      for (const c of item.criteria.filter((x) => x.until && x.verdict === "eligible").slice(0, 1)) {
        if (turned >= 40) return;
        const there = async (as_of) => {
          const all = await matchAll(server, { ...request, as_of });
          const found = all.items.find((i) => i.opening.id === item.opening.id)?.criteria.find((x) => x.id === c.id);
          return found?.verdict ?? "gone";
        };
        const rule = plainRule(opening(item.opening.id), c.until);
        const same = rule !== null && rule === plainRule(opening(item.opening.id), request.as_of);
        if (!same || !considered(c.until).some((o) => o.id === item.opening.id)) continue;
        assert.notEqual(await there(c.until), "eligible", `seed ${seed} ${item.opening.id} ${c.id} ${c.until}`);
        turned++;
      }
  assert.ok(turned > 0);
});

test("questions come by how many verdicts each decides, and name what a profile gives to answer", () => {
  const keys = new Map(attributes.map((a) => [a.key, a]));
  const order = attributes.map((a) => a.key);
  for (const { seed, request, reply } of answers) {
    for (const [i, q] of reply.questions.entries()) {
      const where = `seed ${seed} ${q.attr}`;
      if (i > 0) assert.ok(reply.questions[i - 1].decides >= q.decides, where);
      assert.ok(q.decides >= 0 && q.decides <= reply.counts.maybe, where);
      assert.ok(q.attr === "members" || keys.has(q.attr), where);
      for (const key of q.ask ?? []) {
        assert.ok(key === "members" || order.includes(key), where);
        assert.ok(!["age", "years_since_graduation", "company_age_years"].includes(key), where);
      }
      const given = request.profile.facts?.[q.attr];
      const isOpen = given === undefined || keys.get(q.attr).type === "levels" || (keys.get(q.attr).type === "number" && Array.isArray(given));
      assert.ok(isOpen, `${where} is stated already`);
    }
    assert.equal(new Set(reply.questions.map((q) => q.attr)).size, reply.questions.length, `seed ${seed}`);
  }
});

test("learning one more fact never turns eligible into anything else", async () => {
  const full = { residency: ["hk_permanent", "mainland"], education: "doctorate", employment_status: "student", has_company: true, years_experience: 3, venture_stage: "growth" };
  for (const { seed, request, reply } of answers.slice(0, 30))
    for (const [key, value] of Object.entries(full)) {
      const facts = request.profile.facts;
      if (key in facts || (key === "education" && "graduation_year" in facts)) continue;
      const more = await matchAll(server, { ...request, profile: { ...request.profile, facts: { ...facts, [key]: value } } });
      const now = new Map(more.items.map((i) => [i.opening.id, i.verdict]));
      for (const item of reply.items.filter((i) => i.verdict === "eligible"))
        assert.equal(now.get(item.opening.id), "eligible", `seed ${seed} ${item.opening.id} with ${key}`);
    }
});

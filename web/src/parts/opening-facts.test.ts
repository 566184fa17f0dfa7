import assert from "node:assert/strict";
import { test } from "node:test";
import type { MatchItem, Opening } from "../api/types.ts";
import { en } from "../i18n/en.ts";
import { makeReader } from "../i18n/reader.ts";
import { benefitDetails, deadline, payLines, vacancies } from "./opening-facts.ts";
import { standingOf } from "./verdicts.ts";
import { makeWords } from "./words.ts";

const r = makeReader("en", en);
const words = makeWords(
  { attributes: [], places: [], sectors: [], institutions: [], fields: [], kinds: [], weights: {} },
  "en",
);
const base: Opening = { id: "x", kind: "job", title: "X", state: "open" };
const plain = (lines: readonly string[]) => lines.map((l) => l.replace(/\u00a0/g, " "));

test("pay says its range, its currency and what it is for", () => {
  const pay = { currency: "HKD", per: "month" } as const;
  assert.deepEqual(plain(payLines({ ...base, pay: { ...pay, min: 18000, max: 21000 } }, r, words)), ["HK$18,000 to HK$21,000 a month"]);
  assert.deepEqual(plain(payLines({ ...base, pay: [{ ...pay, min: 18000 }] }, r, words)), ["From HK$18,000 a month"]);
  assert.deepEqual(plain(payLines({ ...base, pay: { ...pay, max: 90, per: "hour" } }, r, words)), ["Up to HK$90 an hour"]);
  assert.deepEqual(payLines(base, r, words), []);
});

test("a benefit lists what it gives and what it takes", () => {
  const lines = benefitDetails({ amount_max: 600000, currency: "HKD", form: "grant", equity: false, rent_free_months: 1 }, r);
  assert.deepEqual(plain(lines.you), ["Up to HK$600,000", "1 month without rent", "Grant", "No shares taken"]);
});

test("what the employer gets is apart from what the reader gets, in every language", () => {
  for (const label of ["To the employer, a month, at most", "給企業：每名碩士生每月", "给用人单位，最高", "Ao empregador, por mês"]) {
    const lines = benefitDetails({ other: [{ label, amount: 1000 }, { label: "Rent", amount: 5 }] }, r);
    assert.deepEqual(plain(lines.employer), [`${label}: HK$1,000`]);
    assert.deepEqual(plain(lines.you), ["Rent: HK$5"]);
  }
});

test("the form of a benefit is the employer's where nothing goes to the reader", () => {
  const other = [{ label: "To the employer, a month, at most", amount: 1000 }];
  assert.deepEqual(plain(benefitDetails({ form: "subsidy", other }, r).employer), ["Subsidy", "To the employer, a month, at most: HK$1,000"]);
  assert.deepEqual(plain(benefitDetails({ form: "subsidy", amount_max: 5, other }, r).you), ["Up to HK$5", "Subsidy"]);
});

test("a deadline is the closing date, or says that there is none", () => {
  assert.equal(deadline({ ...base, closes: "2026-12-31" }, r), "Closes 31 December 2026");
  assert.equal(deadline({ ...base, closes: "2026-01-01", precision: { closes: "year" } }, r), "Closes 2026");
  assert.equal(deadline({ ...base, rolling: true }, r), "Open all year");
  assert.equal(deadline(base, r), "No closing date stated");
  assert.equal(deadline({ ...base, state: "upcoming", opens: "2027-01-02" }, r), "Opens 2 January 2027");
});

test("places are counted in their own unit", () => {
  assert.equal(vacancies({ ...base, vacancies: 40 }, r), "40 vacancies");
  assert.equal(vacancies({ ...base, kind: "incubator", vacancies: { count: 1, unit: "team" } }, r), "1 team");
});

test("an incomplete rule whose known tests hold has no known obstacle", () => {
  const item: MatchItem = { opening: base, verdict: "maybe", fit: 0, parts: [], criteria: [] };
  assert.equal(standingOf({ ...item, missing: ["unpublished_conditions"] }), "no_known_obstacle");
  assert.equal(standingOf({ ...item, missing: ["age", "unpublished_conditions"] }), "maybe");
  assert.equal(standingOf({ ...item, verdict: "eligible" }), "eligible");
});

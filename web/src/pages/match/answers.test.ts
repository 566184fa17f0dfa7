import assert from "node:assert/strict";
import { test } from "node:test";
import type { Vocabulary } from "../../api/types.ts";
import { makeWords } from "../../parts/words.ts";
import { isEmpty, NO_ANSWERS, parseAnswers, wishCount, withDropped, withFacts, withoutRefused, withSkipped } from "./answers.ts";
import { birthDays, birthYears, readDay } from "./fields/day.ts";
import { isoDay, readNumber, readPay, splitDay } from "./fields/field.ts";
import { parseFilters, writeFilters } from "./filters.ts";
import { askable, askedFor, nextQuestion, saidSoFar } from "./questions.ts";
import { matchRequest, pointedAt } from "./request.ts";

const vocabulary: Vocabulary = {
  attributes: [
    { key: "birth_date", scope: "person", type: "date", change: "never", label: "Born" },
    { key: "birth_year", scope: "person", type: "number", change: "never", label: "Year" },
    { key: "age", scope: "person", type: "number", change: "time", label: "Age", derived_from: ["birth_date", "birth_year"] },
    { key: "education", scope: "person", type: "ordinal", change: "effort", label: "Education" },
    { key: "has_company", scope: "person", type: "flag", change: "effort", label: "Company" },
    { key: "programmes_joined", scope: "person", type: "set", change: "effort", label: "Programmes", values_from: "ids" },
    { key: "company_registered_in", scope: "venture", type: "set", change: "effort", label: "Registered in" },
    { key: "company_founded", scope: "venture", type: "date", change: "never", label: "Founded" },
    { key: "company_age_years", scope: "venture", type: "number", change: "time", label: "Age of company", derived_from: ["company_founded"] },
    { key: "team_size", scope: "venture", type: "number", change: "effort", label: "Team" },
  ],
  places: [], sectors: [], institutions: [], fields: [], kinds: [], weights: {},
};
const words = makeWords(vocabulary, "en");
const questions = [
  { attr: "members", decides: 9 },
  { attr: "age", decides: 5, ask: ["birth_date", "birth_year"] },
  { attr: "education", decides: 2 },
];

test("what is stored in another shape is read as nothing", () => {
  for (const junk of [null, 3, "x", [], { facts: 1, skipped: {}, texts: [], wishes: "no" }])
    assert.deepEqual(parseAnswers(junk), NO_ANSWERS);
});

test("answers survive being stored", () => {
  const answers = { facts: { age: 3 }, skipped: ["x"], texts: { skills: ["go"] }, wishes: { kinds: ["job" as const] } };
  assert.deepEqual(parseAnswers(JSON.parse(JSON.stringify(answers))), answers);
});

test("a birth date takes the place of a birth year", () => {
  const year = withFacts(NO_ANSWERS, ["age", "birth_date", "birth_year"], { birth_year: 2001 });
  const date = withFacts(year, ["age", "birth_date", "birth_year"], { birth_date: "2001-02-03" });
  assert.deepEqual(date.facts, { birth_date: "2001-02-03" });
});

test("an answer ends the skip of its question", () => {
  const skipped = withSkipped(NO_ANSWERS, ["education"]);
  assert.deepEqual(withFacts(skipped, ["education"], { education: "master" }).skipped, []);
});

test("the next question is the first that is neither answered nor skipped nor beyond this page", () => {
  assert.equal(nextQuestion(questions, NO_ANSWERS, words)?.attr, "age");
  const answered = withFacts(NO_ANSWERS, [], { birth_year: 2001 });
  assert.equal(nextQuestion(questions, answered, words)?.attr, "education");
  assert.equal(nextQuestion(questions, withSkipped(answered, ["education"]), words), null);
});

test("what settles something comes first, then a person before a venture, and whether there is a company", () => {
  const order = (list: [string, number][], facts = {}) =>
    askable(list.map(([attr, decides]) => ({ attr, decides })), { ...NO_ANSWERS, facts }, words).map((q) => q.attr);
  const none: [string, number][] = [["company_registered_in", 0], ["team_size", 0], ["age", 0], ["has_company", 0]];
  assert.deepEqual(order(none), ["age", "has_company", "company_registered_in", "team_size"]);
  assert.deepEqual(order([["age", 0], ["team_size", 2], ["has_company", 0], ["education", 1]]), ["has_company", "team_size", "education", "age"]);
  assert.deepEqual(order([...none, ["company_age_years", 0]], { has_company: false }), ["age", "has_company", "team_size"]);
});

test("a question with nothing to choose from is not asked", () => {
  const joined = [{ attr: "programmes_joined", decides: 1 }];
  const none = makeWords(vocabulary, "en", new Map([["programmes_joined", new Map()]]));
  assert.equal(words.isAwaited("programmes_joined"), true);
  assert.equal(nextQuestion(joined, NO_ANSWERS, words)?.attr, "programmes_joined");
  assert.equal(nextQuestion(joined, NO_ANSWERS, none), null);
});

test("what was said has one row a question, skipped ones last and all of them", () => {
  const skipped = ["company_age_years", "company_founded", "team_size", "birth_date", "birth_year", "company_registered_in"];
  const rows = saidSoFar({ ...NO_ANSWERS, facts: { birth_year: 2001, education: "master" }, skipped }, words);
  assert.deepEqual(rows.map((s) => [s.fact, s.answered]), [
    ["birth_year", true], ["education", true],
    ["company_registered_in", false], ["company_founded", false], ["team_size", false],
  ]);
});

test("exactly what is refused is taken out, and can be brought back", () => {
  const answers = { ...NO_ANSWERS, facts: { a: ["x"], b: 2 }, wishes: { places: ["nowhere"], kinds: ["job" as const] } };
  const { kept, taken } = withoutRefused(answers, ["a"], ["places"]);
  assert.deepEqual([kept.facts, kept.wishes], [{ b: 2 }, { kinds: ["job"] }]);
  assert.deepEqual(taken, { facts: { a: ["x"] }, wishes: { places: ["nowhere"] } });
  assert.deepEqual(withDropped(kept, taken), answers);
});

test("editing a birth year asks for the birth", () => {
  assert.deepEqual(askedFor("birth_year", words), { attr: "age", ask: ["birth_date", "birth_year"], decides: 0 });
});

test("wishes are counted one by one", () => {
  const wishes = { kinds: ["job" as const], places: ["a", "b"], pay_min: { amount: 1, currency: "HKD" as const, per: "month" as const } };
  assert.equal(wishCount({ ...NO_ANSWERS, wishes, texts: { wants: "x" } }), 5);
  assert.equal(isEmpty(NO_ANSWERS), true);
});

test("nothing empty is sent", () => {
  const request = matchRequest(
    { ...NO_ANSWERS, texts: { wants: "  ", skills: [] }, wishes: { kinds: [] } },
    { kinds: [], place: "", sector: "" },
    "pt",
  );
  assert.deepEqual(request, { profile: { facts: {}, texts: {}, wishes: {} }, filters: {}, limit: 20, lang: "pt" });
});

test("filters go to the URL and come back", () => {
  const query = new URLSearchParams("lang=pt&kind=job,nonsense,funding&place=shenzhen");
  const filters = parseFilters(query);
  assert.deepEqual(filters, { kinds: ["job", "funding"], place: "shenzhen", sector: "" });
  writeFilters(query, filters);
  assert.equal(query.toString(), "lang=pt&kind=job%2Cfunding&place=shenzhen");
});

test("a refusal is tied to the fact its pointer names", () => {
  const errors = [
    { pointer: "/profile/facts/birth_year", detail: "too early" },
    { pointer: "/profile/facts/languages/putonghua", detail: "no such level" },
    { pointer: "/limit", detail: "too many" },
    { detail: "elsewhere" },
  ];
  assert.deepEqual([...pointedAt(errors, "/profile/facts/")], [["birth_year", "too early"], ["languages", "no such level"]]);
});

test("a day says what it is, what is missing, or what is wrong", () => {
  const today = "2026-11-25";
  const days = birthDays(today);
  const years = birthYears({ min: 1900, max: 2100 }, today);
  const birth = (year: string, month = "", day = "") => readDay({ year, month, day }, years, days);
  assert.deepEqual([years.min, years.max, days.min, days.max], [1906, 2021, "1906-11-25", "2021-11-25"]);
  assert.deepEqual(birth("2006"), { year: 2006 });
  assert.deepEqual(birth("2006", "3", "4"), { day: "2006-03-04" });
  assert.deepEqual(birth("", "3"), { missing: ["day", "year"] });
  assert.deepEqual(birth("2006", "3"), { missing: ["day"] });
  assert.deepEqual(birth(""), { missing: ["day", "month", "year"] });
  assert.deepEqual(birth("2030", "1", "1"), { wrong: "year" });
  assert.deepEqual(birth("2021", "12", "1"), { wrong: "birth" });
  assert.deepEqual(birth("2001", "2", "30"), { wrong: "date" });
  const day = (year: string, month: string, day: string) => readDay({ year, month, day }, { min: 1900, max: 2100 }, null);
  assert.deepEqual(day("2022", "", ""), { missing: ["day", "month"] });
  assert.deepEqual(day("2022", "7", "１"), { day: "2022-07-01" });
  assert.equal(birthDays("2024-02-29").max, "2019-02-28");
});

test("pay is an amount or nothing", () => {
  assert.equal(readPay("18,000"), 18000);
  for (const text of ["abc", "", "0", "-5", "1e12"]) assert.equal(readPay(text), null, text);
});

test("days and numbers are read as people type them", () => {
  assert.equal(isoDay(2000, 2, 29), "2000-02-29");
  assert.equal(isoDay(2001, 2, 29), null);
  assert.deepEqual(splitDay("2001-05-04"), { year: "2001", month: "5", day: "4" });
  assert.equal(readNumber("１８,０００"), 18000);
  assert.equal(readNumber("abc"), null);
  assert.equal(readNumber(" "), null);
});

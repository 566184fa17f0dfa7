import assert from "node:assert/strict";
import { test } from "node:test";
import type { Vocabulary } from "../../api/types.ts";
import { makeWords } from "../../parts/words.ts";
import { isEmpty, NO_ANSWERS, parseAnswers, wishCount, withFacts, withSkipped } from "./answers.ts";
import { isoDay, readNumber, splitDay } from "./fields/field.ts";
import { parseFilters, writeFilters } from "./filters.ts";
import { askedFor, nextQuestion } from "./questions.ts";
import { matchRequest, pointedAt } from "./request.ts";

const vocabulary: Vocabulary = {
  attributes: [
    { key: "birth_date", scope: "person", type: "date", change: "never", label: "Born" },
    { key: "birth_year", scope: "person", type: "number", change: "never", label: "Year" },
    { key: "age", scope: "person", type: "number", change: "time", label: "Age", derived_from: ["birth_date", "birth_year"] },
    { key: "education", scope: "person", type: "ordinal", change: "effort", label: "Education" },
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

test("days and numbers are read as people type them", () => {
  assert.equal(isoDay(2000, 2, 29), "2000-02-29");
  assert.equal(isoDay(2001, 2, 29), null);
  assert.deepEqual(splitDay("2001-05-04"), { year: "2001", month: "5", day: "4" });
  assert.equal(readNumber("１８,０００"), 18000);
  assert.equal(readNumber("abc"), null);
  assert.equal(readNumber(" "), null);
});

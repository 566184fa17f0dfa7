import assert from "node:assert/strict";
import { test } from "node:test";
import type { Vocabulary } from "../api/types.ts";
import { en } from "../i18n/en.ts";
import { pt } from "../i18n/pt.ts";
import { makeReader } from "../i18n/reader.ts";
import { zhHans } from "../i18n/zh-Hans.ts";
import { zhHant } from "../i18n/zh-Hant.ts";
import { criteriaSentence, haveText, needSentence } from "./sentences.ts";
import { asTree, makeWords } from "./words.ts";

const levels = [
  { value: "working", label: { en: "Good enough for work", "zh-Hant": "可應付工作", "zh-Hans": "能胜任工作", pt: "Suficiente para trabalhar" } },
];
const vocabulary: Vocabulary = {
  attributes: [
    { key: "age", scope: "person", type: "number", change: "time", unit: "years", label: { en: "Age", "zh-Hant": "年齡", "zh-Hans": "年龄", pt: "Idade" } },
    { key: "years_experience", scope: "person", type: "number", change: "effort", unit: "years", label: { en: "Work experience", pt: "Experiência profissional" } },
    { key: "graduation_year", scope: "person", type: "number", change: "never", unit: "year", label: { en: "Year of graduation" } },
    { key: "founder_share_hkmo", scope: "venture", type: "number", change: "effort", unit: "percent", label: { en: "Share" } },
    {
      key: "education", scope: "person", type: "ordinal", change: "effort", label: { en: "Education", "zh-Hant": "學歷" },
      values: [
        { value: "bachelor", label: { en: "Bachelor's degree", "zh-Hant": "學士學位" } },
        { value: "master", label: { en: "Master's degree", "zh-Hant": "碩士學位" } },
      ],
    },
    {
      key: "residency", scope: "person", type: "set", change: "never", label: { en: "Residence", "zh-Hant": "居民身份", pt: "Residência" },
      values: [
        { value: "hk", label: { en: "Hong Kong", "zh-Hant": "香港", pt: "Hong Kong" } },
        { value: "mo", label: { en: "Macao", "zh-Hant": "澳門", pt: "Macau" } },
      ],
    },
    { key: "languages", scope: "person", type: "levels", change: "effort", label: { en: "Languages" }, values: levels, keys: [{ value: "putonghua", label: { en: "Putonghua", "zh-Hans": "普通话" } }] },
    { key: "has_company", scope: "person", type: "flag", change: "effort", label: { en: "Has a company" } },
    { key: "company_founded", scope: "venture", type: "date", change: "never", label: { en: "Founded" } },
    { key: "awards", scope: "person", type: "list", change: "never", label: { en: "Awards" } },
  ],
  places: [
    { value: "qianhai", label: "Qianhai", implies: ["gba", "shenzhen"] },
    { value: "gba", label: "GBA" },
    { value: "shenzhen", label: "Shenzhen", implies: ["gba"] },
  ],
  sectors: [],
  institutions: [],
  fields: [],
  kinds: ["job"],
  weights: {},
};

const readers = {
  en: makeReader("en", en),
  "zh-Hant": makeReader("zh-Hant", zhHant),
  "zh-Hans": makeReader("zh-Hans", zhHans),
  pt: makeReader("pt", pt),
};

function say(need: Record<string, unknown>, lang: keyof typeof readers = "en", negated = false) {
  return needSentence(need, readers[lang], makeWords(vocabulary, lang), negated);
}

function have(attr: string, value: unknown, lang: keyof typeof readers = "en") {
  return haveText(attr, value, readers[lang], makeWords(vocabulary, lang));
}

test("ages read as people say them, in four languages", () => {
  const need = { attr: "age", op: "between", min: 18, max: 29 };
  assert.equal(say(need), "Aged 18 to 29");
  assert.equal(say(need, "zh-Hant"), "18 至 29 歲");
  assert.equal(say(need, "zh-Hans"), "18 至 29 周岁");
  assert.equal(say(need, "pt"), "Entre 18 e 29 anos");
  assert.equal(say({ attr: "age", op: "below", value: 30 }, "zh-Hant"), "未滿 30 歲");
  assert.equal(say({ attr: "age", op: "max", value: 29, at: "closes" }), "Aged 29 or under, on the closing day");
});

test("numbers carry their unit", () => {
  assert.equal(say({ attr: "years_experience", op: "min", value: 1 }), "Work experience: at least 1 year");
  assert.equal(say({ attr: "years_experience", op: "min", value: 2 }, "pt"), "Experiência profissional: no mínimo 2 anos");
  assert.equal(say({ attr: "graduation_year", op: "between", min: 2019, max: 2021 }), "Year of graduation: 2019 to 2021");
  assert.equal(say({ attr: "founder_share_hkmo", op: "above", value: 50 }), "Share: more than 50%");
});

test("ordered values say higher and lower", () => {
  assert.equal(say({ attr: "education", op: "min", value: "bachelor" }), "Education: Bachelor's degree or higher");
  assert.equal(say({ attr: "education", op: "max", value: "master" }, "zh-Hant"), "學歷：碩士學位或以下");
  assert.equal(
    say({ attr: "languages", op: "min", key: "putonghua", value: "working" }, "zh-Hans"),
    "普通话：能胜任工作及以上",
  );
});

test("sets say any, all or none", () => {
  const values = ["hk", "mo"];
  assert.equal(say({ attr: "residency", op: "has_any", values }), "Residence: Hong Kong or Macao");
  assert.equal(say({ attr: "residency", op: "has_all", values }), "Residence: Hong Kong and Macao, all of them");
  assert.equal(say({ attr: "residency", op: "has_none", values }, "pt"), "Residência: exceto Hong Kong ou Macau");
  assert.equal(say({ attr: "residency", op: "has_any", values }, "zh-Hant"), "居民身份：香港或澳門");
});

test("flags, dates and negation", () => {
  assert.equal(say({ attr: "has_company", op: "is", value: false }), "Has a company: no");
  assert.equal(say({ attr: "company_founded", op: "after", value: "2022-07-01" }), "Founded: after 1 July 2022");
  assert.equal(say({ attr: "has_company", op: "is", value: true }, "en", true), "Must not hold: Has a company: yes");
});

test("a quantifier says how much of whom", () => {
  const where = { all: [{ attr: "residency", op: "has_any", values: ["hk"] }, { attr: "age", op: "max", value: 39 }] };
  assert.equal(
    say({ over: "members", measure: "equity", where, min: 80 }),
    "Shares held, at least 80%, by members with: Residence: Hong Kong, and Aged 39 or under",
  );
});

test("a shape nobody knows is still a sentence", () => {
  assert.equal(say({ attr: "age", op: "resembles", value: 3 }), "A condition on Age");
  assert.equal(say({ attr: "in_force", op: "is" }), "A rule in force on the day");
  assert.equal(say({ attr: "not_in_vocabulary", op: "min", value: 2 }), "not_in_vocabulary: at least 2");
  assert.equal(criteriaSentence(null, readers.en, makeWords(vocabulary, "en")), "");
});

test("what a person has is said in the same words", () => {
  assert.equal(have("residency", ["hk", "mo"]), "Hong Kong and Macao");
  assert.equal(have("residency", []), "None of these");
  assert.equal(have("has_company", true, "pt"), "Sim");
  assert.equal(have("age", [24, 25]), "24 or 25");
  assert.equal(have("languages", { putonghua: "working" }), "Putonghua: Good enough for work");
  assert.equal(have("languages", "working"), "Good enough for work");
  assert.equal(have("awards", [{ level: "bachelor", year: 2021 }]), "Bachelor's degree: 2021");
  assert.equal(have("age", null), "");
});

test("a company is registered in a place, not in a group of places", () => {
  const registered = { key: "company_registered_in", scope: "venture", type: "set", change: "effort", label: "Registered in", values_from: "places" } as const;
  const w = makeWords({ ...vocabulary, attributes: [registered], sectors: [{ value: "general", label: "All" }, { value: "ai", label: "AI" }] }, "en");
  assert.deepEqual(w.choices("company_registered_in").map((c) => [c.value, c.depth]), [["shenzhen", 0], ["qianhai", 1]]);
  assert.deepEqual(w.placeChoices().map((c) => c.value), ["gba", "shenzhen", "qianhai"]);
  assert.deepEqual(w.sectorChoices().map((c) => c.value), ["ai"]);
});

test("children follow their parent, one step deeper", () => {
  assert.deepEqual(
    asTree(vocabulary.places, "en").map((c) => [c.value, c.depth]),
    [["gba", 0], ["shenzhen", 1], ["qianhai", 2]],
  );
});

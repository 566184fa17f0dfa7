import assert from "node:assert/strict";
import { test } from "node:test";
import { en } from "./en.ts";
import { chooseLang, langOfTag } from "./lang.ts";
import { fill } from "./messages.ts";
import { pt } from "./pt.ts";
import { makeReader } from "./reader.ts";
import { zhHans } from "./zh-Hans.ts";
import { zhHant } from "./zh-Hant.ts";

const english = makeReader("en", en);
const hant = makeReader("zh-Hant", zhHant);
const hans = makeReader("zh-Hans", zhHans);
const portuguese = makeReader("pt", pt);
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

test("a day is written as each language writes it", () => {
  assert.equal(english.day("2027-03-04"), "4 March 2027");
  assert.equal(hant.day("2027-03-04"), "2027年3月4日");
  assert.equal(hans.day("2027-03-04"), "2027年3月4日");
  assert.equal(portuguese.day("2027-03-04"), "4 de março de 2027");
});

test("a date known to the year is shown as the year", () => {
  assert.equal(english.day("2024-01-01", "year"), "2024");
  assert.equal(hant.day("2024-01-01", "year"), "2024年");
  assert.equal(portuguese.day("2024-05-01", "month"), "maio de 2024");
});

test("what is no date is shown as it came", () => {
  assert.equal(english.day("soon"), "soon");
});

test("money names its currency and has no needless decimals", () => {
  assert.equal(plain(english.money(18000, "HKD")), "HK$18,000");
  assert.equal(plain(hant.money(600000, "HKD")), "HK$600,000");
  assert.equal(hans.money(1000000, "CNY"), "1,000,000元人民币");
  assert.equal(hans.money(18000, "HKD"), "18,000港元");
  assert.equal(hant.money(1000000, "CNY"), "人民幣 1,000,000 元");
  assert.equal(english.money(1250.5, "MOP"), "MOP 1,250.50");
  assert.equal(plain(portuguese.money(11190, "HKD")), "11 190 HKD");
  assert.equal(plain(portuguese.money(8000000, "CNY")), "8 000 000 yuans");
});

test("points have two decimals, so that sums line up", () => {
  assert.equal(english.points(35), "35.00");
  assert.equal(portuguese.points(7.5), "7,50");
});

test("one and many differ where the language makes a difference", () => {
  assert.equal(english.plural("months", 1), "1 month");
  assert.equal(english.plural("months", 18), "18 months");
  assert.equal(portuguese.plural("months", 1), "1 mês");
  assert.equal(portuguese.plural("vacancies", 2), "2 vagas");
  assert.equal(hant.plural("months", 1), "1 個月");
});

test("a hole without a value stays visible", () => {
  assert.equal(fill("{a} and {b}", { a: "x" }), "x and {b}");
});

test("the URL goes before the device, the device before the browser", () => {
  assert.equal(chooseLang("pt", "en", ["zh-HK"]), "pt");
  assert.equal(chooseLang("xx", "zh-Hans", ["zh-HK"]), "zh-Hans");
  assert.equal(chooseLang(null, null, ["fr", "zh-HK", "en"]), "zh-Hant");
  assert.equal(chooseLang(null, { not: "a language" }, ["fr"]), "en");
});

test("browser tags lead to the right script", () => {
  const want = [
    ["zh", "zh-Hans"],
    ["zh-CN", "zh-Hans"],
    ["zh-SG", "zh-Hans"],
    ["zh-TW", "zh-Hant"],
    ["zh-MO", "zh-Hant"],
    ["zh-Hans-HK", "zh-Hans"],
    ["yue", "zh-Hant"],
    ["pt-BR", "pt"],
    ["en-GB", "en"],
    ["fr", null],
  ] as const;
  for (const [tag, lang] of want) assert.equal(langOfTag(tag), lang, tag);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { en } from "../../i18n/en.ts";
import { makeReader } from "../../i18n/reader.ts";
import { zhHant } from "../../i18n/zh-Hant.ts";
import { evidenceLine } from "./fit-evidence.tsx";

const r = makeReader("en", en);

test("a word says as what it was found, unless it is the same word", () => {
  const line = (typed: string, found: string, how: string) => evidenceLine({ typed, found, how, points: 0.3 }, "text", r);
  assert.equal(line("design", "Design", "word"), "design: 0.30 points");
  assert.equal(line("Python", "Authority", "gram"), "Python, shares letters with “Authority”: 0.30 points");
  assert.equal(line("designing", "design", "stem"), "designing, found as “design”: 0.30 points");
});

test("pay in another currency is not called unstated", () => {
  const pay = { wish: "pay_min", stated: false, points: 5 };
  assert.equal(evidenceLine({ ...pay, have: null }, "pref", r), "Pay: not stated by the organiser (5.00)");
  assert.equal(evidenceLine({ ...pay, have: { min: 5 } }, "pref", r), "Pay: stated in another currency, not compared (5.00)");
  assert.equal(evidenceLine({ ...pay, have: null }, "pref", makeReader("zh-Hant", zhHant)), "薪酬：主辦機構沒有說明（5.00）");
});

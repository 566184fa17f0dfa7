/* Every message that a person may read is there in four languages. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { faults, LANGS } from "../support/faults.mjs";
import { ROOT } from "../support/server.mjs";

const read = (name) => readFileSync(path.join(ROOT, name), "utf8");
const holes = (text) => text.split("{}").length - 1;

test("faults.def is read whole and no sentence stands twice", () => {
  assert.equal(new Set(faults.map(([, words]) => words.en)).size, faults.length);
  assert.equal(faults.length, (read("src/base/faults.def").match(/^FAULT\(/gm) ?? []).length);
});

test("every fault has a sentence in four languages with the same number of {}", () => {
  for (const [code, words] of faults) {
    for (const lang of LANGS) {
      assert.ok(words[lang]?.length > 2, `${code} ${lang}`);
      assert.equal(holes(words[lang]), holes(words.en), `${code} ${lang}`);
      assert.match(words[lang], /[.。]$/, `${code} ${lang} is no sentence`);
    }
    assert.ok(holes(words.en) <= 1, code);
    assert.match(code, /^[a-z][a-z0-9-]*$/);
  }
});

test("Chinese is Chinese, and Traditional differs from Simplified where the script does", () => {
  for (const [code, words] of faults) {
    if (words.en === "{}.") continue;
    for (const lang of ["zh-Hant", "zh-Hans"]) assert.match(words[lang], /\p{Script=Han}/u, `${code} ${lang}`);
    assert.doesNotMatch(words["zh-Hans"], /[須為處個這於詞識數層讀線與條測試將請開]/u, `${code} zh-Hans`);
    assert.doesNotMatch(words["zh-Hant"], /[须为处个这于词识数层读线与条测试将请开]/u, `${code} zh-Hant`);
    assert.notEqual(words.pt, words.en, code);
  }
});

test("every error has a slug of its own, a status, and a title of its own in four languages", () => {
  const text = read("src/base/errors.def");
  const rows = text.split("\n").filter((line) => line.startsWith("ERR("));
  const errors = rows.map((row) => [/^ERR\((\w+),\s*(\d{3}),/.exec(row), [...row.matchAll(/"([^"]*)"/g)].map((m) => m[1])]);
  assert.equal(errors.length, (text.match(/^ERR\(/gm) ?? []).length);
  for (const [head, [slug, ...titles]] of errors) {
    assert.ok(Number(head[2]) >= 400 && Number(head[2]) < 600, slug);
    assert.match(slug, /^[a-z][a-z-]+$/);
    assert.equal(titles.length, LANGS.length, slug);
    for (const title of titles) assert.ok(title.length > 2, slug);
  }
  for (let column = 0; column <= LANGS.length; column++) assert.equal(new Set(errors.map((e) => e[1][column])).size, errors.length);
});

test("every log event has a level, a name and keys, and no name stands twice", () => {
  const text = read("src/base/log_events.def");
  const events = [...text.matchAll(/^EVENT\((\w+),\s*(DEBUG|INFO|WARN|ERROR),\s*"([a-z.]+)",\s*"([a-z ]+)"\)/gm)];
  assert.equal(events.length, (text.match(/^EVENT\(/gm) ?? []).length);
  assert.equal(new Set(events.map((e) => e[3])).size, events.length);
});

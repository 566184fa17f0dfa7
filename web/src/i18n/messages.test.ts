import assert from "node:assert/strict";
import { test } from "node:test";
import { en } from "./en.ts";
import { holes } from "./messages.ts";
import type { Messages, Plural } from "./messages.ts";
import { pt } from "./pt.ts";
import { zhHans } from "./zh-Hans.ts";
import { zhHant } from "./zh-Hant.ts";

const others: readonly (readonly [string, Messages])[] = [
  ["zh-Hant", zhHant],
  ["zh-Hans", zhHans],
  ["pt", pt],
];

function forms(message: string | Plural): string[] {
  return typeof message === "string" ? [message] : [message.one, message.other];
}

for (const [lang, messages] of others) {
  test(`${lang} has the keys of English and no others`, () => {
    assert.deepEqual(Object.keys(messages).sort(), Object.keys(en).sort());
  });

  test(`${lang} has the holes of English in every message`, () => {
    const texts = new Map<string, string | Plural>(Object.entries(messages));
    for (const [key, english] of Object.entries(en)) {
      const [want] = forms(english);
      for (const form of forms(texts.get(key) ?? ""))
        assert.deepEqual(holes(form), holes(want ?? ""), `${lang} ${key}`);
    }
  });

  test(`${lang} has no empty message`, () => {
    for (const [key, message] of Object.entries(messages))
      for (const form of forms(message)) assert.notEqual(form.trim(), "", key);
  });
}

test("verdicts are worded in the four languages", () => {
  const words = [en, zhHant, zhHans, pt].map((m) => [
    m.eligible,
    m.maybe,
    m.ineligible,
    m.near_miss,
    m.no_known_obstacle,
  ]);
  assert.deepEqual(words, [
    ["Eligible", "To be confirmed", "Not eligible", "One condition away", "No known obstacle"],
    ["符合資格", "待確認", "不符合資格", "差一項條件", "未見不符"],
    ["符合条件", "待确认", "不符合条件", "差一项条件", "未见不符"],
    ["Elegível", "Por confirmar", "Não elegível", "Falta uma condição", "Sem impedimento conhecido"],
  ]);
});

/* src/base/faults.def: each row's code and its sentence in each language, with {} for the argument. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./server.mjs";

export const LANGS = ["en", "zh-Hant", "zh-Hans", "pt"];
const text = readFileSync(path.join(ROOT, "src/base/faults.def"), "utf8");
const strings = (row) => [...row.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((m) => m[1]);

/* Several rows may share a code: what must be there differs, what is wrong does not. */
export const faults = text
  .split("\n")
  .filter((row) => row.startsWith("FAULT("))
  .map(strings)
  .map(([code, ...words]) => [code, Object.fromEntries(LANGS.map((lang, i) => [lang, words[i]]))]);

/* Whether a detail is a sentence of its code in that language. */
export function isSentence(code, lang, detail) {
  return faults.some(([own, words]) => {
    const parts = words[lang].split("{}").map((p) => p.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return own === code && new RegExp(`^${parts.join("[^]+")}$`).test(detail);
  });
}

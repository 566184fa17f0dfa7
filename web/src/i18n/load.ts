/* Fetches the messages of a language; English is in the first bundle. */
import { en } from "./en.ts";
import type { Lang } from "./lang.ts";
import { makeReader } from "./reader.ts";
import type { Reader } from "./reader.ts";

export async function loadReader(lang: Lang): Promise<Reader> {
  switch (lang) {
    case "en":
      return makeReader(lang, en);
    case "zh-Hant":
      return makeReader(lang, (await import("./zh-Hant.ts")).zhHant);
    case "zh-Hans":
      return makeReader(lang, (await import("./zh-Hans.ts")).zhHans);
    case "pt":
      return makeReader(lang, (await import("./pt.ts")).pt);
  }
}

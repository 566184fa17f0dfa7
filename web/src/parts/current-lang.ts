/* The language in the URL and on the device. */
import { chooseLang } from "../i18n/lang.ts";
import type { Lang } from "../i18n/lang.ts";
import { readStored, writeStored } from "./storage.ts";

const KEY = "baybridge.lang";

export function currentLang(): Lang {
  const query = new URLSearchParams(location.search);
  return chooseLang(query.get("lang"), readStored(KEY), navigator.languages);
}

export function keepLang(lang: Lang): void {
  writeStored(KEY, lang);
}

/* A language that was chosen is a step that Back undoes; one that was found is not. */
export function rememberLang(lang: Lang, step: "chosen" | "found"): void {
  keepLang(lang);
  const url = new URL(location.href);
  if (url.searchParams.get("lang") === lang) return;
  url.searchParams.set("lang", lang);
  if (step === "chosen") history.pushState(history.state, "", url);
  else history.replaceState(history.state, "", url);
}

/* The same view in another language, for a link that also works opened elsewhere. */
export function addressIn(lang: Lang): string {
  const query = new URLSearchParams(location.search);
  query.set("lang", lang);
  return `?${query.toString()}${location.hash}`;
}

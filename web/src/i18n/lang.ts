/* Which of the four languages the reader wants: the URL, else the device's choice, else the browser's. */
import type { components } from "../api/schema.ts";

export type Lang = components["schemas"]["Lang"];

export const LANGS: readonly { readonly lang: Lang; readonly name: string }[] = [
  { lang: "en", name: "English" },
  { lang: "zh-Hant", name: "繁體中文" },
  { lang: "zh-Hans", name: "简体中文" },
  { lang: "pt", name: "Português" },
];

export function isLang(value: unknown): value is Lang {
  return LANGS.some((l) => l.lang === value);
}

/* A browser's tag, such as zh-TW or pt-BR; null when it is none of the four. */
export function langOfTag(tag: string): Lang | null {
  const [language, ...rest] = tag.toLowerCase().split("-");
  if (language === "en" || language === "pt") return language;
  if (language === "yue") return "zh-Hant";
  if (language !== "zh") return null;
  if (rest.includes("hans")) return "zh-Hans";
  const traditional = ["hant", "hk", "mo", "tw"];
  return rest.some((r) => traditional.includes(r)) ? "zh-Hant" : "zh-Hans";
}

export function chooseLang(
  fromUrl: unknown,
  stored: unknown,
  tags: readonly string[],
): Lang {
  if (isLang(fromUrl)) return fromUrl;
  if (isLang(stored)) return stored;
  for (const tag of tags) {
    const lang = langOfTag(tag);
    if (lang !== null) return lang;
  }
  return "en";
}

/* Regional usage for Intl: Hong Kong, the Mainland and Portugal. */
export function localeOf(lang: Lang): string {
  switch (lang) {
    case "en":
      return "en-HK";
    case "zh-Hant":
      return "zh-Hant-HK";
    case "zh-Hans":
      return "zh-Hans-CN";
    case "pt":
      return "pt-PT";
  }
}

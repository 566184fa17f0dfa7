/* Named narrowings of what came from outside: replies, storage, free-form values. */
import type { Lang } from "../i18n/lang.ts";

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isString(value: unknown): value is string {
  return typeof value === "string";
}

export function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(isString) : [];
}

export function interval(value: unknown): readonly [number, number] | null {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [lo, hi]: unknown[] = value;
  return typeof lo === "number" && typeof hi === "number" ? [lo, hi] : null;
}

export function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/* A text of a reply: a string when lang was asked for, else a map. */
export function textOf(text: unknown, lang: Lang): string {
  if (typeof text === "string") return text;
  if (!isRecord(text)) return "";
  const other = lang === "zh-Hant" ? "zh-Hans" : "zh-Hant";
  const order: string[] = lang.startsWith("zh") ? [lang, other, "en"] : [lang, "en"];
  for (const key of [...order, "zh-Hant", "zh-Hans", "pt"]) {
    const found = text[key];
    if (typeof found === "string") return found;
  }
  return "";
}

/* The lang attribute of a piece: only where it differs from the page. */
export function foreign(lang: Lang | undefined, page: Lang): Lang | undefined {
  return lang === page ? undefined : lang;
}

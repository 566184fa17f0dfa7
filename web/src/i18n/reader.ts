/*
 * A reader is a language with its messages and formats. Everything a person
 * sees goes through one; nothing else knows about Intl.
 */
import { localeOf } from "./lang.ts";
import type { Lang } from "./lang.ts";
import { fill, translator } from "./messages.ts";
import type { Messages, PluralKey, Translate } from "./messages.ts";

export type Currency = "HKD" | "MOP" | "CNY";
const MONEY = { HKD: "money_hkd", MOP: "money_mop", CNY: "money_cny" } as const;
export type Precision = "year" | "month" | undefined;

export interface Reader {
  readonly lang: Lang;
  readonly t: Translate;
  plural(key: PluralKey, count: number): string;
  number(value: number): string;
  points(value: number): string;
  percent(value: number): string;
  money(amount: number, currency: Currency): string;
  day(iso: string, precision?: Precision): string;
  /* A day and an hour, by the clocks of the Bay whose days the server counts. */
  moment(iso: string): string;
  month(index: number): string;
  any(items: readonly string[]): string;
  all(items: readonly string[]): string;
}

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
}

export function makeReader(lang: Lang, messages: Messages): Reader {
  const locale = localeOf(lang);
  const rules = new Intl.PluralRules(locale);
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const points = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const full = dateFormat(locale, { year: "numeric", month: "long", day: "numeric" });
  const month = dateFormat(locale, { year: "numeric", month: "long" });
  const year = dateFormat(locale, { year: "numeric" });
  const moment = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "Asia/Hong_Kong",
  });
  const monthName = dateFormat(locale, { month: "long" });
  const any = new Intl.ListFormat(locale, { type: "disjunction" });
  const all = new Intl.ListFormat(locale, { type: "conjunction" });
  return {
    lang,
    t: translator(messages),
    plural(key, count) {
      const form = rules.select(count) === "one" ? "one" : "other";
      return fill(messages[key][form], { n: number.format(count) });
    },
    number: (value) => number.format(value),
    points: (value) => points.format(value),
    percent: (value) => percent.format(value / 100),
    money(amount, currency) {
      const figure = (Number.isInteger(amount) ? number : points).format(amount);
      return fill(messages[MONEY[currency]], { amount: figure });
    },
    day(iso, precision) {
      const date = new Date(`${iso}T00:00:00Z`);
      if (Number.isNaN(date.getTime())) return iso;
      if (precision === "year") return year.format(date);
      return (precision === "month" ? month : full).format(date);
    },
    moment(iso) {
      const date = new Date(iso);
      return Number.isNaN(date.getTime()) ? iso : moment.format(date);
    },
    month: (index) => monthName.format(new Date(Date.UTC(2000, index, 1))),
    any: (items) => any.format(items),
    all: (items) => all.format(items),
  };
}

/* A day as it is typed in three fields: what it says, or what is missing or wrong with it. */
import { isoDay, readNumber } from "./field.ts";
import type { Range } from "./field.ts";

const YOUNGEST = 5;
const OLDEST = 120;

export type DayPart = "day" | "month" | "year";

export interface Typed {
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

/* Days that a birth may have; years alone are bounded by theirs. */
export interface BirthDays {
  readonly min: string;
  readonly max: string;
}

export type DayRead =
  | { readonly missing: readonly DayPart[] }
  | { readonly wrong: "year" | "date" | "birth" }
  | { readonly year: number }
  | { readonly day: string };

function yearsBefore(today: string, years: number): string {
  const year = Number(today.slice(0, 4)) - years;
  const month = Number(today.slice(5, 7));
  return isoDay(year, month, Number(today.slice(8))) ?? isoDay(year, month, 28) ?? today;
}

export function birthDays(today: string): BirthDays {
  return { min: yearsBefore(today, OLDEST), max: yearsBefore(today, YOUNGEST) };
}

export function birthYears(range: Range, today: string): Range {
  const year = Number(today.slice(0, 4));
  return { min: Math.max(range.min, year - OLDEST), max: Math.min(range.max, year - YOUNGEST) };
}

/* With `birth`, the year alone is an answer too. */
export function readDay(typed: Typed, years: Range, birth: BirthDays | null): DayRead {
  const blank = (["day", "month", "year"] as const).filter((part) => typed[part].trim() === "");
  const yearOnly = birth !== null && blank.length === 2 && !blank.includes("year");
  if (blank.length > 0 && !yearOnly) return { missing: blank };
  const year = readNumber(typed.year);
  if (year === null || !Number.isInteger(year) || year < years.min || year > years.max)
    return { wrong: "year" };
  if (yearOnly) return { year };
  const day = isoDay(year, Number(typed.month), readNumber(typed.day) ?? 0);
  if (day === null) return { wrong: "date" };
  return birth !== null && (day < birth.min || day > birth.max) ? { wrong: "birth" } : { day };
}

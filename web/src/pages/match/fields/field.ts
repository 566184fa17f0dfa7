/* What every answer field gets, and the one way it answers: facts by attribute. */
import type { Words } from "../../../parts/words.ts";
import type { Facts } from "../answers.ts";

export interface FieldProps {
  readonly attr: string;
  readonly facts: Facts;
  readonly words: Words;
  readonly errorId: string;
  readonly hasError: boolean;
  readonly onError: (text: string) => void;
  readonly onAnswer: (facts: Facts) => void;
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

export function rangeOf(words: Words, attr: string): Range {
  const attribute = words.attribute(attr);
  return { min: attribute?.min ?? 0, max: attribute?.max ?? 1e12 };
}

/* Digits of any width, as phones with Chinese keyboards type them. */
export function readNumber(text: string): number | null {
  const plain = text.normalize("NFKC").replace(/[\s,]/g, "");
  if (plain === "") return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

const PAY_MAX = 1e7;

/* A wish for pay a month: an amount above nothing, and one that somebody might pay. */
export function readPay(text: string): number | null {
  const value = readNumber(text);
  return value !== null && value > 0 && value <= PAY_MAX ? value : null;
}

/* A day that exists, as YYYY-MM-DD; month counts from 1. */
export function isoDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const same =
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day;
  return same ? date.toISOString().slice(0, 10) : null;
}

export function splitDay(value: unknown): { year: string; month: string; day: string } {
  const found = typeof value === "string" ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null;
  return {
    year: found?.[1] ?? "",
    month: found?.[2] === undefined ? "" : String(Number(found[2])),
    day: found?.[3] === undefined ? "" : String(Number(found[3])),
  };
}

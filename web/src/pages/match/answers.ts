/*
 * What the visitor said, and how it is kept on the device. Pure but for load
 * and save, so that every step can be undone by keeping the state before it.
 */
import type { Kind, Texts, Wishes } from "../../api/types.ts";
import { isRecord, isString, strings } from "../../parts/narrow.ts";
import { eraseStored, readStored, writeStored } from "../../parts/storage.ts";

export type Facts = Readonly<Record<string, unknown>>;

export interface Answers {
  readonly facts: Facts;
  readonly skipped: readonly string[];
  readonly texts: Texts;
  readonly wishes: Wishes;
}

export const NO_ANSWERS: Answers = { facts: {}, skipped: [], texts: {}, wishes: {} };

const KEY = "baybridge.answers.1";
const KINDS: readonly Kind[] = ["job", "internship", "incubator", "funding"];

export function isKind(value: unknown): value is Kind {
  return KINDS.some((k) => k === value);
}

function readTexts(value: unknown): Texts {
  if (!isRecord(value)) return {};
  const skills = strings(value["skills"]);
  const wants = value["wants"];
  return {
    ...(skills.length > 0 ? { skills } : {}),
    ...(isString(wants) && wants !== "" ? { wants } : {}),
  };
}

function readWishes(value: unknown): Wishes {
  if (!isRecord(value)) return {};
  const kinds = strings(value["kinds"]).filter(isKind);
  const places = strings(value["places"]);
  const sectors = strings(value["sectors"]);
  const pay = value["pay_min"];
  const amount = isRecord(pay) ? pay["amount"] : undefined;
  return {
    ...(kinds.length > 0 ? { kinds } : {}),
    ...(places.length > 0 ? { places } : {}),
    ...(sectors.length > 0 ? { sectors } : {}),
    ...(typeof amount === "number" ? { pay_min: payMin(amount) } : {}),
  };
}

export function payMin(amount: number): NonNullable<Wishes["pay_min"]> {
  return { amount, currency: "HKD", per: "month" };
}

export function parseAnswers(stored: unknown): Answers {
  if (!isRecord(stored)) return NO_ANSWERS;
  return {
    facts: isRecord(stored["facts"]) ? stored["facts"] : {},
    skipped: strings(stored["skipped"]),
    texts: readTexts(stored["texts"]),
    wishes: readWishes(stored["wishes"]),
  };
}

export function loadAnswers(): Answers {
  return parseAnswers(readStored(KEY));
}

export function saveAnswers(answers: Answers): void {
  if (isEmpty(answers)) eraseStored(KEY);
  else writeStored(KEY, answers);
}

export function wishCount(answers: Answers): number {
  const { kinds, places, sectors, pay_min } = answers.wishes;
  const { skills, wants } = answers.texts;
  const lists = [kinds, places, sectors, skills].map((l) => l?.length ?? 0);
  return lists.reduce((a, b) => a + b, 0) + (pay_min ? 1 : 0) + (wants ? 1 : 0);
}

export function isEmpty(answers: Answers): boolean {
  return (
    Object.keys(answers.facts).length === 0 &&
    answers.skipped.length === 0 &&
    wishCount(answers) === 0
  );
}

/* Sets some facts and takes others away; an answered attribute is no longer skipped. */
export function withFacts(
  answers: Answers,
  attrs: readonly string[],
  given: Facts,
): Answers {
  const facts: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(answers.facts))
    if (!attrs.includes(key)) facts[key] = value;
  const skipped = answers.skipped.filter((a) => !attrs.includes(a) && !(a in given));
  return { ...answers, facts: { ...facts, ...given }, skipped };
}

export function withSkipped(answers: Answers, attrs: readonly string[]): Answers {
  return { ...answers, skipped: [...new Set([...answers.skipped, ...attrs])] };
}

/* What was taken out of the stored answers, to be named and brought back. */
export interface Dropped {
  readonly facts: Facts;
  readonly wishes: Wishes;
}

/* Takes out exactly the facts and wishes named. */
export function withoutRefused(
  answers: Answers,
  facts: readonly string[],
  wishes: readonly string[],
): { readonly kept: Answers; readonly taken: Dropped } {
  const part = <T extends object>(of: T, keys: readonly string[], inside: boolean) =>
    Object.fromEntries(Object.entries(of).filter(([key]) => keys.includes(key) === inside));
  return {
    kept: { ...answers, facts: part(answers.facts, facts, false), wishes: readWishes(part(answers.wishes, wishes, false)) },
    taken: { facts: part(answers.facts, facts, true), wishes: readWishes(part(answers.wishes, wishes, true)) },
  };
}

export function withDropped(answers: Answers, dropped: Dropped): Answers {
  return {
    ...answers,
    facts: { ...answers.facts, ...dropped.facts },
    wishes: { ...answers.wishes, ...dropped.wishes },
  };
}

/*
 * Which question comes next, and which facts answer it. The order is the
 * server's: the attribute that settles most openings first.
 */
import type { Question } from "../../api/types.ts";
import type { Words } from "../../parts/words.ts";
import type { Answers } from "./answers.ts";

/* An attribute to ask about, and the facts of a profile that answer it. */
export interface Asked {
  readonly attr: string;
  readonly ask: readonly string[];
  readonly decides: number;
}

/* The facts that an attribute follows from, or the attribute itself. */
export function factsFor(attr: string, words: Words): readonly string[] {
  const from = words.attribute(attr)?.derived_from ?? [];
  return from.length > 0 ? from : [attr];
}

/* Editing a fact asks the derived attribute it feeds, so that birth year and date stay one question. */
export function askedFor(fact: string, words: Words): Asked {
  const derived = words.attributes.find((a) => (a.derived_from ?? []).includes(fact));
  const attr = derived !== undefined && (derived.derived_from ?? []).length > 1 ? derived.key : fact;
  return { attr, ask: factsFor(attr, words), decides: 0 };
}

export function isAnswered(asked: Asked, answers: Answers): boolean {
  return [asked.attr, ...asked.ask].some((fact) => fact in answers.facts);
}

export function isSkipped(asked: Asked, answers: Answers): boolean {
  return [asked.attr, ...asked.ask].some((fact) => answers.skipped.includes(fact));
}

/* Only what this page has a field for: quantifiers over members need a venture. */
export function askable(questions: readonly Question[], words: Words): Asked[] {
  return questions
    .map((q) => ({ attr: q.attr, ask: q.ask ?? factsFor(q.attr, words), decides: q.decides }))
    .filter((q) => words.attribute(q.ask[0] ?? "") !== undefined);
}

export function nextQuestion(
  questions: readonly Question[],
  answers: Answers,
  words: Words,
): Asked | null {
  const open = askable(questions, words).find(
    (q) => !isAnswered(q, answers) && !isSkipped(q, answers),
  );
  return open ?? null;
}

export function ventureAttributes(words: Words): string[] {
  return words.attributes.filter((a) => a.scope === "venture").map((a) => a.key);
}

/*
 * Which question comes next, which facts answer it, and what has been said so
 * far. The order is the server's where an answer settles something; where none
 * does, a person comes before a venture.
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

/* Whether there is a company decides whether to ask about it. */
const HAS_COMPANY = "has_company";
const OF_A_COMPANY = ["company_registered_in", "company_founded"];

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

function isOfVenture(asked: Asked, words: Words): boolean {
  return words.attribute(asked.ask[0] ?? "")?.scope === "venture";
}

function inOrder(asked: readonly Asked[], words: Words): Asked[] {
  const rank = (q: Asked) => (q.decides > 0 ? 0 : isOfVenture(q, words) ? 2 : 1);
  const ordered = [...asked].sort((a, b) => rank(a) - rank(b));
  const company = ordered.findIndex((q) => q.attr === HAS_COMPANY);
  const venture = ordered.findIndex((q) => isOfVenture(q, words));
  if (venture >= 0 && venture < company) ordered.splice(venture, 0, ...ordered.splice(company, 1));
  return ordered;
}

/* Only what this page has a field for: quantifiers over members need a venture. */
export function askable(questions: readonly Question[], answers: Answers, words: Words): Asked[] {
  const none = answers.facts[HAS_COMPANY] === false;
  const asked = questions
    .map((q) => ({ attr: q.attr, ask: q.ask ?? factsFor(q.attr, words), decides: q.decides }))
    .filter(({ ask: [fact = ""] }) => words.attribute(fact) !== undefined && !words.isBare(fact))
    .filter(({ ask: [fact = ""] }) => !none || !OF_A_COMPANY.includes(fact));
  return inOrder(asked, words);
}

export function nextQuestion(
  questions: readonly Question[],
  answers: Answers,
  words: Words,
): Asked | null {
  const open = askable(questions, answers, words).find(
    (q) => !isAnswered(q, answers) && !isSkipped(q, answers),
  );
  return open ?? null;
}

export function ventureAttributes(words: Words): string[] {
  return words.attributes.filter((a) => a.scope === "venture").map((a) => a.key);
}

/* A question that was answered or skipped, by the fact to show for it. */
export interface Said {
  readonly fact: string;
  readonly answered: boolean;
}

/* One row a question: a company's age and its founding day are the same one. Skipped ones come last. */
export function saidSoFar(answers: Answers, words: Words): readonly Said[] {
  const rows = new Map<string, Said>();
  for (const { key, derived_from } of words.attributes) {
    if ((derived_from ?? []).length > 0) continue;
    const question = words.attributes.find((a) => (a.derived_from ?? []).includes(key))?.key ?? key;
    const answered = key in answers.facts;
    if (answered || (answers.skipped.includes(key) && !rows.has(question)))
      rows.set(question, { fact: key, answered });
  }
  const said = [...rows.values()];
  return [...said.filter((s) => s.answered), ...said.filter((s) => !s.answered)];
}

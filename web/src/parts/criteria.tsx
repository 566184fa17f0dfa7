/* Criteria as a checklist: each with its mark in words, what is needed and what the reader has. */
import type { JSX } from "preact";
import type { Criterion } from "../api/types.ts";
import { useReader } from "../i18n/context.ts";
import type { Reader } from "../i18n/reader.ts";
import { StandingMark } from "./icons.tsx";
import { foreign, textOf } from "./narrow.ts";
import { haveText, needSentence } from "./sentences.ts";
import { byUrgency } from "./verdicts.ts";
import type { Words } from "./words.ts";

const STATE = { eligible: "met", maybe: "not_known", ineligible: "not_met" } as const;

interface Needing {
  readonly text?: unknown;
  readonly lang?: Reader["lang"];
  readonly need: Readonly<Record<string, unknown>>;
  readonly negated?: boolean;
}

/* The rule's own words where the reader's language has some, else the rule as a sentence. */
export function NeedText({ of, words }: {
  readonly of: Needing;
  readonly words: Words;
}): JSX.Element {
  const r = useReader();
  const text = textOf(of.text, r.lang);
  if (text !== "" && foreign(of.lang, r.lang) === undefined) return <>{text}</>;
  return <>{needSentence(of.need, r, words, of.negated ?? false)}</>;
}

function afterwards(c: Criterion, r: Reader): string {
  if (c.due === "admission") return r.t("due_admission");
  if (c.due === "payment") return r.t("due_payment");
  return c.until === undefined ? "" : r.t("until", { date: r.day(c.until) });
}

export interface AskAbout {
  readonly can: (attr: string) => boolean;
  readonly ask: (attr: string) => void;
}

function CriterionRow({ criterion, words, about }: {
  readonly criterion: Criterion;
  readonly words: Words;
  readonly about: AskAbout | null;
}): JSX.Element {
  const r = useReader();
  const attr = criterion.attr ?? "";
  const have = haveText(attr, criterion.have, r, words);
  const later = afterwards(criterion, r);
  const unknown = criterion.verdict === "maybe";
  const members = criterion.need.over === "members";
  return (
    <li class={`check check--${criterion.verdict}`}>
      <StandingMark standing={criterion.verdict} />
      <div class="check__text">
        <span class="hidden">{r.t(STATE[criterion.verdict])}</span>{" "}
        <NeedText of={criterion} words={words} />
        {have !== "" && <span class="check__have">{r.t("you", { have })}</span>}
        {later !== "" && <span class="check__have">{later}</span>}
        {unknown && have === "" && (
          <span class="check__have">
            {r.t("not_known")}
            {members && <span>{r.t("members_not_asked")}</span>}
            {about?.can(attr) === true && (
              <button type="button" class="link" onClick={() => { about.ask(attr); }}>
                {r.t("answer_this")}{" "}
                <span class="hidden">{words.label(attr)}</span>
              </button>
            )}
          </span>
        )}
      </div>
    </li>
  );
}

/* `partial`: not every condition is published, so that none shown does not mean that there is none. */
export function CriteriaList({ criteria, partial, words, about }: {
  readonly criteria: readonly Criterion[];
  readonly partial: boolean;
  readonly words: Words;
  readonly about: AskAbout | null;
}): JSX.Element {
  const r = useReader();
  return (
    <>
      <ul class="checks">
        {byUrgency(criteria).map((c) => (
          <CriterionRow key={c.id} criterion={c} words={words} about={about} />
        ))}
      </ul>
      {criteria.length === 0 && !partial && <p class="muted">{r.t("no_conditions")}</p>}
      {partial && <p class="note">{r.t("unpublished")}</p>}
    </>
  );
}

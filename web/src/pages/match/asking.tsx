/* Which question is up: one being edited, else the next the server names, else none. */
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { MatchReply } from "../../api/types.ts";
import { useReader } from "../../i18n/context.ts";
import { Loading } from "../../parts/states.tsx";
import type { Words } from "../../parts/words.ts";
import { withFacts, withSkipped } from "./answers.ts";
import type { Facts } from "./answers.ts";
import { QuestionCard, QuestionsDone } from "./question-card.tsx";
import { askable, askedFor, isAnswered, isSkipped, nextQuestion, saidSoFar, ventureAttributes } from "./questions.ts";
import type { Asked } from "./questions.ts";
import type { AnswerStore } from "./use-answers.ts";

export interface AskingProps {
  readonly store: AnswerStore;
  readonly reply: MatchReply | null;
  readonly busy: boolean;
  readonly words: Words;
  readonly editing: string | null;
  readonly refused: ReadonlyMap<string, string>;
  readonly onEdit: (fact: string | null) => void;
}

function refusedFor(asked: Asked, refused: ReadonlyMap<string, string>): string {
  for (const fact of asked.ask) {
    const found = refused.get(fact);
    if (found !== undefined) return found;
  }
  return "";
}

export function Asking(props: AskingProps): JSX.Element | null {
  const { store, reply, busy, words, editing, refused, onEdit } = props;
  const { answers, change } = store;
  const r = useReader();
  const held = useRef<Asked | null>(null);
  const edited = useRef<string | null>(null);
  /* True from an answer or an edit until the question that follows has taken the focus. */
  const wantsFocus = useRef(false);

  if (reply === null) return busy ? <Loading label={r.t("loading")} cards={1} /> : null;

  /* While a list is on its way the order may still change, so the last question stays up. */
  const next = busy ? held.current : nextQuestion(reply.questions, answers, words);
  const asked = editing === null ? next : askedFor(editing, words);
  held.current = asked;
  if (editing !== null && editing !== edited.current) wantsFocus.current = true;
  edited.current = editing;

  const done = (step: ((now: typeof answers) => typeof answers) | null) => {
    wantsFocus.current = true;
    onEdit(null);
    if (step !== null) change(step);
  };
  if (asked === null) {
    const left = askable(reply.questions, answers, words).filter((q) => isSkipped(q, answers));
    return (
      <QuestionsDone
        skipped={left.length > 0}
        wantsFocus={wantsFocus}
        onAskAgain={() => { done((now) => ({ ...now, skipped: [] })); }}
      />
    );
  }
  const facts = [asked.attr, ...asked.ask];
  const answered = isAnswered(asked, answers);
  const others = saidSoFar(answers, words).filter((s) => !facts.includes(s.fact));
  return (
    <QuestionCard
      key={`${asked.attr} ${String(editing !== null)}`}
      asked={asked}
      number={others.length + 1}
      editing={editing !== null && answered}
      waiting={busy && editing === null && (answered || isSkipped(asked, answers) || wantsFocus.current)}
      wantsFocus={wantsFocus}
      facts={answers.facts}
      words={words}
      serverError={refusedFor(asked, refused)}
      onAnswer={(given: Facts) => { done((now) => withFacts(now, facts, given)); }}
      onSkip={() => { done((now) => withSkipped(now, asked.ask)); }}
      onSkipVenture={() => { done((now) => withSkipped(now, ventureAttributes(words))); }}
      onKeep={() => { done(null); }}
      onRemove={() => { done((now) => withFacts(now, facts, {})); }}
    />
  );
}

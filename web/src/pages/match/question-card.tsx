/* One question at a time. The heading takes the focus when a new question comes up by an answer. */
import type { JSX, RefObject } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { MutableRef } from "preact/hooks";
import { useReader } from "../../i18n/context.ts";
import { Icon } from "../../parts/icons.tsx";
import { Loading } from "../../parts/states.tsx";
import type { Words } from "../../parts/words.ts";
import type { Facts } from "./answers.ts";
import { AnswerField } from "./fields/answer-field.tsx";
import type { Asked } from "./questions.ts";

type WantsFocus = MutableRef<boolean>;

/*
 * A heading that comes up takes the focus if it is wanted. The wish is kept
 * while a question waits for the list, since the one that follows comes next.
 */
function useFocus(heading: RefObject<HTMLHeadingElement>, wantsFocus: WantsFocus, waiting: boolean) {
  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = waiting;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: "nearest" });
  }, [waiting]);
}

export interface QuestionProps {
  readonly asked: Asked;
  readonly number: number;
  readonly editing: boolean;
  readonly waiting: boolean;
  readonly wantsFocus: WantsFocus;
  readonly facts: Facts;
  readonly words: Words;
  readonly serverError: string;
  readonly onAnswer: (facts: Facts) => void;
  readonly onSkip: () => void;
  readonly onSkipVenture: () => void;
  readonly onKeep: () => void;
  readonly onRemove: () => void;
}

function Ways(props: QuestionProps & { readonly venture: boolean }): JSX.Element {
  const r = useReader();
  const { editing, venture, onKeep, onRemove, onSkip, onSkipVenture } = props;
  if (editing)
    return (
      <div class="question__ways">
        <button type="button" class="link" onClick={onKeep}>{r.t("keep_answer")}</button>
        <button type="button" class="link" onClick={onRemove}>{r.t("remove_answer")}</button>
      </div>
    );
  return (
    <div class="question__ways">
      <button type="button" class="button button--quiet" onClick={onSkip}>{r.t("skip")}</button>
      {venture ? (
        <button type="button" class="link" onClick={onSkipVenture}>{r.t("skip_venture")}</button>
      ) : (
        <span class="hint">{r.t("skip_hint")}</span>
      )}
    </div>
  );
}

export function QuestionCard(props: QuestionProps): JSX.Element {
  const { asked, number, editing, waiting, wantsFocus, facts, words, serverError, onAnswer } = props;
  const r = useReader();
  const heading = useRef<HTMLHeadingElement>(null);
  const errorId = useId();
  const [error, setError] = useState(serverError);
  const fact = asked.ask[0] ?? asked.attr;
  const venture = words.attribute(fact)?.scope === "venture";

  useEffect(() => { setError(serverError); }, [serverError]);
  useFocus(heading, wantsFocus, waiting);

  return (
    <section class="card question" aria-labelledby="question">
      <p class="question__step">
        <span>{editing ? r.t("question_edit") : r.t("question_number", { n: r.number(number) })}</span>
        {venture && <span>{r.t("question_venture")}</span>}
      </p>
      {waiting && <Loading label={r.t("loading")} />}
      <fieldset disabled={waiting}>
        <legend>
          <h2 id="question" ref={heading} tabIndex={-1}>{words.question(asked.attr)}</h2>
        </legend>
        {asked.decides > 0 && <p class="question__decides">{r.plural("decides", asked.decides)}</p>}
        {error !== "" && (
          <p class="field-error" id={errorId} role="alert">
            <Icon name="info" />
            {error}
          </p>
        )}
        <AnswerField
          attr={fact}
          facts={facts}
          words={words}
          errorId={errorId}
          hasError={error !== ""}
          onError={setError}
          onAnswer={onAnswer}
        />
      </fieldset>
      {!waiting && <Ways {...props} venture={venture} />}
    </section>
  );
}

export function QuestionsDone({ skipped, wantsFocus, onAskAgain }: {
  readonly skipped: boolean;
  readonly wantsFocus: WantsFocus;
  readonly onAskAgain: () => void;
}): JSX.Element {
  const r = useReader();
  const heading = useRef<HTMLHeadingElement>(null);
  useFocus(heading, wantsFocus, false);
  return (
    <section class="card question" aria-labelledby="question">
      <h2 id="question" ref={heading} tabIndex={-1}>{r.t("done_title")}</h2>
      <p>{r.t(skipped ? "done_skipped" : "done_text")}</p>
      {skipped && (
        <button type="button" class="button button--quiet" onClick={onAskAgain}>
          {r.t("ask_skipped")}
        </button>
      )}
    </section>
  );
}

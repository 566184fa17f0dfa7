/* Everything said so far, each to be changed with one press; and the way to erase it all. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useReader } from "../../i18n/context.ts";
import { Icon } from "../../parts/icons.tsx";
import { haveText } from "../../parts/sentences.ts";
import type { Words } from "../../parts/words.ts";
import { isEmpty } from "./answers.ts";
import type { Answers } from "./answers.ts";
import { saidSoFar } from "./questions.ts";

/* Takes the focus, since the button that erased is gone; gives it back to the heading. */
function Erased({ onUndo }: { readonly onUndo: () => void }): JSX.Element {
  const r = useReader();
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => { undo.current?.focus(); }, []);
  return (
    <p class="erased">
      <span>{r.t("erased")}</span>
      <button
        ref={undo}
        type="button"
        class="button button--quiet"
        onClick={() => {
          document.getElementById("answers")?.focus();
          onUndo();
        }}
      >
        {r.t("undo")}
      </button>
    </p>
  );
}

export function AnswerList({ answers, words, erased, onEdit, onErase, onUndo }: {
  readonly answers: Answers;
  readonly words: Words;
  readonly erased: boolean;
  readonly onEdit: (fact: string) => void;
  readonly onErase: () => void;
  readonly onUndo: () => void;
}): JSX.Element {
  const r = useReader();
  const rows = saidSoFar(answers, words);
  const row = (fact: string, said: string, muted: boolean) => (
    <li key={fact} class="said">
      <span class="said__label">{words.label(fact)}</span>
      <span class={muted ? "said__value muted" : "said__value"}>{said}</span>
      <button type="button" class="said__edit" onClick={() => { onEdit(fact); }}>
        <Icon name="pen" />
        {r.t("answer_change")}{" "}
        <span class="hidden">{words.label(fact)}</span>
      </button>
    </li>
  );
  return (
    <section class="card answers" aria-labelledby="answers">
      <h2 id="answers" tabIndex={-1}>{r.t("your_answers")}</h2>
      {rows.length === 0 && <p class="muted">{r.t("answers_none")}</p>}
      <ul class="said-list">
        {rows.map(({ fact, answered }) =>
          row(fact, answered ? haveText(fact, answers.facts[fact], r, words) : r.t("answer_skipped"), !answered),
        )}
      </ul>
      <p class="promise">
        <Icon name="device" />
        <span>{r.t("promise")}</span>
      </p>
      <div class="answers__erase" role="status">
        {erased && <Erased onUndo={onUndo} />}
      </div>
      {!isEmpty(answers) && (
        <button type="button" class="link link--danger" onClick={onErase}>
          <Icon name="bin" />
          {r.t("erase_all")}
        </button>
      )}
    </section>
  );
}

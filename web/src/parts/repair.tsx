/* What would change the verdict: each step with what is needed, what the reader has, and the day. */
import type { JSX } from "preact";
import type { RepairStep } from "../api/types.ts";
import { useReader } from "../i18n/context.ts";
import { NeedText } from "./criteria.tsx";
import { haveText } from "./sentences.ts";
import type { Words } from "./words.ts";

function Step({ step, words }: {
  readonly step: RepairStep;
  readonly words: Words;
}): JSX.Element {
  const r = useReader();
  const have = haveText(step.attr, step.have, r, words);
  const late = step.after_close === true;
  return (
    <li>
      {step.when !== undefined && (
        <strong class="repair__when">
          {r.t(late ? "opens_after_close" : "opens_for_you", { date: r.day(step.when) })}
        </strong>
      )}
      <span><NeedText of={step} words={words} /></span>
      {have !== "" && <span class="check__have">{r.t("you", { have })}</span>}
    </li>
  );
}

export function Repair({ steps, words, level }: {
  readonly steps: readonly RepairStep[];
  readonly words: Words;
  readonly level: 3 | 5;
}): JSX.Element {
  const r = useReader();
  const title = r.t("change_title");
  return (
    <div class="repair">
      {level === 3 ? <h3>{title}</h3> : <h5>{title}</h5>}
      <ul>
        {steps.map((step) => <Step key={step.id} step={step} words={words} />)}
      </ul>
    </div>
  );
}

/* A dated rule as a checklist, its tree kept: all of these, one of these, none of these. */
import type { JSX } from "preact";
import type { Criterion, Opening } from "../../api/types.ts";
import { useReader } from "../../i18n/context.ts";
import { StandingMark } from "../../parts/icons.tsx";
import { NeedText } from "../../parts/criteria.tsx";
import { isRecord, isString, records, textOf } from "../../parts/narrow.ts";
import { today } from "../../parts/today.ts";
import type { Words } from "../../parts/words.ts";

type Tree = Readonly<Record<string, unknown>>;

/* The criteria of the match by attribute and text, to mark a rule's tests with the reader's verdict. */
export type Marks = readonly Criterion[];

function markOf(test: Tree, marks: Marks, text: string, lang: Parameters<typeof textOf>[1]) {
  const id = test["id"];
  if (isString(id)) return marks.find((m) => m.id === id)?.verdict;
  const same = marks.filter((m) => m.attr === test["attr"]);
  const exact = same.find((m) => textOf(m.text, lang) === text && m.need.op === test["op"]);
  return (exact ?? (same.length === 1 ? same[0] : undefined))?.verdict;
}

function TestLine({ test, marks, words }: {
  readonly test: Tree;
  readonly marks: Marks;
  readonly words: Words;
}): JSX.Element {
  const r = useReader();
  const verdict = markOf(test, marks, textOf(test["text"], r.lang), r.lang);
  const state = { eligible: "met", maybe: "not_known", ineligible: "not_met" } as const;
  const due = test["due"];
  return (
    <li class={verdict === undefined ? "check check--plain" : `check check--${verdict}`}>
      {verdict === undefined ? (
        <span class="check__dot" aria-hidden="true" />
      ) : (
        <StandingMark standing={verdict} />
      )}
      <div class="check__text">
        {verdict !== undefined && <span class="hidden">{r.t(state[verdict])}</span>}{" "}
        <NeedText of={{ text: test["text"], need: test }} words={words} />
        {due === "admission" && <span class="check__have">{r.t("due_admission")}</span>}
        {due === "payment" && <span class="check__have">{r.t("due_payment")}</span>}
      </div>
    </li>
  );
}

function Branch({ label, items, marks, words }: {
  readonly label: string;
  readonly items: readonly Tree[];
  readonly marks: Marks;
  readonly words: Words;
}): JSX.Element {
  return (
    <li class="check-group">
      <span class="check-group__label">{label}</span>
      <ul class="checks">
        {items.map((item, i) => <Node key={i} tree={item} marks={marks} words={words} />)}
      </ul>
    </li>
  );
}

function Node({ tree, marks, words }: {
  readonly tree: Tree;
  readonly marks: Marks;
  readonly words: Words;
}): JSX.Element {
  const r = useReader();
  const shared = { marks, words };
  if ("all" in tree) return <Branch label={r.t("all_of")} items={records(tree["all"])} {...shared} />;
  if ("any" in tree) return <Branch label={r.t("any_of")} items={records(tree["any"])} {...shared} />;
  if (isRecord(tree["not"])) return <Branch label={r.t("not_this")} items={[tree["not"]]} {...shared} />;
  return <TestLine test={tree} {...shared} />;
}

export function ruleInForce(opening: Opening, day: string) {
  if (opening.criteria !== undefined)
    return { criteria: opening.criteria, complete: opening.complete ?? true };
  return (opening.rules ?? []).find(
    (rule) => (rule.from ?? day) <= day && (rule.to ?? day) >= day,
  );
}

export function Rules({ opening, marks, words }: {
  readonly opening: Opening;
  readonly marks: Marks;
  readonly words: Words;
}): JSX.Element {
  const r = useReader();
  const rule = ruleInForce(opening, today());
  if (rule === undefined) return <p class="muted">{r.t("no_conditions")}</p>;
  const top = "all" in rule.criteria ? records(rule.criteria["all"]) : [rule.criteria];
  const partial = rule.complete === false;
  return (
    <>
      {top.length === 0 && !partial && <p class="muted">{r.t("no_conditions")}</p>}
      <ul class="checks">
        {top.map((tree, i) => <Node key={i} tree={tree} marks={marks} words={words} />)}
      </ul>
      {partial && <p class="note">{r.t("unpublished")}</p>}
    </>
  );
}

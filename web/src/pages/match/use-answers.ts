/*
 * The answers of this device: every change is saved at once, and erasing can be
 * undone. What was stored and is no longer accepted is taken out, and can be
 * brought back: from then on it counts as said by the visitor, who is asked.
 */
import { useRef, useState } from "preact/hooks";
import { loadAnswers, NO_ANSWERS, saveAnswers, withDropped, withoutRefused } from "./answers.ts";
import type { Answers, Dropped } from "./answers.ts";

export interface AnswerStore {
  readonly answers: Answers;
  readonly erased: boolean;
  readonly dropped: Dropped | null;
  readonly change: (step: (before: Answers) => Answers) => void;
  readonly erase: () => void;
  readonly undo: () => void;
  /* Takes out what was refused but not said on this visit; false when there is no such thing. */
  readonly drop: (facts: Iterable<string>, wishes: Iterable<string>) => boolean;
  readonly undoDrop: () => void;
}

export function useAnswers(): AnswerStore {
  const [answers, setAnswers] = useState(loadAnswers);
  const [before, setBefore] = useState<Answers | null>(null);
  const [dropped, setDropped] = useState<Dropped | null>(null);
  const said = useRef(new Set<string>());
  const keep = (next: Answers) => {
    saveAnswers(next);
    setAnswers(next);
  };
  return {
    answers,
    erased: before !== null,
    dropped,
    change: (step) => {
      setBefore(null);
      setAnswers((now) => {
        const next = step(now);
        for (const [fact, value] of Object.entries(next.facts))
          if (now.facts[fact] !== value) said.current.add(fact);
        saveAnswers(next);
        return next;
      });
    },
    erase: () => {
      setBefore(answers);
      setDropped(null);
      keep(NO_ANSWERS);
    },
    undo: () => {
      if (before !== null) keep(before);
      setBefore(null);
    },
    drop: (facts, wishes) => {
      const stale = [...facts].filter((f) => f in answers.facts && !said.current.has(f));
      const parts = [...wishes].filter((w) => w in answers.wishes);
      if (stale.length + parts.length === 0) return false;
      const { kept, taken } = withoutRefused(answers, stale, parts);
      setDropped(taken);
      keep(kept);
      return true;
    },
    undoDrop: () => {
      if (dropped === null) return;
      for (const fact of Object.keys(dropped.facts)) said.current.add(fact);
      setDropped(null);
      keep(withDropped(answers, dropped));
    },
  };
}

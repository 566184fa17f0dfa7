/* The answers of this device: every change is saved at once, and erasing can be undone. */
import { useState } from "preact/hooks";
import { loadAnswers, NO_ANSWERS, saveAnswers } from "./answers.ts";
import type { Answers } from "./answers.ts";

export interface AnswerStore {
  readonly answers: Answers;
  readonly erased: boolean;
  readonly change: (step: (before: Answers) => Answers) => void;
  readonly erase: () => void;
  readonly undo: () => void;
}

export function useAnswers(): AnswerStore {
  const [answers, setAnswers] = useState(loadAnswers);
  const [before, setBefore] = useState<Answers | null>(null);
  const keep = (next: Answers) => {
    saveAnswers(next);
    setAnswers(next);
  };
  return {
    answers,
    erased: before !== null,
    change: (step) => {
      setBefore(null);
      setAnswers((now) => {
        const next = step(now);
        saveAnswers(next);
        return next;
      });
    },
    erase: () => {
      setBefore(answers);
      keep(NO_ANSWERS);
    },
    undo: () => {
      if (before !== null) keep(before);
      setBefore(null);
    },
  };
}

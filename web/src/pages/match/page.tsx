/* The page of a visitor without an account: questions and wishes beside the ranked list. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ApiError } from "../../api/client.ts";
import type { MatchItem, MatchReply, Vocabulary } from "../../api/types.ts";
import { useReader } from "../../i18n/context.ts";
import { makeWords } from "../../parts/words.ts";
import type { Words } from "../../parts/words.ts";
import { AnswerList } from "./answer-list.tsx";
import { wishCount } from "./answers.ts";
import { Asking } from "./asking.tsx";
import { DroppedNote } from "./dropped-note.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { NO_FILTERS } from "./filters.ts";
import { Hero } from "./hero.tsx";
import "./asking.css";
import "./cards.css";
import "./match.css";
import { Peek } from "./peek.tsx";
import { nextQuestion } from "./questions.ts";
import { matchRequest, pointedAt } from "./request.ts";
import { Results } from "./results.tsx";
import { useAnswers } from "./use-answers.ts";
import { useFacets } from "./use-facets.ts";
import { useFilters } from "./use-filters.ts";
import { useMatch } from "./use-match.ts";
import { useTitles } from "./use-titles.ts";
import { WishesCard } from "./wishes.tsx";

/* What another view may show of the current list. */
export interface Ranking {
  readonly items: readonly MatchItem[];
  readonly reply: MatchReply | null;
  readonly words: Words;
}

type Pointed = Parameters<typeof pointedAt>[1];

const NO_ERRORS: ReadonlyMap<string, string> = new Map();

function pointed(error: unknown, start: Pointed) {
  if (!(error instanceof ApiError)) return NO_ERRORS;
  return pointedAt(error.problem?.errors ?? [], start);
}

export function MatchPage({ vocabulary, children }: {
  readonly vocabulary: Vocabulary;
  readonly children: (ranking: Ranking) => ComponentChildren;
}): JSX.Element {
  const r = useReader();
  const store = useAnswers();
  const { answers } = store;
  const { filters, change: setFilters, correct } = useFilters();
  const [editing, setEditing] = useState<string | null>(null);
  const ranked = useMatch(matchRequest(answers, filters, r.lang));
  const facets = useFacets(filters, r.lang);
  const plain = makeWords(vocabulary, r.lang);
  const next = nextQuestion(ranked.reply?.questions ?? [], answers, plain);
  const titles = useTitles(plain, answers.facts, editing ?? next?.attr, r.lang);
  const words = makeWords(vocabulary, r.lang, titles);
  const refused = pointed(ranked.error, "/profile/facts/");
  const [firstRefused] = refused.keys();

  /* What was kept here or stood in the address is taken out; what was just said is asked again. */
  useEffect(() => {
    const places = pointed(ranked.error, "/filters/");
    if (places.size > 0)
      correct({ ...filters, ...(places.has("place") ? { place: "" } : {}), ...(places.has("sector") ? { sector: "" } : {}) });
    const gone = store.drop(refused.keys(), pointed(ranked.error, "/profile/wishes/").keys());
    if (firstRefused !== undefined && !gone) setEditing(firstRefused);
  }, [ranked.error]);

  const clear = () => {
    setFilters(NO_FILTERS);
    document.getElementById("results")?.focus();
  };
  const ask = (attr: string) => {
    setEditing(attr);
    document.getElementById("question")?.scrollIntoView({ block: "center" });
    document.getElementById("question")?.focus();
  };
  const askable = (attr: string) => {
    const from = words.attribute(attr)?.derived_from?.[0] ?? attr;
    return words.attribute(from) !== undefined;
  };
  return (
    <>
      <main>
        <Hero />
        <div class="wrap match">
          <div class="match__you">
            {ranked.reply !== null && <Peek counts={ranked.reply.counts} />}
            <DroppedNote dropped={store.dropped} words={words} onUndo={store.undoDrop} />
            <Asking store={store} reply={ranked.reply} busy={ranked.busy} words={words}
              editing={editing} refused={refused} onEdit={setEditing} />
            <AnswerList answers={answers} words={words} erased={store.erased}
              onEdit={ask} onErase={store.erase} onUndo={store.undo} />
            <WishesCard answers={answers} words={words} onChange={store.change} />
          </div>
          <Results ranked={ranked} words={words} filters={filters} about={{ can: askable, ask }}
            hasWishes={wishCount(answers) > 0} refused={refused.size > 0}
            onClearFilters={clear}>
            <FilterBar filters={filters} facets={facets} words={words} onChange={setFilters} onClear={clear} />
          </Results>
        </div>
      </main>
      {children({ items: ranked.items, reply: ranked.reply, words })}
    </>
  );
}

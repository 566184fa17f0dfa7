/* The ranked list with its counts; near misses below. Loading, empty, error and full. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useReader } from "../../i18n/context.ts";
import type { MatchReply } from "../../api/types.ts";
import type { AskAbout } from "../../parts/criteria.tsx";
import { errorText, ErrorNote, Loading } from "../../parts/states.tsx";
import type { Words } from "../../parts/words.ts";
import { hasFilters } from "./filters.ts";
import type { Filters } from "./filters.ts";
import { NearMissCard } from "./near-miss-card.tsx";
import { OpeningCard } from "./opening-card.tsx";
import type { Ranked } from "./use-match.ts";

export interface ResultsProps {
  readonly ranked: Ranked;
  readonly words: Words;
  readonly filters: Filters;
  readonly about: AskAbout;
  readonly hasWishes: boolean;
  readonly refused: boolean;
  readonly onClearFilters: () => void;
}

/* Near misses are among the ineligible; shown apart, the four numbers add up to all openings. */
function beyond(counts: MatchReply["counts"]): number {
  return counts.ineligible - counts.near_misses;
}

/* Before the first list the tiles stand empty, so that nothing moves when it comes. */
function Counts({ counts }: { readonly counts: MatchReply["counts"] | undefined }): JSX.Element {
  const r = useReader();
  const tiles = [
    { key: "eligible", n: counts?.eligible, to: "#openings" },
    { key: "maybe", n: counts?.maybe, to: "#openings" },
    { key: "near_miss", n: counts?.near_misses, to: "#near" },
    { key: "ineligible", n: counts === undefined ? undefined : beyond(counts), to: null },
  ] as const;
  return (
    <ul class="counts">
      {tiles.map(({ key, n, to }) => {
        const inner = (
          <>
            <b>{n === undefined ? "–" : r.number(n)}</b> <span>{r.t(key)}</span>
            {key === "maybe" && <small>{r.t("maybe_note")}</small>}
          </>
        );
        return (
          <li key={key} class={`count count--${key}`}>
            {to === null || n === undefined || n === 0 ? <p>{inner}</p> : <a href={to}>{inner}</a>}
          </li>
        );
      })}
    </ul>
  );
}

function Empty(props: ResultsProps): JSX.Element {
  const r = useReader();
  const filtered = hasFilters(props.filters);
  return (
    <div class="card empty">
      <h3>{r.t(filtered ? "empty_title" : "empty_none_title")}</h3>
      <p>{r.t(filtered ? "empty_text" : "empty_none_text")}</p>
      {filtered && (
        <button type="button" class="button button--quiet" onClick={props.onClearFilters}>
          {r.t("clear_filters")}
        </button>
      )}
    </div>
  );
}

const NEAR_FIRST = 5;

/* The first few; the button that shows the rest gives its focus to the first of them. */
function NearMisses({ reply, words, about }: {
  readonly reply: MatchReply;
  readonly words: Words;
  readonly about: AskAbout;
}): JSX.Element | null {
  const r = useReader();
  const [all, setAll] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (all) list.current?.children[NEAR_FIRST]?.querySelector("a")?.focus();
  }, [all]);
  const misses = reply.near_misses;
  if (misses.length === 0) return null;
  return (
    <section aria-labelledby="near">
      <h3 id="near" tabIndex={-1}>{r.plural("near_count", reply.counts.near_misses)}</h3>
      <p class="muted">{r.t("near_lead")}</p>
      <ul class="openings" ref={list}>
        {(all ? misses : misses.slice(0, NEAR_FIRST)).map((miss) => (
          <NearMissCard key={miss.opening.id} miss={miss} words={words} about={about} />
        ))}
      </ul>
      {!all && misses.length > NEAR_FIRST && (
        <button type="button" class="button button--quiet results__more" onClick={() => { setAll(true); }}>
          {misses.length < reply.counts.near_misses
            ? r.t("show_more")
            : r.t("near_all", { n: r.number(misses.length) })}
        </button>
      )}
    </section>
  );
}

function List(props: ResultsProps & { readonly reply: MatchReply }): JSX.Element {
  const { ranked, reply, words, about, hasWishes } = props;
  const r = useReader();
  const list = useRef<HTMLOListElement>(null);
  const [from, setFrom] = useState(0);
  const { more } = ranked;
  /* The first of what was added takes the focus that the button had. */
  useEffect(() => {
    if (from === 0 || ranked.items.length <= from) return;
    list.current?.children[from]?.querySelector("a")?.focus();
    setFrom(0);
  }, [from, ranked.items.length]);
  return (
    <div class="results__body" aria-busy={ranked.busy}>
      {!hasWishes && ranked.items.length > 0 && <p class="hint"><a href="#wishes">{r.t("fit_hint")}</a></p>}
      <h3 id="openings" class="hidden" tabIndex={-1}>{r.t("results_order")}</h3>
      {ranked.items.length === 0 && <Empty {...props} />}
      <ol class="openings" ref={list}>
        {ranked.items.map((item) => (
          <OpeningCard key={item.opening.id} item={item} words={words} about={about} ranked={hasWishes} />
        ))}
      </ol>
      {more !== null && (
        <button
          type="button"
          class="button button--quiet results__more"
          onClick={() => {
            setFrom(ranked.items.length);
            more();
          }}
        >
          {r.t("show_more")}
        </button>
      )}
      <NearMisses reply={reply} words={words} about={about} />
    </div>
  );
}

export function Results(props: ResultsProps & { readonly children: JSX.Element }): JSX.Element {
  const { ranked, refused, children } = props;
  const r = useReader();
  const { reply, error } = ranked;
  const counts = reply?.counts;
  const status =
    counts === undefined
      ? ""
      : r.t("results_status", {
          eligible: r.number(counts.eligible),
          maybe: r.number(counts.maybe),
          near: r.number(counts.near_misses),
          ineligible: r.number(beyond(counts)),
        });
  const text = refused ? r.t("error_answers") : errorText(error, r);
  return (
    <section class="results" aria-labelledby="results">
      <h2 id="results" tabIndex={-1}>{r.t("results")}</h2>
      <p class="hidden" role="status">{status}</p>
      <Counts counts={counts} />
      {children}
      {error !== null && (
        <ErrorNote
          title={r.t("error_title")}
          text={reply === null ? text : `${text} ${r.t("error_kept")}`}
          onRetry={ranked.retry}
        />
      )}
      {ranked.busy && <Loading label={r.t("loading")} cards={reply === null ? 3 : 0} />}
      {reply !== null && <List {...props} reply={reply} />}
    </section>
  );
}

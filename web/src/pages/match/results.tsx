/* The ranked list with its counts; near misses below. Loading, empty, error and full. */
import type { JSX } from "preact";
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

function Counts({ counts }: { readonly counts: MatchReply["counts"] }): JSX.Element {
  const r = useReader();
  const tiles = [
    { key: "eligible", n: counts.eligible, to: "#openings" },
    { key: "maybe", n: counts.maybe, to: "#openings" },
    { key: "near_miss", n: counts.near_misses, to: "#near" },
    { key: "ineligible", n: beyond(counts), to: null },
  ] as const;
  return (
    <ul class="counts">
      {tiles.map(({ key, n, to }) => {
        const inner = (
          <>
            <b>{r.number(n)}</b> <span>{r.t(key)}</span>
          </>
        );
        return (
          <li key={key} class={`count count--${key}`}>
            {to === null || n === 0 ? <p>{inner}</p> : <a href={to}>{inner}</a>}
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

function NearMisses({ reply, words, about }: {
  readonly reply: MatchReply;
  readonly words: Words;
  readonly about: AskAbout;
}): JSX.Element | null {
  const r = useReader();
  if (reply.near_misses.length === 0) return null;
  return (
    <section aria-labelledby="near">
      <h3 id="near" tabIndex={-1}>{r.plural("near_count", reply.counts.near_misses)}</h3>
      <p class="muted">{r.t("near_lead")}</p>
      <ul class="openings">
        {reply.near_misses.map((miss) => (
          <NearMissCard key={miss.opening.id} miss={miss} words={words} about={about} />
        ))}
      </ul>
    </section>
  );
}

function List(props: ResultsProps & { readonly reply: MatchReply }): JSX.Element {
  const { ranked, reply, words, about, hasWishes } = props;
  const r = useReader();
  return (
    <div class="results__body" aria-busy={ranked.busy}>
      {!hasWishes && ranked.items.length > 0 && <p class="hint"><a href="#wishes">{r.t("fit_hint")}</a></p>}
      <h3 id="openings" class="hidden" tabIndex={-1}>{r.t("results_order")}</h3>
      {ranked.items.length === 0 && <Empty {...props} />}
      <ol class="openings">
        {ranked.items.map((item) => (
          <OpeningCard key={item.opening.id} item={item} words={words} about={about} ranked={hasWishes} />
        ))}
      </ol>
      {ranked.more !== null && (
        <button type="button" class="button button--quiet results__more" onClick={ranked.more}>
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
      {counts !== undefined && <Counts counts={counts} />}
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

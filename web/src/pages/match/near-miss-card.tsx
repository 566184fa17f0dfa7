/* One condition away: the opening, and above all the condition. */
import type { JSX } from "preact";
import type { NearMiss } from "../../api/types.ts";
import { useReader } from "../../i18n/context.ts";
import { KindTag, VerdictBadge } from "../../parts/badge.tsx";
import { CriteriaList } from "../../parts/criteria.tsx";
import type { AskAbout } from "../../parts/criteria.tsx";
import { textOf } from "../../parts/narrow.ts";
import { OpeningNotes } from "../../parts/notes.tsx";
import { Repair } from "../../parts/repair.tsx";
import type { Words } from "../../parts/words.ts";
import { OpeningActions, OpeningHead } from "./opening-card.tsx";

/* A condition not known yet may rule the opening out as well; what is due later never does. */
function unknown(miss: NearMiss): number {
  return (miss.criteria ?? []).filter((c) => c.verdict === "maybe" && (c.due ?? "apply") === "apply").length;
}

export function NearMissCard({ miss, words, about }: {
  readonly miss: NearMiss;
  readonly words: Words;
  readonly about: AskAbout;
}): JSX.Element {
  const r = useReader();
  return (
    <li class="card opening">
      <div class="opening__top">
        <VerdictBadge standing="near_miss" />
        <KindTag kind={miss.opening.kind} />
      </div>
      <OpeningHead opening={miss.opening} words={words} />
      <Repair steps={miss.repair} words={words} level={5} />
      {unknown(miss) > 0 && <p class="muted">{r.plural("near_unknown", unknown(miss))}</p>}
      {miss.criteria !== undefined && (
        <details class="why">
          <summary>
            {r.t("why")}{" "}
            <span class="hidden">{textOf(miss.opening.title, r.lang)}</span>
          </summary>
          <h5>{r.t("conditions")}</h5>
          <CriteriaList criteria={miss.criteria} partial={false} words={words} about={about} />
        </details>
      )}
      <OpeningNotes opening={miss.opening} />
      <OpeningActions opening={miss.opening} />
    </li>
  );
}

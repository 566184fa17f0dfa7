/* One opening of the ranked list: verdict, title, strongest facts, fit, and why, opened in place. */
import type { JSX } from "preact";
import type { MatchItem, Opening } from "../../api/types.ts";
import { useReader } from "../../i18n/context.ts";
import { ApplyLink } from "../../parts/apply.tsx";
import { KindTag, VerdictBadge } from "../../parts/badge.tsx";
import { ByLine } from "../../parts/by-line.tsx";
import { CriteriaList } from "../../parts/criteria.tsx";
import type { AskAbout } from "../../parts/criteria.tsx";
import { FitBar } from "../../parts/fit-bar.tsx";
import { foreign, textOf } from "../../parts/narrow.ts";
import { OpeningNotes } from "../../parts/notes.tsx";
import { deadline, headline, lasting } from "../../parts/opening-facts.ts";
import { Tiers } from "../../parts/tiers.tsx";
import { isUnpublished, standingOf } from "../../parts/verdicts.ts";
import type { Words } from "../../parts/words.ts";
import { FitEvidence } from "./fit-evidence.tsx";

export function openingLink(id: string): string {
  return `#/o/${encodeURIComponent(id)}`;
}

export function OpeningHead({ opening, words }: {
  readonly opening: Opening;
  readonly words: Words;
}): JSX.Element {
  const r = useReader();
  const title = textOf(opening.title, r.lang);
  const facts = [...headline(opening, r, words), deadline(opening, r), lasting(opening, r)];
  return (
    <>
      <h4 class="opening__title">
        <a href={openingLink(opening.id)} lang={foreign(opening.title_lang, r.lang)}>{title}</a>
      </h4>
      <ByLine opening={opening} words={words} />
      <p lang={foreign(opening.lang, r.lang)}>{textOf(opening.summary, r.lang)}</p>
      <ul class="facts">
        {facts.filter((f) => f !== "").map((f) => <li key={f}>{f}</li>)}
      </ul>
    </>
  );
}

export function OpeningActions({ opening }: { readonly opening: Opening }): JSX.Element {
  const r = useReader();
  const title = textOf(opening.title, r.lang);
  return (
    <div class="opening__actions">
      <a class="button button--quiet" href={openingLink(opening.id)}>
        {r.t("details")}{" "}
        <span class="hidden">{title}</span>
      </a>
      <ApplyLink opening={opening} title={title} />
    </div>
  );
}

export function OpeningCard({ item, words, about, ranked }: {
  readonly item: MatchItem;
  readonly words: Words;
  readonly about: AskAbout;
  readonly ranked: boolean;
}): JSX.Element {
  const r = useReader();
  const standing = standingOf(item);
  return (
    <li class="card opening">
      <div class="opening__top">
        <VerdictBadge standing={standing} />
        <KindTag kind={item.opening.kind} />
      </div>
      <OpeningHead opening={item.opening} words={words} />
      {ranked && <FitBar fit={item.fit} parts={item.parts} />}
      <OpeningNotes opening={item.opening} />
      <details class="why">
        <summary>
          {r.t(standing === "maybe" ? "why_maybe" : "why")}{" "}
          <span class="hidden">{textOf(item.opening.title, r.lang)}</span>
        </summary>
        <h5>{r.t("conditions")}</h5>
        <CriteriaList criteria={item.criteria} partial={isUnpublished(item)} words={words} about={about} />
        {item.tiers !== undefined && item.tiers.length > 0 && <Tiers tiers={item.tiers} />}
        {ranked && <FitEvidence item={item} words={words} />}
      </details>
      <OpeningActions opening={item.opening} />
    </li>
  );
}

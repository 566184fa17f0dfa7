/* What must be said wherever an opening is shown: how old it is, and whose words the title is. */
import type { JSX } from "preact";
import type { Opening } from "../api/types.ts";
import { useReader } from "../i18n/context.ts";
import type { Reader } from "../i18n/reader.ts";
import { Icon } from "./icons.tsx";

/* title_lang is given only where the title is not in the language asked for. */
export function isRendering(opening: Opening): boolean {
  const lang = opening.title_lang ?? opening.lang;
  return lang !== undefined && (opening.renderings ?? []).includes(lang);
}

/*
 * Where only the year of that date is known, only the year is said. A list
 * carries no sources, and a year is written as its first day: so there the
 * first of January says no more than its year.
 */
function sinceText(opening: Opening, since: string, r: Reader): string {
  if (opening.sources === undefined)
    return r.day(since, since.endsWith("-01-01") ? "year" : undefined);
  const source = opening.sources.find((s) => s.held === since);
  return r.day(since, source?.precision);
}

export function OpeningNotes({ opening }: { readonly opening: Opening }): JSX.Element | null {
  const r = useReader();
  const since = opening.not_confirmed_since;
  const rendering = isRendering(opening);
  if (since === undefined && !rendering) return null;
  return (
    <ul class="notes">
      {since !== undefined && (
        <li class="note note--warn">
          <Icon name="clock" />
          {r.t("not_confirmed", { date: sinceText(opening, since, r) })}
        </li>
      )}
      {rendering && (
        <li class="note">
          <Icon name="info" />
          {r.t("rendering")}
        </li>
      )}
    </ul>
  );
}

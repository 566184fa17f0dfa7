/* Who runs an opening, and where. */
import type { JSX } from "preact";
import type { Opening } from "../api/types.ts";
import { useReader } from "../i18n/context.ts";
import { textOf } from "./narrow.ts";
import type { Words } from "./words.ts";

const DOT = " · ";

export function ByLine({ opening, words, linked = false }: {
  readonly opening: Opening;
  readonly words: Words;
  readonly linked?: boolean;
}): JSX.Element {
  const r = useReader();
  const organisation = textOf(opening.organisation_name, r.lang);
  const places = r.all((opening.places ?? []).map((p) => words.place(p)));
  const site = linked ? opening.organisation_website : undefined;
  return (
    <p class="opening__by">
      {site === undefined ? (
        organisation
      ) : (
        <a href={site} target="_blank" rel="noopener noreferrer">
          {organisation}
          <span class="hidden">{r.t("bracketed", { text: r.t("new_tab") })}</span>
        </a>
      )}
      {organisation !== "" && places !== "" && DOT}
      {places}
    </p>
  );
}

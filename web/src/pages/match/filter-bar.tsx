/* Filters by kind, place and sector, with counts where the server gave them. */
import type { JSX } from "preact";
import { useReader } from "../../i18n/context.ts";
import type { Choice, Words } from "../../parts/words.ts";
import { hasFilters } from "./filters.ts";
import type { Filters } from "./filters.ts";
import type { Facets } from "./use-facets.ts";

const KINDS = ["job", "internship", "incubator", "funding"] as const;
const INDENT = "\u2003";

function FilterSelect({ label, none, choices, counts, value, onChange }: {
  readonly label: string;
  readonly none: string;
  readonly choices: readonly Choice[];
  readonly counts: ReadonlyMap<string, number> | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): JSX.Element {
  const r = useReader();
  const shown = choices.filter(
    (c) => counts === undefined || (counts.get(c.value) ?? 0) > 0 || c.value === value,
  );
  const text = (c: Choice) => {
    const n = counts?.get(c.value);
    const label = INDENT.repeat(c.depth) + c.label;
    return n === undefined ? label : r.t("with_count", { label, n: r.number(n) });
  };
  return (
    <label class="labelled filter">
      <span>{label}</span>
      <select class="input" value={value} onChange={(e) => { onChange(e.currentTarget.value); }}>
        <option value="">{none}</option>
        {shown.map((c) => <option key={c.value} value={c.value}>{text(c)}</option>)}
      </select>
    </label>
  );
}

export function FilterBar({ filters, facets, words, onChange, onClear }: {
  readonly filters: Filters;
  readonly facets: Facets;
  readonly words: Words;
  readonly onChange: (filters: Filters) => void;
  readonly onClear: () => void;
}): JSX.Element {
  const r = useReader();
  const toggle = (kind: (typeof KINDS)[number], on: boolean) => {
    const kinds = KINDS.filter((k) => (k === kind ? on : filters.kinds.includes(k)));
    onChange({ ...filters, kinds });
  };
  return (
    <div class="filters" role="group" aria-label={r.t("filters")}>
      <fieldset class="kinds">
        <legend>{r.t("filter_kind")}</legend>
        {KINDS.map((kind) => (
          <label key={kind} class="chip">
            <input
              type="checkbox"
              checked={filters.kinds.includes(kind)}
              onChange={(e) => { toggle(kind, e.currentTarget.checked); }}
            />
            <span>
              {r.t(`kind_${kind}`)}
              {facets.has("kind") && (
                <small>{r.number(facets.get("kind")?.get(kind) ?? 0)}</small>
              )}
            </span>
          </label>
        ))}
      </fieldset>
      <FilterSelect label={r.t("filter_place")} none={r.t("any_place")} choices={words.placeChoices()}
        counts={facets.get("place")} value={filters.place}
        onChange={(place) => { onChange({ ...filters, place }); }} />
      <FilterSelect label={r.t("filter_sector")} none={r.t("any_sector")} choices={words.sectorChoices()}
        counts={facets.get("sector")} value={filters.sector}
        onChange={(sector) => { onChange({ ...filters, sector }); }} />
      {hasFilters(filters) && (
        <button type="button" class="link" onClick={onClear}>
          {r.t("clear_filters")}
        </button>
      )}
    </div>
  );
}

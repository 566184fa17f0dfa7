/* Counts for the filters, from the list of openings; filters work without them. */
import { useEffect, useState } from "preact/hooks";
import { fetchOpenings } from "../../api/client.ts";
import type { Lang } from "../../i18n/lang.ts";
import type { Filters } from "./filters.ts";
import { writeFilters } from "./filters.ts";

export type Facets = ReadonlyMap<string, ReadonlyMap<string, number>>;

export function useFacets(filters: Filters, lang: Lang): Facets {
  const [facets, setFacets] = useState<Facets>(new Map());
  const query = new URLSearchParams({ limit: "1" });
  writeFilters(query, filters);
  const key = query.toString();
  useEffect(() => {
    const cancel = new AbortController();
    fetchOpenings(new URLSearchParams(key), lang, cancel.signal)
      .then((list) => {
        const pairs = Object.entries(list.facets).map(
          ([name, values]) => [name, new Map(values.map((v) => [v.value, v.count]))] as const,
        );
        setFacets(new Map(pairs));
      })
      .catch(() => {
        /* Without counts the filters show labels only; the list itself reports errors. */
      });
    return () => { cancel.abort(); };
  }, [key]);
  return facets;
}

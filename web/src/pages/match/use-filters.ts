/* Filters read from the URL and written to it without a new history entry. */
import { useState } from "preact/hooks";
import { parseFilters, writeFilters } from "./filters.ts";
import type { Filters } from "./filters.ts";

export function useFilters(): readonly [Filters, (filters: Filters) => void] {
  const [filters, setFilters] = useState(() =>
    parseFilters(new URLSearchParams(location.search)),
  );
  const change = (next: Filters) => {
    const url = new URL(location.href);
    writeFilters(url.searchParams, next);
    history.replaceState(history.state, "", url);
    setFilters(next);
  };
  return [filters, change];
}

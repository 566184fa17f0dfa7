/* Filters read from the URL and written to it; a change is a step that Back undoes. */
import { useEffect, useState } from "preact/hooks";
import { parseFilters, writeFilters } from "./filters.ts";
import type { Filters } from "./filters.ts";

function ofAddress(): Filters {
  return parseFilters(new URLSearchParams(location.search));
}

export interface FilterStore {
  readonly filters: Filters;
  readonly change: (filters: Filters) => void;
  /* Takes the place of what the address said, such as a place that does not exist. */
  readonly correct: (filters: Filters) => void;
}

export function useFilters(): FilterStore {
  const [filters, setFilters] = useState(ofAddress);
  useEffect(() => {
    const follow = () => { setFilters(ofAddress()); };
    addEventListener("popstate", follow);
    return () => { removeEventListener("popstate", follow); };
  }, []);
  const addressOf = (next: Filters) => {
    const url = new URL(location.href);
    writeFilters(url.searchParams, next);
    return url;
  };
  return {
    filters,
    change: (next) => {
      history.pushState(history.state, "", addressOf(next));
      setFilters(next);
    },
    correct: (next) => {
      history.replaceState(history.state, "", addressOf(next));
      setFilters(next);
    },
  };
}

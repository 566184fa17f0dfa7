/* Filters live in the URL, so a list can be shared and the back button works. */
import type { Kind, MatchRequest } from "../../api/types.ts";
import { isKind } from "./answers.ts";

export interface Filters {
  readonly kinds: readonly Kind[];
  readonly place: string;
  readonly sector: string;
}

export const NO_FILTERS: Filters = { kinds: [], place: "", sector: "" };

export function hasFilters(filters: Filters): boolean {
  return filters.kinds.length > 0 || filters.place !== "" || filters.sector !== "";
}

export function parseFilters(query: URLSearchParams): Filters {
  return {
    kinds: (query.get("kind") ?? "").split(",").filter(isKind),
    place: query.get("place") ?? "",
    sector: query.get("sector") ?? "",
  };
}

export function writeFilters(query: URLSearchParams, filters: Filters): void {
  const set = (key: string, value: string) => {
    if (value === "") query.delete(key);
    else query.set(key, value);
  };
  set("kind", filters.kinds.join(","));
  set("place", filters.place);
  set("sector", filters.sector);
}

export function requestFilters(filters: Filters): NonNullable<MatchRequest["filters"]> {
  return {
    ...(filters.kinds.length > 0 ? { kind: [...filters.kinds] } : {}),
    ...(filters.place === "" ? {} : { place: [filters.place] }),
    ...(filters.sector === "" ? {} : { sector: [filters.sector] }),
  };
}

/*
 * The verdict as it is worded. An opening whose published conditions are known
 * only in part, and all hold, is neither eligible nor open to doubt about the
 * reader: it has no known obstacle.
 */
import type { Criterion, MatchItem } from "../api/types.ts";

export type Standing = "eligible" | "no_known_obstacle" | "maybe" | "near_miss" | "ineligible";

export function standingOf(item: MatchItem): Standing {
  if (item.verdict !== "maybe") return item.verdict;
  const missing = item.missing ?? [];
  const onlyUnpublished = missing.length === 1 && missing[0] === "unpublished_conditions";
  return onlyUnpublished ? "no_known_obstacle" : "maybe";
}

export function isUnpublished(item: MatchItem): boolean {
  return (item.missing ?? []).includes("unpublished_conditions");
}

/* What holds is read last: first what fails, then what is not known. */
const ORDER = { ineligible: 0, maybe: 1, eligible: 2 } as const;

export function byUrgency(criteria: readonly Criterion[]): Criterion[] {
  return [...criteria].sort((a, b) => ORDER[a.verdict] - ORDER[b.verdict]);
}

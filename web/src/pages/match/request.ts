/* The request for a ranked list, from what was said. Nothing empty is sent: absent means unknown. */
import type { MatchRequest } from "../../api/types.ts";
import type { Lang } from "../../i18n/lang.ts";
import type { Answers } from "./answers.ts";
import { requestFilters } from "./filters.ts";
import type { Filters } from "./filters.ts";

export const PAGE_SIZE = 20;

export function matchRequest(answers: Answers, filters: Filters, lang: Lang): MatchRequest {
  const { kinds, places, sectors, pay_min } = answers.wishes;
  const wishes = {
    ...(kinds !== undefined && kinds.length > 0 ? { kinds } : {}),
    ...(places !== undefined && places.length > 0 ? { places } : {}),
    ...(sectors !== undefined && sectors.length > 0 ? { sectors } : {}),
    ...(pay_min === undefined ? {} : { pay_min }),
  };
  const { wants, skills } = answers.texts;
  const texts = {
    ...(wants === undefined || wants.trim() === "" ? {} : { wants }),
    ...(skills === undefined || skills.length === 0 ? {} : { skills }),
  };
  return {
    profile: { facts: { ...answers.facts }, texts, wishes },
    filters: requestFilters(filters),
    limit: PAGE_SIZE,
    lang,
  };
}

/* What the server refused, by the fact or wish that its JSON Pointer names. */
export function pointedAt(
  errors: readonly { pointer?: string; detail: string }[],
  start: "/profile/facts/" | "/profile/wishes/" | "/filters/",
): ReadonlyMap<string, string> {
  const out = new Map<string, string>();
  for (const { pointer, detail } of errors) {
    if (pointer?.startsWith(start) !== true) continue;
    const [name] = pointer.slice(start.length).split("/");
    if (name !== undefined && name !== "") out.set(name.replaceAll("~1", "/"), detail);
  }
  return out;
}

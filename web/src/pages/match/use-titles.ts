/*
 * Some attributes take ids of openings as values ("which of these did you
 * join?"). This collects the ids that rules in the list test, and fetches
 * their titles once such an attribute is asked or answered.
 */
import { useEffect, useState } from "preact/hooks";
import { fetchOpening } from "../../api/client.ts";
import type { MatchItem } from "../../api/types.ts";
import type { Lang } from "../../i18n/lang.ts";
import { strings, textOf } from "../../parts/narrow.ts";
import type { Titles, Words } from "../../parts/words.ts";
import type { Facts } from "./answers.ts";

function idsByAttribute(
  words: Words,
  items: readonly MatchItem[],
  facts: Facts,
  asked: string | undefined,
): Map<string, Set<string>> {
  const out = new Map<string, Set<string>>();
  for (const a of words.attributes)
    if (a.values_from === "ids" && (a.key === asked || a.key in facts))
      out.set(a.key, new Set(strings(facts[a.key])));
  for (const item of items)
    for (const c of item.criteria)
      for (const id of strings(c.need.values)) out.get(c.attr ?? "")?.add(id);
  return out;
}

export function useTitles(
  words: Words,
  items: readonly MatchItem[],
  facts: Facts,
  asked: string | undefined,
  lang: Lang,
): Titles {
  const [fetched, setFetched] = useState<ReadonlyMap<string, string>>(new Map());
  const wanted = idsByAttribute(words, items, facts, asked);
  const key = [...new Set([...wanted.values()].flatMap((ids) => [...ids]))].sort().join(" ");
  useEffect(() => {
    const cancel = new AbortController();
    const one = (id: string) =>
      fetchOpening(id, lang, cancel.signal)
        .then((o): [string, string] => [id, textOf(o.title, lang)])
        .catch((): [string, string] => [id, id]);
    if (key !== "")
      void Promise.all(key.split(" ").map(one)).then((pairs) => {
        if (!cancel.signal.aborted) setFetched(new Map(pairs));
      });
    return () => { cancel.abort(); };
  }, [key, lang]);
  const titled = [...wanted].map(
    ([attr, ids]) => [attr, new Map([...ids].map((id) => [id, fetched.get(id) ?? id]))] as const,
  );
  return new Map(titled);
}

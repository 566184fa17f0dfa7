/*
 * Some attributes take ids of openings as values ("which of these did you
 * join?"). Which ids, the rules say: once such an attribute is asked or
 * answered, the whole list is read for a profile that says nothing, since
 * every rule is then still open, and the titles of those ids are fetched.
 */
import { useEffect, useState } from "preact/hooks";
import { ApiError, fetchMatch, fetchOpening } from "../../api/client.ts";
import type { MatchItem } from "../../api/types.ts";
import type { Lang } from "../../i18n/lang.ts";
import { strings, textOf } from "../../parts/narrow.ts";
import type { Titles, Words } from "../../parts/words.ts";
import type { Facts } from "./answers.ts";

const PAGE = 100;
const NEVER = new AbortController().signal;

type Ids = ReadonlyMap<string, readonly string[]>;

let tested: Promise<Ids> | null = null;

async function everyItem(): Promise<MatchItem[]> {
  const items: MatchItem[] = [];
  let cursor: string | null = null;
  do {
    const reply = await fetchMatch(
      { profile: {}, limit: PAGE, ...(cursor === null ? {} : { cursor }) },
      NEVER,
    );
    items.push(...reply.items);
    cursor = reply.next;
  } while (cursor !== null);
  return items;
}

export function idsByAttribute(
  items: readonly Pick<MatchItem, "criteria">[],
  attributes: readonly string[],
): Ids {
  const out = new Map(attributes.map((a) => [a, new Set<string>()]));
  for (const item of items)
    for (const c of item.criteria)
      for (const id of strings(c.need.values)) out.get(c.attr ?? "")?.add(id);
  return new Map([...out].map(([attr, ids]) => [attr, [...ids].sort()]));
}

/* Read once for all; a failure is tried again by whoever asks next. */
function testedIds(attributes: readonly string[]): Promise<Ids> {
  tested ??= everyItem().then((items) => idsByAttribute(items, attributes));
  tested.catch(() => { tested = null; });
  return tested;
}

/* A closed opening still has its title, in the refusal. */
async function titleOf(id: string, lang: Lang, signal: AbortSignal): Promise<[string, string]> {
  try {
    return [id, textOf((await fetchOpening(id, lang, signal)).title, lang)];
  } catch (error) {
    const kept = error instanceof ApiError ? error.problem?.opening : undefined;
    return [id, textOf(kept?.title, lang) || id];
  }
}

export function useTitles(
  words: Words,
  facts: Facts,
  asked: string | undefined,
  lang: Lang,
): Titles {
  const [ids, setIds] = useState<Ids | null>(null);
  const [titles, setTitles] = useState<ReadonlyMap<string, string> | null>(null);
  const attributes = words.attributes.filter((a) => a.values_from === "ids").map((a) => a.key);
  const wanted = attributes.some((a) => a === asked || a in facts);
  const all = attributes.flatMap((a) => [...(ids?.get(a) ?? []), ...strings(facts[a])]);
  const key = [...new Set(all)].sort().join(" ");

  useEffect(() => {
    if (!wanted || ids !== null) return;
    testedIds(attributes).then(setIds, () => { setIds(new Map()); });
  }, [wanted]);

  useEffect(() => {
    if (ids === null) return undefined;
    const cancel = new AbortController();
    const one = (id: string) => titleOf(id, lang, cancel.signal);
    void Promise.all(key === "" ? [] : key.split(" ").map(one)).then((pairs) => {
      if (!cancel.signal.aborted) setTitles(new Map(pairs));
    });
    return () => { cancel.abort(); };
  }, [ids, key, lang]);

  if (ids === null || titles === null) return new Map();
  return new Map(
    attributes.map((attr) => {
      const known = new Set([...(ids.get(attr) ?? []), ...strings(facts[attr])]);
      return [attr, new Map([...known].map((id) => [id, titles.get(id) ?? id]))];
    }),
  );
}

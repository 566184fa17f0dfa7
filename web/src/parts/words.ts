/*
 * The vocabulary in the reader's language: labels of attributes and of their
 * values. An id without a label is shown as it is, never hidden.
 */
import type { Attribute, Part, Vocabulary, VocabularyValue } from "../api/types.ts";
import type { Lang } from "../i18n/lang.ts";
import { textOf } from "./narrow.ts";

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly depth: number;
}

/* For attributes whose values are ids of openings: attribute, then id, then title. */
export type Titles = ReadonlyMap<string, ReadonlyMap<string, string>>;

export interface Words {
  readonly attributes: readonly Attribute[];
  attribute(key: string): Attribute | undefined;
  label(key: string): string;
  question(key: string): string;
  value(key: string, value: string): string;
  key(attribute: string, key: string): string;
  place(id: string): string;
  sector(id: string): string;
  choices(key: string): readonly Choice[];
  placeChoices(): readonly Choice[];
  sectorChoices(): readonly Choice[];
  /* Of an attribute whose values are ids of openings: not fetched yet, or none to choose from. */
  isAwaited(key: string): boolean;
  isBare(key: string): boolean;
  /* What a part of the fit that is not stated counts as, from 0 to 1. */
  prior(part: Part["part"]): number | undefined;
}

/* "All sectors" as a wish or a filter is the same as none. */
const ALL_SECTORS = "general";

/* Places that have no register of companies of their own: one registers in a part of them. */
const REGISTERED = "company_registered_in";
const NO_REGISTER = ["gba", "mainland", "gba-mainland"];

function labels(values: readonly VocabularyValue[], lang: Lang): Map<string, string> {
  return new Map(values.map((v) => [v.value, textOf(v.label, lang)]));
}

/*
 * Children follow their parent, one step deeper; what has no parent here is a
 * root. `implies` names all that a value lies in: the parent is the narrowest,
 * which itself lies in most.
 */
export function asTree(values: readonly VocabularyValue[], lang: Lang): Choice[] {
  const depthOf = new Map(values.map((v) => [v.value, (v.implies ?? []).length]));
  const done = new Set<string>();
  const out: Choice[] = [];
  const parentOf = (v: VocabularyValue) =>
    (v.implies ?? [])
      .filter((p) => depthOf.has(p))
      .sort((a, b) => (depthOf.get(b) ?? 0) - (depthOf.get(a) ?? 0))[0];
  const add = (v: VocabularyValue, depth: number) => {
    if (done.has(v.value)) return;
    done.add(v.value);
    out.push({ value: v.value, label: textOf(v.label, lang), depth });
    for (const child of values) if (parentOf(child) === v.value) add(child, depth + 1);
  };
  for (const v of values) if (parentOf(v) === undefined) add(v, 0);
  for (const v of values) add(v, 0);
  return out;
}

function flat(values: readonly VocabularyValue[], lang: Lang): Choice[] {
  return values.map((v) => ({ value: v.value, label: textOf(v.label, lang), depth: 0 }));
}

export function makeWords(
  vocabulary: Vocabulary,
  lang: Lang,
  titles: Titles = new Map(),
): Words {
  const attributes = new Map(vocabulary.attributes.map((a) => [a.key, a]));
  const lists = new Map<string, readonly VocabularyValue[]>([
    ["places", vocabulary.places],
    ["sectors", vocabulary.sectors],
    ["institutions", vocabulary.institutions],
    ["fields", vocabulary.fields],
  ]);
  const names = new Map([...lists].map(([name, values]) => [name, labels(values, lang)]));
  const ofList = (list: string, id: string) => names.get(list)?.get(id) ?? id;
  const value = (key: string, id: string): string => {
    const attribute = attributes.get(key);
    if (attribute?.values_from === "ids") return titles.get(key)?.get(id) ?? id;
    if (attribute?.values_from !== undefined) return ofList(attribute.values_from, id);
    const found = attribute?.values?.find((v) => v.value === id);
    return found === undefined ? id : textOf(found.label, lang);
  };
  const ofOpenings = (key: string) => attributes.get(key)?.values_from === "ids";
  return {
    attributes: vocabulary.attributes,
    attribute: (key) => attributes.get(key),
    label: (key) => textOf(attributes.get(key)?.label, lang) || key,
    question: (key) => {
      const attribute = attributes.get(key);
      return textOf(attribute?.question, lang) || textOf(attribute?.label, lang) || key;
    },
    value,
    key: (attribute, key) => {
      const found = attributes.get(attribute)?.keys?.find((k) => k.value === key);
      return found === undefined ? key : textOf(found.label, lang);
    },
    place: (id) => ofList("places", id),
    sector: (id) => ofList("sectors", id),
    choices: (key) => {
      const attribute = attributes.get(key);
      const list = attribute?.values_from;
      if (list === "ids")
        return [...(titles.get(key) ?? [])].map(([id, label]) => ({ value: id, label, depth: 0 }));
      if (list !== undefined)
        return asTree((lists.get(list) ?? []).filter((v) => key !== REGISTERED || !NO_REGISTER.includes(v.value)), lang);
      return flat(attribute?.values ?? [], lang);
    },
    placeChoices: () => asTree(vocabulary.places, lang),
    sectorChoices: () => asTree(vocabulary.sectors.filter((s) => s.value !== ALL_SECTORS), lang),
    isAwaited: (key) => ofOpenings(key) && !titles.has(key),
    isBare: (key) => ofOpenings(key) && titles.get(key)?.size === 0,
    prior: (part) => (part === "text" ? undefined : vocabulary.priors?.[part]),
  };
}

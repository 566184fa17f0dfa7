/*
 * Random profiles and ventures out of config/vocabulary/attributes.json, from a
 * seed: the same seed gives the same people.
 */
import { attributes, places, sectors } from "./shipped.mjs";

/* mulberry32: small, and the same on every machine. */
export function randomOf(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n) => Math.floor(next() * n);
  return {
    below,
    chance: (p) => next() < p,
    pick: (list) => list[below(list.length)],
    some: (list, most) => [...new Set(Array.from({ length: below(most + 1) }, () => list[below(list.length)]))],
  };
}

const names = (values) => values.map((v) => v.value);
const SHARED = { places: [...places.keys()], sectors: [...sectors.keys()] };
const WORDS = ["engineer", "Python", "C++", "marketing", "finance", "robotics", "design", "創業", "實習", "前海", "基金", "estágio", "empresa", "youth", "AI", "research", "物流", "大灣區"];

function number(r, a) {
  const usual = { birth_year: [1985, 2009], graduation_year: [2015, 2027], founder_share_hkmo: [0, 100], funding_raised_hkd: [0, 5_000_000] };
  const [least, most] = usual[a.key] ?? [0, 12];
  const one = least + r.below(most - least + 1);
  return r.chance(0.2) ? [one, Math.min(most, one + r.below(4))] : one;
}

function day(r, from, to) {
  const y = from + r.below(to - from + 1);
  return `${y}-${String(1 + r.below(12)).padStart(2, "0")}-${String(1 + r.below(28)).padStart(2, "0")}`;
}

function factOf(r, a) {
  if (a.type === "number") return number(r, a);
  if (a.type === "ordinal" || a.type === "choice") return r.pick(names(a.values));
  if (a.type === "flag") return r.chance(0.5);
  if (a.type === "levels")
    return Object.fromEntries(r.some(names(a.keys).slice(0, 4), 4).map((key) => [key, r.pick(names(a.values))]));
  if (a.type === "date") return a.key === "birth_date" ? day(r, 1985, 2009) : day(r, 2018, 2027);
  const all = a.values ? names(a.values) : (SHARED[a.values_from] ?? []);
  return all.length === 0 ? [] : r.some(all, 3);
}

/* Two attributes that say the same in two ways could disagree: one of each is left out. */
function factsOf(r, share, scopes) {
  const facts = {};
  for (const a of attributes) {
    if (a.type === "list" || ["age", "years_since_graduation", "company_age_years"].includes(a.key)) continue;
    if (!scopes.includes(a.scope) || !r.chance(share)) continue;
    if (a.key === "birth_year" && facts.birth_date) continue;
    facts[a.key] = factOf(r, a);
  }
  return facts;
}

const phrase = (r) => Array.from({ length: 1 + r.below(4) }, () => r.pick(WORDS)).join(" ");

function wishesOf(r) {
  const wishes = {};
  if (r.chance(0.6)) wishes.kinds = r.some(["job", "internship", "incubator", "funding"], 3);
  if (r.chance(0.6)) wishes.places = r.some(SHARED.places, 3);
  if (r.chance(0.6)) wishes.sectors = r.some(SHARED.sectors, 3);
  if (r.chance(0.4)) wishes.pay_min = { amount: 1000 * r.below(40), currency: r.pick(["HKD", "MOP", "CNY"]), per: r.pick(["month", "hour", "day", "year"]) };
  if (r.chance(0.4)) wishes.from = day(r, 2024, 2027);
  return wishes;
}

export function profileOf(seed) {
  const r = randomOf(seed);
  const profile = { facts: factsOf(r, r.pick([0, 0.3, 0.7, 1]), ["person", "venture", "any"]) };
  if (r.chance(0.7))
    profile.texts = { headline: phrase(r), ...(r.chance(0.5) ? { experience: phrase(r) } : {}), ...(r.chance(0.6) ? { skills: r.some(WORDS, 5) } : {}), ...(r.chance(0.5) ? { wants: phrase(r) } : {}) };
  if (r.chance(0.7)) profile.wishes = wishesOf(r);
  return profile;
}

/* A whole request: profile, now and then words, weights and filters. */
export function requestOf(seed) {
  const r = randomOf(seed ^ 0x5bd1e995);
  const request = { profile: profileOf(seed) };
  if (r.chance(0.3)) request.q = phrase(r);
  if (r.chance(0.3)) request.weights = { text: r.below(5), skill: r.below(5), pref: 1 + r.below(5) };
  if (r.chance(0.2)) request.filters = { kind: [r.pick(["job", "internship", "incubator", "funding"])] };
  return request;
}

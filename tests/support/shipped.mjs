/*
 * The shipped catalogue and vocabulary as plain objects, and the two questions
 * that counts depend on, answered from the words of the formats: in which state
 * an opening is on a day, and which of two values contains the other.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT, shippedCatalogue } from "./server.mjs";

const all = shippedCatalogue().flatMap((file) => JSON.parse(readFileSync(file, "utf8")));

export const openings = all.filter((o) => o.type !== "organisation");
export const organisations = new Map(all.filter((o) => o.type === "organisation").map((o) => [o.id, o]));
export const opening = (id) => openings.find((o) => o.id === id);

/* A programme that somebody has posted under is not shown beside its openings. */
const posted = new Set(openings.filter((o) => o.programme && o.status !== "draft").map((o) => o.programme));
export const shown = openings.filter((o) => o.status !== "draft" && !posted.has(o.id));

export function stateOn(o, day) {
  const status = o.status ?? "open";
  if (status !== "open" && (o.confirmed === undefined || day >= o.confirmed)) return status;
  if (o.opens && day < o.opens) return "upcoming";
  if (o.closes && day > o.closes) return "closed";
  return "open";
}

export const considered = (day) => shown.filter((o) => stateOn(o, day) === "open");

function vocabulary(name, key) {
  const items = JSON.parse(readFileSync(path.join(ROOT, "config/vocabulary", name), "utf8"))[key];
  const within = new Map(items.map((v) => [v.id, v.within ?? []]));
  const above = (id, seen = new Set()) => {
    if (seen.has(id)) return seen;
    seen.add(id);
    for (const up of within.get(id) ?? []) above(up, seen);
    return seen;
  };
  return new Map(items.map((v) => [v.id, above(v.id)]));
}

/* id -> the set of itself and all that contain it */
export const places = vocabulary("places.json", "places");
export const sectors = vocabulary("sectors.json", "sectors");
export const attributes = JSON.parse(
  readFileSync(path.join(ROOT, "config/vocabulary/attributes.json"), "utf8"),
).attributes;

/* Whether one of an opening's values equals, lies in, or contains `wanted`. */
export function relates(values, own, wanted) {
  return (own ?? []).some((id) => values.get(id).has(wanted) || values.get(wanted).has(id));
}

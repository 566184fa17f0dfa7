/*
 * Turns a test of a rule ("need") and what a person said ("have") into a
 * sentence of the reader's language, from the vocabulary's labels alone. A
 * shape this client does not know becomes "a condition on <label>": a rule is
 * never left out.
 */
import type { Attribute } from "../api/types.ts";
import type { Reader } from "../i18n/reader.ts";
import { interval, isRecord, isString, records, strings } from "./narrow.ts";
import type { Words } from "./words.ts";

type Bound = "min" | "max" | "above" | "below";
type Need = Readonly<Record<string, unknown>>;

const BOUNDS: readonly Bound[] = ["min", "max", "above", "below"];

export function isBound(op: unknown): op is Bound {
  return BOUNDS.some((b) => b === op);
}

export function numberValue(value: number, attribute: Attribute | undefined, r: Reader): string {
  switch (attribute?.unit) {
    case "years":
      return r.plural("years_value", value);
    case "people":
      return r.plural("people_value", value);
    case "percent":
      return r.percent(value);
    case "hkd":
      return r.money(value, "HKD");
    case "year":
      return String(value);
    default:
      return r.number(value);
  }
}

function scalar(value: unknown, attr: string, r: Reader, w: Words): string {
  const attribute = w.attribute(attr);
  if (typeof value === "number")
    return attr === "age" ? r.number(value) : numberValue(value, attribute, r);
  if (!isString(value)) return "";
  return attribute?.type === "date" ? r.day(value) : w.value(attr, value);
}

function ageSentence(need: Need, r: Reader, w: Words): string | null {
  const value = scalar(need["value"], "age", r, w);
  switch (need["op"]) {
    case "min":
      return r.t("age_min", { value });
    case "max":
      return r.t("age_max", { value });
    case "above":
      return r.t("age_above", { value });
    case "below":
      return r.t("age_below", { value });
    case "between":
      return r.t("age_between", {
        min: scalar(need["min"], "age", r, w),
        max: scalar(need["max"], "age", r, w),
      });
    default:
      return null;
  }
}

function valuesSentence(need: Need, label: string, attr: string, r: Reader, w: Words): string | null {
  const names = strings(need["values"]).map((v) => w.value(attr, v));
  switch (need["op"]) {
    case "in":
    case "has_any":
      return r.t("need_in", { label, values: r.any(names) });
    case "not_in":
    case "has_none":
      return r.t("need_not_in", { label, values: r.any(names) });
    case "has_all":
      return names.length > 1
        ? r.t("need_all_in", { label, values: r.all(names) })
        : r.t("need_in", { label, values: r.all(names) });
    default:
      return null;
  }
}

function orderedSentence(need: Need, label: string, attr: string, r: Reader, w: Words): string | null {
  const ordinal = ["ordinal", "levels"].includes(w.attribute(attr)?.type ?? "");
  const value = scalar(need["value"], attr, r, w);
  switch (need["op"]) {
    case "min":
      return r.t(ordinal ? "need_level_min" : "need_min", { label, value });
    case "max":
      return r.t(ordinal ? "need_level_max" : "need_max", { label, value });
    case "above":
      return r.t("need_above", { label, value });
    case "below":
      return r.t("need_below", { label, value });
    case "after":
      return r.t("need_after", { label, value });
    case "before":
      return r.t("need_before", { label, value });
    case "between":
      return r.t("need_between", {
        label,
        min: scalar(need["min"], attr, r, w),
        max: scalar(need["max"], attr, r, w),
      });
    case "is":
      return r.t(need["value"] === true ? "need_yes" : "need_no", { label });
    default:
      return null;
  }
}

function quantified(need: Need, r: Reader, w: Words): string {
  const measure = need["measure"];
  const key = BOUNDS.find((b) => typeof need[b] === "number");
  const limit = key === undefined ? undefined : need[key];
  const percent = measure === "heads" || measure === "equity";
  const value =
    typeof limit !== "number" ? "" : percent ? r.percent(limit) : r.number(limit);
  const bound = key === undefined ? "" : r.t(`bound_${key}`, { value });
  if (measure === "mean_age") return r.t("mean_age_members", { bound });
  const where = criteriaSentence(need["where"], r, w);
  if (need["over"] === "awards") return r.t("count_awards", { bound, where });
  if (measure === "heads") return r.t("heads_members", { bound, where });
  if (measure === "equity") return r.t("equity_members", { bound, where });
  return r.t("count_members", { bound, where });
}

function withDay(sentence: string, at: unknown, r: Reader): string {
  if (at === "closes") return r.t("at_closes", { need: sentence });
  if (at === "starts") return r.t("at_starts", { need: sentence });
  if (isString(at) && at !== "as_of")
    return r.t("at_day", { need: sentence, date: r.day(at) });
  return sentence;
}

export function needSentence(need: Need, r: Reader, w: Words, negated = false): string {
  if (negated) return r.t("need_negated", { need: needSentence(need, r, w) });
  if (isString(need["over"])) return quantified(need, r, w);
  const attr = isString(need["attr"]) ? need["attr"] : "";
  if (attr === "in_force" || attr === "") return r.t("need_in_force");
  const base = w.label(attr);
  const key = need["key"];
  const label = isString(key) ? w.key(attr, key) : base;
  const sentence =
    (attr === "age" ? ageSentence(need, r, w) : null) ??
    valuesSentence(need, label, attr, r, w) ??
    orderedSentence(need, label, attr, r, w) ??
    r.t("need_unknown", { label });
  return withDay(sentence, need["at"], r);
}

function joined(list: unknown, key: "and_also" | "or_else", r: Reader, w: Words): string {
  return records(list)
    .map((c) => criteriaSentence(c, r, w))
    .reduce((first, second) => (first === "" ? second : r.t(key, { first, second })), "");
}

/* A whole tree on one line; used inside quantifiers, where trees are small. */
export function criteriaSentence(criteria: unknown, r: Reader, w: Words): string {
  if (!isRecord(criteria)) return "";
  if ("all" in criteria) return joined(criteria["all"], "and_also", r, w);
  if ("any" in criteria) return joined(criteria["any"], "or_else", r, w);
  if ("not" in criteria)
    return r.t("need_negated", { need: criteriaSentence(criteria["not"], r, w) });
  return needSentence(criteria, r, w);
}

function award(value: Record<string, unknown>, r: Reader, w: Words): string {
  const level = isString(value["level"]) ? w.value("education", value["level"]) : "";
  const year = typeof value["year"] === "number" ? String(value["year"]) : "";
  return r.t("level_of", { key: level, level: year });
}

/* What a person said, or "" when nothing was said. */
export function haveText(attr: string, have: unknown, r: Reader, w: Words): string {
  if (have === null || have === undefined) return "";
  if (typeof have === "boolean") return r.t(have ? "yes" : "no");
  const between = interval(have);
  if (between !== null)
    return r.t("interval", {
      min: r.number(between[0]),
      max: scalar(between[1], attr, r, w),
    });
  if (Array.isArray(have)) {
    if (have.length === 0) return r.t("none_of_these");
    const awards = records(have).map((a) => award(a, r, w));
    return r.all(awards.length > 0 ? awards : strings(have).map((v) => w.value(attr, v)));
  }
  if (isRecord(have))
    return Object.entries(have)
      .map(([key, level]) => {
        const name = isString(level) ? w.value(attr, level) : "";
        return r.t("level_of", { key: w.key(attr, key), level: name });
      })
      .join(r.lang.startsWith("zh") ? "；" : "; ");
  return scalar(have, attr, r, w);
}

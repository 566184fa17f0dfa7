/* What an opening pays, gives, lasts and when it closes, as short lines. Absent means not stated. */
import type { Benefit, Opening, Pay } from "../api/types.ts";
import type { TextKey } from "../i18n/messages.ts";
import type { Reader } from "../i18n/reader.ts";
import { isRecord, textOf } from "./narrow.ts";
import type { Words } from "./words.ts";

const FORMS: ReadonlyMap<string, TextKey & `form_${string}`> = new Map([
  ["grant", "form_grant"],
  ["loan", "form_loan"],
  ["subsidy", "form_subsidy"],
  ["investment", "form_investment"],
  ["allowance", "form_allowance"],
  ["award", "form_award"],
  ["office", "form_office"],
  ["in_kind", "form_in_kind"],
  ["mixed", "form_mixed"],
]);

function payAmount(pay: Pay, r: Reader): string {
  const money = (amount: number) => r.money(amount, pay.currency);
  if (pay.min !== undefined && pay.max !== undefined && pay.min !== pay.max)
    return r.t("range", { min: money(pay.min), max: money(pay.max) });
  if (pay.min !== undefined && pay.max !== undefined) return money(pay.min);
  if (pay.min !== undefined) return r.t("from_amount", { amount: money(pay.min) });
  return pay.max === undefined ? "" : r.t("up_to", { amount: money(pay.max) });
}

function payLine(pay: Pay, r: Reader, w: Words): string {
  const amount = payAmount(pay, r);
  if (amount === "") return "";
  const line = r.t(`per_${pay.per}`, { amount });
  return pay.education === undefined
    ? line
    : r.t("pay_for", { amount: line, education: w.value("education", pay.education) });
}

export function payLines(opening: Opening, r: Reader, w: Words): string[] {
  if (opening.pay === undefined) return [];
  const list = Array.isArray(opening.pay) ? opening.pay : [opening.pay];
  return list.map((pay) => payLine(pay, r, w)).filter((line) => line !== "");
}

/* Labels are the catalogue's words; these begin with whom the money goes to, when it is not the reader. */
const TO_EMPLOYER = /^(To the (employer|company)|給(僱主|企業)|给(用人单位|企业)|Ao empregador|À empresa)/;

function isToEmployer(label: unknown, r: Reader): boolean {
  return TO_EMPLOYER.test(textOf(label, r.lang));
}

/* With amounts for the employer and none for the reader, the form of support is the employer's too. */
function isOnlyToEmployer(benefit: Benefit, r: Reader): boolean {
  const others = benefit.other ?? [];
  return others.length > 0 && others.every((o) => isToEmployer(o.label, r));
}

function formOf(benefit: Benefit, r: Reader): string {
  const form = FORMS.get(benefit.form ?? "");
  return form === undefined ? "" : r.t(form);
}

export function benefitLines(benefit: Benefit, r: Reader): string[] {
  const currency = benefit.currency ?? "HKD";
  const form = formOf(benefit, r);
  const lines: string[] = [];
  if (benefit.amount_max !== undefined)
    lines.push(r.t("up_to", { amount: r.money(benefit.amount_max, currency) }));
  if (benefit.allowance_month !== undefined)
    lines.push(r.t("per_month", { amount: r.money(benefit.allowance_month, currency) }));
  if (benefit.loan_max !== undefined)
    lines.push(r.t("loan_max", { amount: r.money(benefit.loan_max, currency) }));
  if (benefit.investment_max !== undefined)
    lines.push(r.t("investment_max", { amount: r.money(benefit.investment_max, currency) }));
  if (benefit.rent_free_months !== undefined && benefit.rent_free_months > 0)
    lines.push(r.plural("rent_free", benefit.rent_free_months));
  if (benefit.rent_subsidy_percent !== undefined)
    lines.push(r.t("rent_subsidy", { percent: r.percent(benefit.rent_subsidy_percent) }));
  if (benefit.office === true && benefit.form !== "office") lines.push(r.t("form_office"));
  if (form !== "" && (lines.length > 0 || !isOnlyToEmployer(benefit, r))) lines.push(form);
  return lines;
}

/* Only in the detailed view: shares, and amounts with a label of their own, the employer's apart. */
export function benefitDetails(benefit: Benefit, r: Reader): { you: string[]; employer: string[] } {
  const you = benefitLines(benefit, r);
  const form = formOf(benefit, r);
  const employer = you.length === 0 && form !== "" ? [form] : [];
  if (benefit.equity !== undefined)
    you.push(r.t(benefit.equity ? "equity_taken" : "equity_none"));
  for (const other of benefit.other ?? []) {
    const key = textOf(other.label, r.lang);
    const currency = other.currency ?? benefit.currency ?? "HKD";
    const line =
      other.amount === undefined
        ? key
        : r.t("level_of", { key, level: r.money(other.amount, currency) });
    (isToEmployer(other.label, r) ? employer : you).push(line);
  }
  return { you, employer };
}

export function deadline(opening: Opening, r: Reader): string {
  switch (opening.state) {
    case "closed":
      return r.t("closed");
    case "historic":
      return r.t("historic");
    case "withdrawn":
      return r.t("withdrawn");
    case "draft":
      return ""; /* its editors know */
    case "upcoming":
      return opening.opens === undefined
        ? r.t("upcoming")
        : r.t("opens", { date: r.day(opening.opens, opening.precision?.opens) });
    case "open":
      if (opening.closes !== undefined && opening.closes !== null)
        return r.t("closes", { date: r.day(opening.closes, opening.precision?.closes) });
      return r.t(opening.rolling === true ? "rolling" : "no_deadline");
  }
}

export function vacancies(opening: Opening, r: Reader): string {
  const given = opening.vacancies;
  if (given === undefined) return "";
  const count = isRecord(given) ? given.count : given;
  const unit = isRecord(given) ? given.unit : undefined;
  if (unit === "team") return r.plural("teams", count);
  if (unit === "desk") return r.plural("desks", count);
  if (unit === "office") return r.plural("offices", count);
  return r.plural(opening.kind === "job" ? "vacancies" : "places", count);
}

export function lasting(opening: Opening, r: Reader): string {
  return opening.duration_months === undefined
    ? ""
    : r.t("lasts", { months: r.plural("months", opening.duration_months) });
}

/* The one or two strongest facts for a card. */
export function headline(opening: Opening, r: Reader, w: Words): string[] {
  const pay = payLines(opening, r, w);
  if (pay.length > 0) return pay.slice(0, 1);
  return opening.benefit === undefined ? [] : benefitLines(opening.benefit, r).slice(0, 2);
}

/* The parts of an opening beyond its card: benefit, dates, terms, documents, declarations. */
import type { JSX } from "preact";
import type { Opening } from "../../api/types.ts";
import { useReader } from "../../i18n/context.ts";
import type { Reader } from "../../i18n/reader.ts";
import { isString, textOf } from "../../parts/narrow.ts";
import { benefitDetails, deadline, lasting, payLines, vacancies } from "../../parts/opening-facts.ts";
import { today } from "../../parts/today.ts";
import type { Words } from "../../parts/words.ts";

const TERMS = [
  ["contract_law", "term_contract_law"],
  ["hours_week", "term_hours_week"],
  ["probation_months", "term_probation_months"],
  ["social_insurance", "term_social_insurance"],
  ["tax_note", "term_tax_note"],
  ["housing", "term_housing"],
] as const;

const DOCUMENTS = new Map([
  ["cv", "doc_cv"],
  ["id_copy", "doc_id_copy"],
  ["transcript", "doc_transcript"],
  ["business_plan", "doc_business_plan"],
] as const);

function documentLine(document: Readonly<Record<string, unknown>>, r: Reader): string {
  const kind = isString(document["kind"]) ? document["kind"] : "";
  const known = [...DOCUMENTS].find(([name]) => name === kind)?.[1];
  const name = known === undefined ? kind.replaceAll("_", " ") : r.t(known);
  const note = textOf(document["note"], r.lang);
  return note === "" ? name : r.t("level_of", { key: name, level: note });
}

function dateLines(opening: Opening, r: Reader): string[] {
  const lines = [deadline(opening, r)];
  if (opening.starts !== undefined)
    lines.push(r.t("starts", { date: r.day(opening.starts, opening.precision?.starts) }));
  if (opening.next_expected !== undefined)
    lines.push(r.t("next_round", { date: r.day(opening.next_expected) }));
  lines.push(lasting(opening, r), vacancies(opening, r));
  (opening.intakes ?? []).forEach((intake, i) => {
    const parts = [
      intake.opens === undefined || intake.opens <= today() ? "" : r.t("opens", { date: r.day(intake.opens) }),
      intake.closes === undefined ? "" : r.t("closes", { date: r.day(intake.closes) }),
      intake.results_by === undefined ? "" : r.t("results_by", { date: r.day(intake.results_by) }),
      intake.starts === undefined ? "" : r.t("starts", { date: r.day(intake.starts) }),
    ].filter((p) => p !== "");
    lines.push(r.t("level_of", { key: r.t("intake", { n: r.number(i + 1) }), level: parts.join(" · ") }));
  });
  return lines.filter((line) => line !== "");
}

function Lines({ title, lines }: {
  readonly title: string;
  readonly lines: readonly string[];
}): JSX.Element | null {
  if (lines.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul class="lines">
        {lines.map((line) => <li key={line}>{line}</li>)}
      </ul>
    </section>
  );
}

export function Details({ opening, words }: {
  readonly opening: Opening;
  readonly words: Words;
}): JSX.Element {
  const r = useReader();
  const terms = TERMS.map(([key, label]) => {
    const value = opening.terms?.[key];
    const level = typeof value === "number" ? r.number(value) : textOf(value, r.lang);
    return level === "" ? "" : r.t("level_of", { key: r.t(label), level });
  }).filter((line) => line !== "");
  const { you, employer } = benefitDetails(opening.benefit ?? {}, r);
  return (
    <>
      <Lines title={r.t("pay")} lines={payLines(opening, r, words)} />
      <Lines title={r.t("benefit")} lines={you} />
      <Lines title={r.t("benefit_employer")} lines={employer} />
      <Lines title={r.t("key_dates")} lines={dateLines(opening, r)} />
      <Lines title={r.t("terms")} lines={terms} />
      <Lines title={r.t("documents")} lines={(opening.documents ?? []).map((d) => documentLine(d, r))} />
      <Lines title={r.t("declarations")} lines={(opening.declarations ?? []).map((d) => textOf(d.text, r.lang))} />
    </>
  );
}

/* Degrees held: level and year of each. An empty row is left out. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useReader } from "../../../i18n/context.ts";
import { isString, records } from "../../../parts/narrow.ts";
import { rangeOf, readNumber } from "./field.ts";
import type { FieldProps } from "./field.ts";

interface Row {
  readonly level: string;
  readonly year: string;
}

const EMPTY: Row = { level: "", year: "" };

function startOf(value: unknown): readonly Row[] {
  const rows = records(value).map((a) => ({
    level: isString(a["level"]) ? a["level"] : "",
    year: typeof a["year"] === "number" ? String(a["year"]) : "",
  }));
  return rows.length > 0 ? rows : [EMPTY];
}

export function AwardsField(props: FieldProps): JSX.Element {
  const { attr, facts, words, errorId, hasError, onError, onAnswer } = props;
  const r = useReader();
  const [rows, setRows] = useState(() => startOf(facts[attr]));
  const range = rangeOf(words, "graduation_year");
  const change = (at: number, part: Partial<Row>) => {
    setRows(rows.map((row, i) => (i === at ? { ...row, ...part } : row)));
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const filled = rows.filter((row) => row.level !== "" || row.year !== "");
    const awards = filled.map((row) => ({ level: row.level, year: readNumber(row.year) ?? 0 }));
    const good = awards.every((a) => a.level !== "" && a.year >= range.min && a.year <= range.max);
    if (good) onAnswer({ [attr]: awards });
    else onError(r.t("error_awards"));
  };
  return (
    <form onSubmit={submit} noValidate>
      {rows.map((row, i) => (
        <fieldset key={i} class="award">
          <legend>{r.t("award_number", { n: r.number(i + 1) })}</legend>
          <label class="labelled">
            <span>{r.t("award_level")}</span>
            <select class="input" value={row.level} onChange={(e) => { change(i, { level: e.currentTarget.value }); }}>
              <option value="">–</option>
              {words.choices("education").map((level) => (
                <option key={level.value} value={level.value}>{level.label}</option>
              ))}
            </select>
          </label>
          <label class="labelled">
            <span>{r.t("award_year")}</span>
            <input
              class="input input--4"
              inputMode="numeric"
              maxLength={4}
              value={row.year}
              aria-describedby={hasError ? errorId : undefined}
              onInput={(e) => { change(i, { year: e.currentTarget.value }); }}
            />
          </label>
        </fieldset>
      ))}
      <button type="button" class="link" onClick={() => { setRows([...rows, EMPTY]); }}>
        {r.t("award_add")}
      </button>
      <button type="submit" class="button button--main">{r.t("go_on")}</button>
    </form>
  );
}

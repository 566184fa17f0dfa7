/*
 * A day in three fields. For a birth, the year alone is an answer too: it gives
 * birth_year, and the three together give birth_date; never both.
 */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useReader } from "../../../i18n/context.ts";
import type { Facts } from "../answers.ts";
import { today } from "../../../parts/today.ts";
import { birthDays, birthYears, readDay } from "./day.ts";
import type { DayRead } from "./day.ts";
import { rangeOf, splitDay } from "./field.ts";
import type { FieldProps } from "./field.ts";

const MONTHS = Array.from({ length: 12 }, (_, i) => i);

function DatePart({ label, value, size, invalid, errorId, onInput }: {
  readonly label: string;
  readonly value: string;
  readonly size: 2 | 4;
  readonly invalid: boolean;
  readonly errorId: string;
  readonly onInput: (text: string) => void;
}): JSX.Element {
  return (
    <label class="labelled">
      <span>{label}</span>
      <input
        class={`input input--${String(size)}`}
        inputMode="numeric"
        autoComplete="off"
        maxLength={size}
        value={value}
        aria-invalid={invalid}
        aria-describedby={invalid ? errorId : undefined}
        onInput={(e) => { onInput(e.currentTarget.value); }}
      />
    </label>
  );
}

function startOf(attr: string, facts: Facts, birth: boolean) {
  const split = splitDay(facts[birth ? "birth_date" : attr]);
  const year = birth ? facts["birth_year"] : undefined;
  return typeof year === "number" ? { ...split, year: String(year) } : split;
}

export function DateField(props: FieldProps & { readonly birth: boolean }): JSX.Element {
  const { attr, facts, words, birth, errorId, hasError, onError, onAnswer } = props;
  const r = useReader();
  const [start] = useState(() => startOf(attr, facts, birth));
  const [year, setYear] = useState(start.year);
  const [month, setMonth] = useState(start.month);
  const [day, setDay] = useState(start.day);
  const days = birth ? birthDays(today()) : null;
  const years = birth ? birthYears(rangeOf(words, "birth_year"), today()) : { min: 1900, max: 2100 };

  const complaint = (read: Extract<DayRead, { missing: unknown } | { wrong: unknown }>) => {
    if ("missing" in read) return r.t("error_missing", { parts: r.all(read.missing.map((p) => r.t(p))) });
    if (read.wrong === "year") return r.t("error_year", { min: String(years.min), max: String(years.max) });
    if (read.wrong === "date" || days === null) return r.t("error_date");
    return r.t("error_birth", { min: r.day(days.min), max: r.day(days.max) });
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const read = readDay({ year, month, day }, years, days);
    if ("year" in read) onAnswer({ birth_year: read.year });
    else if ("day" in read) onAnswer({ [birth ? "birth_date" : attr]: read.day });
    else onError(complaint(read));
  };

  const shared = { invalid: hasError, errorId };
  const yearPart = <DatePart key="y" label={r.t("year")} value={year} size={4} onInput={setYear} {...shared} />;
  const dayPart = <DatePart key="d" label={r.t("day")} value={day} size={2} onInput={setDay} {...shared} />;
  const monthPart = (
    <label key="m" class="labelled">
      <span>{r.t("month")}</span>
      <select class="input" value={month} onChange={(e) => { setMonth(e.currentTarget.value); }}>
        <option value="">–</option>
        {MONTHS.map((m) => (
          <option key={m} value={String(m + 1)}>{r.month(m)}</option>
        ))}
      </select>
    </label>
  );
  const yearFirst = birth || r.lang.startsWith("zh");
  return (
    <form onSubmit={submit} noValidate>
      {birth && <p class="hint">{r.t("birth_hint")}</p>}
      <div class="date">
        {yearFirst ? [yearPart, monthPart, dayPart] : [dayPart, monthPart, yearPart]}
      </div>
      <button type="submit" class="button button--main">{r.t("go_on")}</button>
    </form>
  );
}

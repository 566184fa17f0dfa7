/*
 * A day in three fields. For a birth, the year alone is an answer too: it gives
 * birth_year, and the three together give birth_date; never both.
 */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useReader } from "../../../i18n/context.ts";
import type { Facts } from "../answers.ts";
import { isoDay, rangeOf, readNumber, splitDay } from "./field.ts";
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
  const range = birth ? rangeOf(words, "birth_year") : { min: 1900, max: 2100 };
  const max = birth ? Math.min(range.max, new Date().getFullYear()) : range.max;

  const submit = (event: Event) => {
    event.preventDefault();
    const y = readNumber(year);
    const d = readNumber(day);
    if (y === null || y < range.min || y > max || !Number.isInteger(y))
      onError(r.t("error_year", { min: String(range.min), max: String(max) }));
    else if (birth && month === "" && day.trim() === "") onAnswer({ birth_year: y });
    else if (month === "" || d === null) onError(r.t(birth ? "error_date" : "error_whole_date"));
    else {
      const iso = isoDay(y, Number(month), d);
      if (iso === null) onError(r.t("error_date"));
      else onAnswer({ [birth ? "birth_date" : attr]: iso });
    }
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

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useReader } from "../../../i18n/context.ts";
import type { Attribute } from "../../../api/types.ts";
import type { Reader } from "../../../i18n/reader.ts";
import { rangeOf, readNumber } from "./field.ts";
import type { FieldProps, Range } from "./field.ts";

/* A limit that only keeps out nonsense is not worth reading. */
const BOUNDLESS = 1e9;

function unitText(attribute: Attribute | undefined, r: Reader): string {
  switch (attribute?.unit) {
    case "years":
      return r.t("unit_years");
    case "people":
      return r.t("unit_people");
    case "percent":
      return r.t("unit_percent");
    case "hkd":
      return r.t("unit_hkd");
    default:
      return "";
  }
}

function complaint(attribute: Attribute | undefined, range: Range, r: Reader): string {
  const year = attribute?.unit === "year";
  const text = (n: number) => (year ? String(n) : r.number(n));
  const values = { min: text(range.min), max: text(range.max) };
  if (year) return r.t("error_year", values);
  if (range.max >= BOUNDLESS) return r.t("error_amount");
  return r.t(attribute?.whole === true ? "error_whole" : "error_number", values);
}

export function NumberField(props: FieldProps): JSX.Element {
  const { attr, facts, words, errorId, hasError, onError, onAnswer } = props;
  const r = useReader();
  const attribute = words.attribute(attr);
  const given = facts[attr];
  const [typed, setTyped] = useState(typeof given === "number" ? String(given) : "");
  const unit = unitText(attribute, r);
  const submit = (event: Event) => {
    event.preventDefault();
    const range = rangeOf(words, attr);
    const value = readNumber(typed);
    const whole = attribute?.whole !== true || Number.isInteger(value);
    if (value === null || value < range.min || value > range.max || !whole)
      onError(complaint(attribute, range, r));
    else onAnswer({ [attr]: value });
  };
  return (
    <form onSubmit={submit} noValidate>
      <label class="labelled">
        <span>{words.label(attr)}</span>
        <span class="with-unit">
          <input
            class="input input--short"
            inputMode="decimal"
            autoComplete="off"
            value={typed}
            aria-invalid={hasError}
            aria-describedby={hasError ? errorId : undefined}
            onInput={(e) => { setTyped(e.currentTarget.value); }}
          />
          {unit}
        </span>
      </label>
      <button type="submit" class="button button--main">{r.t("go_on")}</button>
    </form>
  );
}

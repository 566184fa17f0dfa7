/* A level for each of several keys, such as languages. What is left unset stays unknown. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useReader } from "../../../i18n/context.ts";
import { isRecord, isString } from "../../../parts/narrow.ts";
import type { FieldProps } from "./field.ts";

const FIRST = 4;

function startOf(value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) return {};
  const out: Record<string, string> = {};
  for (const [key, level] of Object.entries(value)) if (isString(level)) out[key] = level;
  return out;
}

export function LevelsField(props: FieldProps): JSX.Element {
  const { attr, facts, words, errorId, hasError, onError, onAnswer } = props;
  const r = useReader();
  const [levels, setLevels] = useState(() => startOf(facts[attr]));
  const keys = (words.attribute(attr)?.keys ?? []).map((k) => k.value);
  const submit = (event: Event) => {
    event.preventDefault();
    const given = Object.entries(levels).filter(([, level]) => level !== "");
    if (given.length === 0) onError(r.t("error_levels"));
    else onAnswer({ [attr]: Object.fromEntries(given) });
  };
  const row = (key: string) => (
    <label key={key} class="level">
      <span>{words.key(attr, key)}</span>
      <select
        class="input"
        value={levels[key] ?? ""}
        aria-describedby={hasError ? errorId : undefined}
        onChange={(e) => { setLevels({ ...levels, [key]: e.currentTarget.value }); }}
      >
        <option value="">{r.t("not_stated")}</option>
        {words.choices(attr).map((level) => (
          <option key={level.value} value={level.value}>{level.label}</option>
        ))}
      </select>
    </label>
  );
  return (
    <form onSubmit={submit} noValidate>
      <div class="levels">{keys.slice(0, FIRST).map(row)}</div>
      {keys.length > FIRST && (
        <details class="more">
          <summary>{r.t("more_languages")}</summary>
          <div class="levels">{keys.slice(FIRST).map(row)}</div>
        </details>
      )}
      <button type="submit" class="button button--main">{r.t("go_on")}</button>
    </form>
  );
}

/* Any number of a list; "none of these" is an answer of its own and clears the rest. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useReader } from "../../../i18n/context.ts";
import { strings } from "../../../parts/narrow.ts";
import { CheckList } from "./check-list.tsx";
import type { FieldProps } from "./field.ts";

export function SetField(props: FieldProps): JSX.Element {
  const { attr, facts, words, errorId, hasError, onError, onAnswer } = props;
  const r = useReader();
  const [chosen, setChosen] = useState(() => strings(facts[attr]));
  const [none, setNone] = useState(attr in facts && strings(facts[attr]).length === 0);
  const submit = (event: Event) => {
    event.preventDefault();
    if (chosen.length === 0 && !none) onError(r.t("choose_some"));
    else onAnswer({ [attr]: chosen });
  };
  return (
    <form onSubmit={submit} noValidate>
      <p class="hint">{r.t("choose_several")}</p>
      <CheckList
        choices={words.choices(attr)}
        chosen={chosen}
        onChange={(next) => {
          setChosen(next);
          if (next.length > 0) setNone(false);
        }}
      />
      <div class="box box--none">
        <label>
          <input
            type="checkbox"
            checked={none}
            aria-describedby={hasError ? errorId : undefined}
            onChange={(e) => {
              setNone(e.currentTarget.checked);
              if (e.currentTarget.checked) setChosen([]);
            }}
          />
          <span>{r.t("none_of_these")}</span>
        </label>
      </div>
      <button type="submit" class="button button--main">{r.t("go_on")}</button>
    </form>
  );
}

/* Boxes to tick, with a search line once the list is long. Used by set questions and wishes. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useReader } from "../../../i18n/context.ts";
import type { Choice } from "../../../parts/words.ts";

const LONG = 12;
const DEEPEST = 5;

function matches(choice: Choice, typed: string): boolean {
  const fold = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return fold(choice.label).includes(fold(typed.trim()));
}

export function CheckList({ choices, chosen, onChange }: {
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}): JSX.Element {
  const r = useReader();
  const [typed, setTyped] = useState("");
  const shown = choices.filter((c) => matches(c, typed) || chosen.includes(c.value));
  const toggle = (value: string, on: boolean) => {
    onChange(on ? [...chosen, value] : chosen.filter((v) => v !== value));
  };
  return (
    <>
      {choices.length > LONG && (
        <label class="labelled">
          <span>{r.t("find_in_list")}</span>
          <input
            type="search"
            class="input"
            value={typed}
            onInput={(e) => { setTyped(e.currentTarget.value); }}
          />
        </label>
      )}
      <ul class={choices.length > LONG ? "boxes boxes--long" : "boxes"}>
        {shown.map((choice) => (
          <li key={choice.value} class={`box box--${String(Math.min(choice.depth, DEEPEST))}`}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(choice.value)}
                onChange={(e) => { toggle(choice.value, e.currentTarget.checked); }}
              />
              <span>{choice.label}</span>
            </label>
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p class="muted">{r.t("nothing_found")}</p>}
    </>
  );
}

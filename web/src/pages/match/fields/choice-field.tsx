/* One of a few: a press answers. */
import type { JSX } from "preact";
import { useReader } from "../../../i18n/context.ts";
import type { FieldProps } from "./field.ts";

export function ChoiceField({ attr, facts, words, onAnswer }: FieldProps): JSX.Element {
  const r = useReader();
  const flag = words.attribute(attr)?.type === "flag";
  const options: readonly { value: unknown; label: string }[] = flag
    ? [
        { value: true, label: r.t("yes") },
        { value: false, label: r.t("no") },
      ]
    : words.choices(attr);
  return (
    <div class={flag ? "options options--pair" : "options"}>
      {options.map((option) => (
        <button
          key={option.label}
          type="button"
          class="option"
          aria-pressed={facts[attr] === option.value}
          onClick={() => { onAnswer({ [attr]: option.value }); }}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}

/* Says which stored answers were taken out because they are no longer accepted, and brings them back. */
import type { JSX } from "preact";
import { useReader } from "../../i18n/context.ts";
import type { Words } from "../../parts/words.ts";
import type { Dropped } from "./answers.ts";

const WISHES = [
  ["kinds", "wish_kinds"],
  ["places", "wish_places"],
  ["sectors", "wish_sectors"],
  ["pay_min", "wish_pay"],
] as const;

export function DroppedNote({ dropped, words, onUndo }: {
  readonly dropped: Dropped | null;
  readonly words: Words;
  readonly onUndo: () => void;
}): JSX.Element {
  const r = useReader();
  const wishes = WISHES.filter(([wish]) => dropped?.wishes[wish] !== undefined);
  const facts = Object.keys(dropped?.facts ?? {});
  const labels = r.all([...facts.map((f) => words.label(f)), ...wishes.map(([, key]) => r.t(key))]);
  return (
    <div class="dropped" role="status">
      {dropped !== null && (
        <p class="card erased">
          <span>{r.t("dropped", { labels })}</span>
          <button
            type="button"
            class="button button--quiet"
            onClick={() => {
              document.getElementById("answers")?.focus();
              onUndo();
            }}
          >
            {r.t("undo")}
          </button>
        </p>
      )}
    </div>
  );
}

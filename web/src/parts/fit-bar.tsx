/*
 * The fit as a bar of its parts. The points are the server's and add up to the
 * fit; the sum is written out below, so the bar is never the only statement.
 */
import type { JSX } from "preact";
import type { Part } from "../api/types.ts";
import { useReader } from "../i18n/context.ts";

/* Between two parts; the last one ends where the fit does. */
const GAP = 0.4;

function segments(parts: readonly Part[]): { part: Part; x: number }[] {
  let x = 0;
  return parts.map((part) => {
    const at = x;
    x += part.points;
    return { part, x: at };
  });
}

export function FitBar({ fit, parts }: {
  readonly fit: number;
  readonly parts: readonly Part[];
}): JSX.Element {
  const r = useReader();
  const shown = parts.filter((p) => p.weight > 0);
  return (
    <div class="fit">
      <p class="fit__head">
        <span class="fit__word">{r.t("fit")}</span> <strong>{r.points(fit)}</strong>
        <span class="fit__max">/ 100</span>
      </p>
      <svg class="fit__bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect class="fit__track" width="100" height="4" />
        {segments(shown).map(({ part, x }, i) => (
          <rect
            key={part.part}
            class={`fit__part fit__part--${part.part}`}
            x={x}
            width={part.points - (i < shown.length - 1 && part.points > 1 ? GAP : 0)}
            height="4"
          />
        ))}
      </svg>
      <ul class="fit__legend">
        {shown.map((part) => (
          <li key={part.part}>
            <span class={`fit__dot fit__part--${part.part}`} aria-hidden="true" />
            {r.t(`part_${part.part}`)} <b>{r.points(part.points)}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}

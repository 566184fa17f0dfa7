/* On a phone the list is below the questions: its counts stand above them and lead there. */
import type { JSX } from "preact";
import type { MatchReply } from "../../api/types.ts";
import { useReader } from "../../i18n/context.ts";
import { StandingMark } from "../../parts/icons.tsx";

export function Peek({ counts }: { readonly counts: MatchReply["counts"] }): JSX.Element {
  const r = useReader();
  const shown = [
    { key: "eligible", n: counts.eligible },
    { key: "maybe", n: counts.maybe },
    { key: "near_miss", n: counts.near_misses },
  ] as const;
  return (
    <a class="peek" href="#results">
      <span class="peek__word">{r.t("to_results")}</span>
      {shown.map(({ key, n }) => (
        <span key={key} class={`peek__count peek__count--${key}`}>
          <StandingMark standing={key} />
          <span class="hidden">{r.t(key)}</span>{" "}
          {r.number(n)}
        </span>
      ))}
    </a>
  );
}

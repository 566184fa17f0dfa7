/* Amounts that depend on who applies; shown, never a gate. */
import type { JSX } from "preact";
import type { MatchItem } from "../api/types.ts";
import { useReader } from "../i18n/context.ts";
import { StandingMark } from "./icons.tsx";
import { textOf } from "./narrow.ts";
import { benefitLines } from "./opening-facts.ts";

const DOT = " · ";
const STATE = { eligible: "met", maybe: "not_known", ineligible: "not_met" } as const;

export function Tiers({ tiers }: {
  readonly tiers: NonNullable<MatchItem["tiers"]>;
}): JSX.Element {
  const r = useReader();
  return (
    <>
      <h5>{r.t("tiers")}</h5>
      <ul class="checks">
        {tiers.map((tier) => (
          <li key={tier.id} class={`check check--${tier.verdict}`}>
            <StandingMark standing={tier.verdict} />
            <div class="check__text">
              <span class="hidden">{r.t(STATE[tier.verdict])}</span>{" "}
              {textOf(tier.label, r.lang) || tier.id}
              <span class="check__have">
                {tier.benefit === undefined ? "" : benefitLines(tier.benefit, r).join(DOT)}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

/* Drawn shapes, always beside words: none carries meaning alone. */
import type { JSX } from "preact";
import type { Standing } from "./verdicts.ts";

interface Shape {
  readonly d: string;
  readonly fill?: boolean;
}

const SHAPES = {
  eligible: { d: "M5 12.5l4.5 4.5L19 7.5" },
  no_known_obstacle: { d: "M5 12.5l4.5 4.5L19 7.5" },
  maybe: { d: "M9 9a3 3 0 1 1 4.2 2.8c-.8.4-1.2 1-1.2 2v.4M12 18v.1" },
  near_miss: { d: "M5 12h12M12 6.5l5.5 5.5-5.5 5.5" },
  ineligible: { d: "M6.5 6.5l11 11M17.5 6.5l-11 11" },
  out: { d: "M8 16L16.5 7.5M9.5 7h7.5v7.5" },
  pen: { d: "M5 19l1-4L15.5 5.5l3 3L9 18z" },
  device: { d: "M8 3.5h8a1 1 0 0 1 1 1v15a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1v-15a1 1 0 0 1 1-1zM11 17.5h2" },
  clock: { d: "M12 4a8 8 0 1 0 0 16a8 8 0 0 0 0-16zM12 8v4.5l3 1.8" },
  info: { d: "M12 4a8 8 0 1 0 0 16a8 8 0 0 0 0-16zM12 11v5M12 8v.1" },
  close: { d: "M6.5 6.5l11 11M17.5 6.5l-11 11" },
  bin: { d: "M5 7h14M10 4h4M7 7l1 13h8l1-13M10.5 11v5.5M13.5 11v5.5" },
} as const satisfies Readonly<Record<string, Shape>>;

export type IconName = keyof typeof SHAPES;

export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={SHAPES[name].d} />
    </svg>
  );
}

/* A ring for what is certain, a broken ring where something is not published or not known. */
export function StandingMark({ standing }: { readonly standing: Standing }): JSX.Element {
  const broken = standing === "maybe" || standing === "no_known_obstacle";
  return (
    <svg class="icon mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <circle cx="12" cy="12" r="10.5" class={broken ? "mark__ring mark__ring--broken" : "mark__ring"} />
      <path d={SHAPES[standing].d} transform="translate(3.6 3.6) scale(.7)" />
    </svg>
  );
}

/* The mark of the site: a bridge over water. */
export function BridgeMark(): JSX.Element {
  return (
    <svg class="brand__mark" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <path d="M3 26h34" />
      <path d="M11 10v20M29 10v20" />
      <path d="M3 22c5-2 7-7 8-12 2 8 5 12 9 12s7-4 9-12c1 5 3 10 8 12" />
      <path d="M4 34c3-2 5-2 8 0s5 2 8 0 5-2 8 0 5 2 8 0" class="brand__water" />
    </svg>
  );
}

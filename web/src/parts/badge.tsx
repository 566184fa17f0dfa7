import type { JSX } from "preact";
import type { Kind } from "../api/types.ts";
import { useReader } from "../i18n/context.ts";
import { StandingMark } from "./icons.tsx";
import type { Standing } from "./verdicts.ts";

export function VerdictBadge({ standing }: { readonly standing: Standing }): JSX.Element {
  const r = useReader();
  return (
    <span class={`badge badge--${standing}`}>
      <StandingMark standing={standing} />
      {r.t(standing)}
    </span>
  );
}

export function KindTag({ kind }: { readonly kind: Kind }): JSX.Element {
  const r = useReader();
  return <span class="kind">{r.t(`kind_${kind}`)}</span>;
}

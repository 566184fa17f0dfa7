/* What each part of the fit was computed from, in the server's own points. */
import type { JSX } from "preact";
import type { Evidence, MatchItem, Part } from "../../api/types.ts";
import { useReader } from "../../i18n/context.ts";
import type { Reader } from "../../i18n/reader.ts";

function wishName(wish: string, r: Reader): string {
  if (wish.startsWith("kind")) return r.t("wish_part_kind");
  if (wish.startsWith("place")) return r.t("wish_part_place");
  if (wish.startsWith("sector")) return r.t("wish_part_sector");
  if (wish.startsWith("pay")) return r.t("wish_part_pay");
  return r.t("wish_part_dates");
}

function evidenceLabel(e: Evidence, part: Part["part"], r: Reader): string {
  if (part === "pref") return wishName(e.wish ?? "", r);
  if (e.how === "other") return r.t("other_words");
  return (part === "skill" ? (e.skill ?? e.matched) : (e.typed ?? e.found)) ?? "";
}

function evidenceLine(e: Evidence, part: Part["part"], r: Reader): string {
  const label = evidenceLabel(e, part, r);
  const points = r.points(e.points ?? 0);
  const line = r.t("points", { label, points });
  return e.stated === false ? `${r.t("stated_not", { label })} (${points})` : line;
}

export function FitEvidence({ item }: {
  readonly item: MatchItem;
}): JSX.Element | null {
  const r = useReader();
  const parts = item.parts.filter((p) => p.weight > 0);
  if (parts.length === 0) return null;
  const sum = parts.map((p) => r.points(p.points)).join(" + ");
  return (
    <>
      <h5>{r.t("fit_parts")}</h5>
      <p class="fit-sum">{r.t("fit_sum", { parts: sum, fit: r.points(item.fit) })}</p>
      <ul class="evidence">
        {parts.map((p) => (
          <li key={p.part}>
            <span class={`fit__dot fit__part--${p.part}`} aria-hidden="true" />
            <b>{r.t("points", { label: r.t(`part_${p.part}`), points: r.points(p.points) })}</b>
            {p.stated === false && p.evidence.length === 0 && (
              <span class="muted"> ({r.t("stated_not", { label: r.t(`part_${p.part}`) })})</span>
            )}
            {p.evidence.length > 0 && (
              <ul>
                {p.evidence.map((e, i) => <li key={i}>{evidenceLine(e, p.part, r)}</li>)}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

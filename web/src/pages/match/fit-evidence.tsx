/* What each part of the fit was computed from, in the server's own points. */
import type { JSX } from "preact";
import type { Evidence, MatchItem, Part } from "../../api/types.ts";
import { useReader } from "../../i18n/context.ts";
import type { Reader } from "../../i18n/reader.ts";
import type { Words } from "../../parts/words.ts";

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
  const typed = (part === "skill" ? e.skill : e.typed) ?? "";
  const found = (part === "skill" ? e.matched : e.found) ?? "";
  if (typed === "" || found === "") return typed || found;
  if (e.how === "gram") return r.t("how_gram", { typed, found });
  const same = typed.localeCompare(found, undefined, { sensitivity: "base" }) === 0;
  return same ? typed : r.t("how_found", { typed, found });
}

/* Stated in a way that cannot be compared is not the same as not stated. */
function unstated(e: Evidence, label: string, r: Reader): string {
  const stated = e.have !== undefined && e.have !== null;
  return r.t(stated ? "stated_other" : "stated_not", { label });
}

export function evidenceLine(e: Evidence, part: Part["part"], r: Reader): string {
  const label = evidenceLabel(e, part, r);
  const points = r.points(e.points ?? 0);
  if (e.stated !== false) return r.t("points", { label, points });
  return r.t("with_note", { text: unstated(e, label, r), note: points });
}

function partLine(p: Part, r: Reader, words: Words): string {
  const text = r.t("points", { label: r.t(`part_${p.part}`), points: r.points(p.points) });
  const prior = words.prior(p.part);
  if (p.stated !== false || p.evidence.length > 0 || prior === undefined) return text;
  return r.t("with_note", { text, note: r.t("prior", { share: r.number(prior) }) });
}

export function FitEvidence({ item, words }: {
  readonly item: MatchItem;
  readonly words: Words;
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
            <b>{partLine(p, r, words)}</b>
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

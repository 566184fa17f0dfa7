/* How one applies: always at the organiser, never through a form of ours that leads nowhere. */
import type { JSX } from "preact";
import type { Opening } from "../api/types.ts";
import { useReader } from "../i18n/context.ts";
import { Icon } from "./icons.tsx";
import { textOf } from "./narrow.ts";

function linkWords(by: NonNullable<Opening["apply"]>["by"]) {
  switch (by) {
    case "school":
      return "apply_school_more";
    case "post":
      return "apply_post";
    case "link":
    case "baybridge":
      return "apply_link";
  }
}

export function ApplyLink({ opening, title }: {
  readonly opening: Opening;
  readonly title: string;
}): JSX.Element | null {
  const r = useReader();
  const apply = opening.apply;
  const open = opening.state === "open" || opening.state === "upcoming";
  if (apply?.url === undefined) return null;
  return (
    <a class="button apply" href={apply.url} target="_blank" rel="noopener noreferrer">
      {r.t(open ? linkWords(apply.by) : "site")}
      <Icon name="out" />
      {" "}
      <span class="hidden">{r.t("bracketed", { text: r.t("new_tab") })} {title}</span>
    </a>
  );
}

export function ApplyNote({ opening }: { readonly opening: Opening }): JSX.Element | null {
  const r = useReader();
  const apply = opening.apply;
  if (apply === undefined) return null;
  const note = textOf(apply.note, r.lang);
  return (
    <>
      {apply.by === "school" && <p>{r.t("apply_school")}</p>}
      {apply.by === "post" && <p>{r.t("apply_post_text")}</p>}
      {note !== "" && <p>{note}</p>}
    </>
  );
}

/* One application in the list; its steps are fetched when somebody opens them. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Application, ApplicationItem } from "../../api/types.ts";
import { useReader } from "../../i18n/context.ts";
import { foreign, textOf } from "../../parts/narrow.ts";
import { Whole } from "./whole.tsx";

export function Head({ of, level }: {
  readonly of: Application | ApplicationItem;
  readonly level: "list" | "page";
}): JSX.Element {
  const r = useReader();
  const title = of.opening.title === undefined ? r.t("application_unnamed") : textOf(of.opening.title, r.lang);
  const lang = foreign(of.opening.lang, r.lang);
  return (
    <>
      {level === "list" && (
        <h2 lang={lang}><a href={`#/applications/${encodeURIComponent(of.id)}`}>{title}</a></h2>
      )}
      {level === "page" && <h2 lang={lang}>{title}</h2>}
      <p>
        <strong class={`state state--${of.state}`}>{r.t(`state_${of.state}`)}</strong>{" "}
        <span class="muted">{r.moment(of.since)}</span>
      </p>
    </>
  );
}

export function Card({ item }: { readonly item: ApplicationItem }): JSX.Element {
  const r = useReader();
  const [opened, setOpened] = useState(item.state === "offered" || item.state === "start_claimed");
  const [now, setNow] = useState<Application | null>(null);
  return (
    <li class="card page__card">
      <Head of={now ?? item} level="list" />
      <details open={opened} onToggle={(e) => { setOpened(e.currentTarget.open); }}>
        <summary>{r.t("application_steps")}</summary>
        {opened && <Whole id={item.id} isSeeker onChange={setNow} />}
      </details>
    </li>
  );
}

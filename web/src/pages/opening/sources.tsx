/* Where an opening was read. A source without an address is plain text; a year is shown as the year. */
import type { JSX } from "preact";
import type { Source } from "../../api/types.ts";
import { useReader } from "../../i18n/context.ts";

function hostOf(url: string): string {
  try {
    return new URL(url).hostname.replace(/^www\./, "");
  } catch {
    return url;
  }
}

export function Sources({ sources }: { readonly sources: readonly Source[] }): JSX.Element | null {
  const r = useReader();
  if (sources.length === 0) return null;
  return (
    <section>
      <h3>{r.t("sources")}</h3>
      <p class="muted">{r.t("sources_lead")}</p>
      <ul class="sources">
        {sources.map((s) => {
          const name = s.title ?? (s.url === undefined ? "" : hostOf(s.url));
          return (
            <li key={`${name} ${s.url ?? ""} ${s.held}`}>
              {s.url === undefined ? (
                <span>{name}</span>
              ) : (
                <a href={s.url} target="_blank" rel="noopener noreferrer">
                  {name}
                  <span class="hidden">{r.t("bracketed", { text: r.t("new_tab") })}</span>
                </a>
              )}{" "}
              <span class="muted">{r.t("held", { date: r.day(s.held, s.precision) })}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

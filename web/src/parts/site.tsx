/* What frames every page: name, languages, and who decides. */
import type { JSX } from "preact";
import { useReader } from "../i18n/context.ts";
import { LANGS } from "../i18n/lang.ts";
import type { Lang } from "../i18n/lang.ts";
import { addressIn } from "./current-lang.ts";
import { BridgeMark } from "./icons.tsx";
import { Who } from "./who.tsx";

function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

/* What stands behind # is a page here, so that a jump inside one must not change it. */
function SkipToHeading(): JSX.Element {
  const r = useReader();
  return (
    <a
      class="skip"
      href="#main"
      onClick={(e) => {
        e.preventDefault();
        document.querySelector<HTMLElement>("main h1")?.focus();
      }}
    >
      {r.t("skip_to_content")}
    </a>
  );
}

export function SiteHeader({ isList, onChoose }: {
  /* The list has results to skip to. */
  readonly isList: boolean;
  readonly onChoose: (lang: Lang) => void;
}): JSX.Element {
  const r = useReader();
  return (
    <header class="site">
      {isList ? <a class="skip" href="#results">{r.t("skip_to_results")}</a> : <SkipToHeading />}
      <div class="wrap site__row">
        <p class="brand" translate={false}>
          <a href="#/">
            <BridgeMark />
            Baybridge
          </a>
        </p>
        <nav class="langs" aria-label={r.t("language")}>
          <ul>
            {LANGS.map(({ lang, name }) => (
              <li key={lang}>
                <a
                  href={addressIn(lang)}
                  lang={lang}
                  hreflang={lang}
                  aria-current={lang === r.lang ? "true" : undefined}
                  onClick={(e) => {
                    if (!isPlainClick(e)) return;
                    e.preventDefault();
                    onChoose(lang);
                  }}
                >
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <Who />
      </div>
    </header>
  );
}

export function SiteFooter(): JSX.Element {
  const r = useReader();
  return (
    <footer class="wrap foot">
      <p>{r.t("footer")}</p>
    </footer>
  );
}

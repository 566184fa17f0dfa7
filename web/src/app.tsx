/* Language, vocabulary and the address: what is shared by every view. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { fetchVocabulary, wasCancelled } from "./api/client.ts";
import type { Vocabulary } from "./api/types.ts";
import { ReaderContext, useReader } from "./i18n/context.ts";
import type { Lang } from "./i18n/lang.ts";
import { loadReader } from "./i18n/load.ts";
import type { Reader } from "./i18n/reader.ts";
import { MatchPage } from "./pages/match/page.tsx";
import { OpeningDialog } from "./pages/opening/dialog.tsx";
import { currentLang, keepLang, rememberLang } from "./parts/current-lang.ts";
import { SiteFooter, SiteHeader } from "./parts/site.tsx";
import { errorText, ErrorNote, Loading } from "./parts/states.tsx";

function openingOfHash(hash: string): string | null {
  const found = /^#\/o\/(.+)$/.exec(hash);
  if (found?.[1] === undefined) return null;
  try {
    return decodeURIComponent(found[1]);
  } catch {
    return null;
  }
}

function useOpeningRoute(): readonly [string | null, () => void] {
  const [id, setId] = useState(() => openingOfHash(location.hash));
  const [stepped, setStepped] = useState(false);
  useEffect(() => {
    const follow = () => {
      setId(openingOfHash(location.hash));
      setStepped(true);
    };
    addEventListener("hashchange", follow);
    return () => { removeEventListener("hashchange", follow); };
  }, []);
  const close = () => {
    if (openingOfHash(location.hash) === null) return;
    if (stepped) history.back();
    else {
      history.replaceState(null, "", location.pathname + location.search);
      setId(null);
    }
  };
  return [id, close];
}

function useVocabulary(lang: Lang) {
  const [vocabulary, setVocabulary] = useState<Vocabulary | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const cancel = new AbortController();
    setError(null);
    fetchVocabulary(lang, cancel.signal)
      .then(setVocabulary)
      .catch((failure: unknown) => { if (!wasCancelled(failure)) setError(failure); });
    return () => { cancel.abort(); };
  }, [lang, tries]);
  return { vocabulary, error, retry: () => { setTries(tries + 1); } };
}

function Content(): JSX.Element {
  const r = useReader();
  const { vocabulary, error, retry } = useVocabulary(r.lang);
  const [openingId, closeOpening] = useOpeningRoute();
  if (vocabulary === null)
    return (
      <main class="wrap starting">
        <h1>{r.t("hero_title")}</h1>
        {error === null ? (
          <Loading label={r.t("loading")} cards={2} />
        ) : (
          <ErrorNote title={r.t("error_title")} text={errorText(error, r)} onRetry={retry} />
        )}
      </main>
    );
  return (
    <MatchPage vocabulary={vocabulary}>
      {({ items, reply, words }) =>
        openingId !== null && (
          <OpeningDialog
            key={openingId}
            id={openingId}
            item={items.find((i) => i.opening.id === openingId)}
            miss={reply?.near_misses.find((m) => m.opening.id === openingId)}
            words={words}
            onClose={closeOpening}
          />
        )
      }
    </MatchPage>
  );
}

export function App({ first }: { readonly first: Reader }): JSX.Element {
  const [reader, setReader] = useState(first);
  useEffect(() => {
    document.documentElement.lang = reader.lang;
    document.title = reader.t("page_title");
  }, [reader]);
  const choose = (lang: Lang) => {
    rememberLang(lang, "chosen");
    void loadReader(lang).then(setReader);
  };
  useEffect(() => {
    const follow = () => {
      const lang = currentLang();
      keepLang(lang);
      void loadReader(lang).then(setReader);
    };
    addEventListener("popstate", follow);
    return () => { removeEventListener("popstate", follow); };
  }, []);
  return (
    <ReaderContext.Provider value={reader}>
      <SiteHeader onChoose={choose} />
      <Content />
      <SiteFooter />
    </ReaderContext.Provider>
  );
}

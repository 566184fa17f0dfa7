/* Language, vocabulary, the address and who is signed in: what is shared by every view. */
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
import { openingOf, useRoute } from "./parts/route.ts";
import type { Route } from "./parts/route.ts";
import { SessionProvider } from "./parts/session.tsx";
import { SiteFooter, SiteHeader } from "./parts/site.tsx";
import { errorText, ErrorNote, Loading } from "./parts/states.tsx";

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

function List({ route, onClose }: {
  readonly route: Route;
  readonly onClose: () => void;
}): JSX.Element {
  const r = useReader();
  const { vocabulary, error, retry } = useVocabulary(r.lang);
  const openingId = openingOf(route);
  useEffect(() => { document.title = r.t("page_title"); }, [r]);
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
            onClose={onClose}
          />
        )
      }
    </MatchPage>
  );
}

/* Accounts and the links of letters are fetched when one is opened. */
function Desk({ route, stepped }: {
  readonly route: Route;
  readonly stepped: boolean;
}): JSX.Element {
  const r = useReader();
  const [Page, setPage] = useState<((shown: { readonly route: Route }) => JSX.Element) | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    import("./desk.tsx").then(({ DeskPage }) => { setPage(() => DeskPage); }).catch(setError);
  }, []);
  useEffect(() => {
    scrollTo(0, 0);
    if (stepped) document.querySelector<HTMLElement>("main h1")?.focus();
  }, [route.hash, Page]);
  if (Page !== null) return <Page key={route.hash} route={route} />;
  return (
    <main class="wrap starting">
      <h1>{r.t("one_moment")}</h1>
      {error === null ? (
        <Loading label={r.t("loading_page")} cards={1} />
      ) : (
        <ErrorNote title={r.t("failed_title")} text={r.t("error_network")} onRetry={() => { location.reload(); }} />
      )}
    </main>
  );
}

export function App({ first }: { readonly first: Reader }): JSX.Element {
  const [reader, setReader] = useState(first);
  const { route, stepped, leave } = useRoute();
  const isList = ["", "o", "openings"].includes(route.page);
  useEffect(() => {
    document.documentElement.lang = reader.lang;
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
      <SessionProvider>
        <SiteHeader isList={isList} onChoose={choose} />
        {isList ? <List route={route} onClose={leave} /> : <Desk route={route} stepped={stepped} />}
        <SiteFooter />
      </SessionProvider>
    </ReaderContext.Provider>
  );
}

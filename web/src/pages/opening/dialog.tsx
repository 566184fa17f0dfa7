/*
 * One opening over the list, so that closing it gives the list back where it
 * was. The browser's dialog holds the focus and closes on Escape.
 */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { ApiError, fetchOpening, wasCancelled } from "../../api/client.ts";
import type { MatchItem, NearMiss, Opening } from "../../api/types.ts";
import { useReader } from "../../i18n/context.ts";
import { ApplyLink, ApplyNote } from "../../parts/apply.tsx";
import { KindTag, VerdictBadge } from "../../parts/badge.tsx";
import { ByLine } from "../../parts/by-line.tsx";
import { Icon } from "../../parts/icons.tsx";
import { foreign, textOf } from "../../parts/narrow.ts";
import { OpeningNotes } from "../../parts/notes.tsx";
import { Repair } from "../../parts/repair.tsx";
import { errorText, ErrorNote, Loading } from "../../parts/states.tsx";
import { standingOf } from "../../parts/verdicts.ts";
import type { Standing } from "../../parts/verdicts.ts";
import type { Words } from "../../parts/words.ts";
import { Details } from "./details.tsx";
import "./opening.css";
import { Rules } from "./rules.tsx";
import { Sources } from "./sources.tsx";

interface Shown {
  readonly item: MatchItem | undefined;
  readonly miss: NearMiss | undefined;
  readonly words: Words;
}

function useOpening(id: string) {
  const r = useReader();
  const [opening, setOpening] = useState<Opening | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const cancel = new AbortController();
    setError(null);
    fetchOpening(id, r.lang, cancel.signal)
      .then(setOpening)
      .catch((failure: unknown) => { if (!wasCancelled(failure)) setError(failure); });
    return () => { cancel.abort(); };
  }, [id, r.lang, tries]);
  return { opening, error, retry: () => { setTries(tries + 1); } };
}

function Body({ opening, item, miss, words }: Shown & { readonly opening: Opening }): JSX.Element {
  const r = useReader();
  const standing: Standing | null =
    item === undefined ? (miss === undefined ? null : "near_miss") : standingOf(item);
  const title = textOf(opening.title, r.lang);
  const lang = foreign(opening.lang, r.lang);
  return (
    <>
      <div class="opening__top">
        {standing !== null && <VerdictBadge standing={standing} />}
        <KindTag kind={opening.kind} />
      </div>
      <h2 id="opening-title" lang={foreign(opening.title_lang, r.lang)} tabIndex={-1}>{title}</h2>
      <ByLine opening={opening} words={words} linked />
      <OpeningNotes opening={opening} />
      <p class="sheet__lead" lang={lang}>{textOf(opening.summary, r.lang)}</p>
      {miss !== undefined && <Repair steps={miss.repair} words={words} level={3} />}
      <section>
        <h3>{r.t("conditions")}</h3>
        <Rules opening={opening} marks={item?.criteria ?? miss?.criteria ?? []} words={words} />
      </section>
      <Details opening={opening} words={words} />
      {opening.body !== undefined && (
        <section>
          <h3>{r.t("about")}</h3>
          <p class="sheet__body" lang={lang}>{textOf(opening.body, r.lang)}</p>
        </section>
      )}
      <section>
        <h3>{r.t("how_to_apply")}</h3>
        {opening.applicant !== undefined && <p>{r.t(`applicant_${opening.applicant}`)}</p>}
        <ApplyNote opening={opening} />
        <ApplyLink opening={opening} title={title} />
      </section>
      <Sources sources={opening.sources ?? []} />
    </>
  );
}

/* What is not there does not come by trying again. */
function Failure({ error, onRetry }: {
  readonly error: unknown;
  readonly onRetry: () => void;
}): JSX.Element {
  const r = useReader();
  const status = error instanceof ApiError ? error.status : 0;
  if (status === 404) return <ErrorNote title={r.t("no_such")} text={r.t("back_to_list")} />;
  if (status === 410) return <ErrorNote title={r.t("gone")} text={r.t("back_to_list")} />;
  return <ErrorNote title={r.t("error_opening")} text={errorText(error, r)} onRetry={onRetry} />;
}

export function OpeningDialog({ id, onClose, ...shown }: Shown & {
  readonly id: string;
  readonly onClose: () => void;
}): JSX.Element {
  const r = useReader();
  const dialog = useRef<HTMLDialogElement>(null);
  const { opening, error, retry } = useOpening(id);
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  useEffect(() => { document.getElementById("opening-title")?.focus(); }, [opening?.id]);
  return (
    <dialog
      ref={dialog}
      class="sheet"
      aria-labelledby={opening === null ? undefined : "opening-title"}
      aria-label={opening === null ? r.t("details") : undefined}
      onClose={onClose}
      onClick={(e) => { if (e.target === dialog.current) dialog.current?.close(); }}
    >
      <div class="sheet__page">
        <form method="dialog" class="sheet__bar">
          <button class="button button--quiet sheet__close">
            <Icon name="close" />
            {r.t("close")}
          </button>
        </form>
        {error !== null && <Failure error={error} onRetry={retry} />}
        {opening === null && error === null && <Loading label={r.t("loading_opening")} />}
        {opening !== null && <Body opening={opening} {...shown} />}
      </div>
    </dialog>
  );
}

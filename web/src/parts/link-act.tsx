/*
 * A link of a letter and its one act. It is done by a tap and not by opening
 * the page, because the programs that read mail before people do open links.
 */
import type { ComponentChildren, JSX } from "preact";
import { useReader } from "../i18n/context.ts";
import { Failure, useAct } from "./form.tsx";
import { Page } from "./page.tsx";
import { isRefusal } from "./session.tsx";

export function BrokenLink(): JSX.Element {
  const r = useReader();
  return (
    <Page title={r.t("link_broken_title")}>
      <div class="card page__card">
        <p>{r.t("link_broken_text")}</p>
        <p><a href="#/">{r.t("to_openings")}</a></p>
      </div>
    </Page>
  );
}

/* It was used or is too old: how to get another. */
export function ExpiredLink({ children }: { readonly children: ComponentChildren }): JSX.Element {
  const r = useReader();
  return (
    <Page title={r.t("link_expired_title")}>
      <div class="card page__card">{children}</div>
    </Page>
  );
}

/* Null while the link is good for something. */
export function linkFault(error: unknown): "expired" | "broken" | null {
  if (isRefusal(error, 410)) return "expired";
  return isRefusal(error, 400) ? "broken" : null;
}

export function LinkAct<T>({ token, title, lead, act, run, expired, done, refused }: {
  readonly token: string;
  readonly title: string;
  readonly lead: string;
  readonly act: string;
  readonly run: () => Promise<T>;
  readonly expired: ComponentChildren;
  readonly done: (value: T) => JSX.Element;
  /* Said beside a refusal that trying again does not change. */
  readonly refused?: (error: unknown) => ComponentChildren;
}): JSX.Element {
  const { busy, error, done: result, run: start } = useAct<T>();
  const fault = token === "" ? "broken" : linkFault(error);
  if (result !== null) return done(result.value);
  if (fault === "broken") return <BrokenLink />;
  if (fault === "expired") return <ExpiredLink>{expired}</ExpiredLink>;
  return (
    <Page title={title}>
      <div class="card page__card">
        <p>{lead}</p>
        {error !== null && <Failure error={error} />}
        {error !== null && refused?.(error)}
        <button
          type="button"
          class="button"
          aria-disabled={busy ? "true" : undefined}
          onClick={() => { start(run); }}
        >
          {act}
        </button>
      </div>
    </Page>
  );
}

/* What happened, and what to do next. */
export function Done({ title, text, children }: {
  readonly title: string;
  readonly text: string;
  readonly children?: ComponentChildren;
}): JSX.Element {
  const r = useReader();
  return (
    <Page title={title}>
      <div class="card page__card" role="status">
        <p>{text}</p>
        {children ?? <p><a href="#/">{r.t("to_openings")}</a></p>}
      </div>
    </Page>
  );
}

/* The frame of a page with one thing to do: a heading that takes the focus when it changes. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useReader } from "../i18n/context.ts";
import "./page.css";

export function Page({ title, children, wide = false }: {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly wide?: boolean;
}): JSX.Element {
  const r = useReader();
  const heading = useRef<HTMLHeadingElement>(null);
  const last = useRef({ title, lang: r.lang });
  useEffect(() => {
    document.title = r.t("title_of", { title });
    /* In another language it is the same page. */
    if (last.current.title !== title && last.current.lang === r.lang) heading.current?.focus();
    last.current = { title, lang: r.lang };
  }, [title, r.lang]);
  return (
    <main class={wide ? "wrap page page--wide" : "wrap page"} id="main">
      <h1 ref={heading} tabIndex={-1}>{title}</h1>
      {children}
    </main>
  );
}

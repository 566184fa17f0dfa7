/* What is collected, what for, who gets it, how long: said before anything is collected. */
import type { JSX } from "preact";
import { useReader } from "../../i18n/context.ts";

const LINES = ["statement_what", "statement_why", "statement_who", "statement_long", "statement_rights"] as const;

export function Statement(): JSX.Element {
  const r = useReader();
  return (
    <section class="statement" aria-labelledby="statement">
      <h2 id="statement">{r.t("statement_title")}</h2>
      {LINES.map((line) => <p key={line}>{r.t(line)}</p>)}
    </section>
  );
}

/* One application alone, as a link in a letter leads to it. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Application } from "../../api/types.ts";
import { useReader } from "../../i18n/context.ts";
import { Page } from "../../parts/page.tsx";
import { Head } from "./card.tsx";
import { Whole } from "./whole.tsx";

export function OneApplication({ id, isSeeker }: {
  readonly id: string;
  readonly isSeeker: boolean;
}): JSX.Element {
  const r = useReader();
  const [now, setNow] = useState<Application | null>(null);
  return (
    <Page title={r.t(isSeeker ? "application_one" : "application_received")} wide>
      <div class="card page__card">
        {now !== null && <Head of={now} level="page" />}
        <Whole id={id} isSeeker={isSeeker} onChange={setNow} />
      </div>
      {isSeeker && <p><a href="#/applications">{r.t("applications_all")}</a></p>}
    </Page>
  );
}

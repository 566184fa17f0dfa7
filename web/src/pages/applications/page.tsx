/* #/applications: what a seeker sent and what became of it; #/applications/<id>: one of them. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { fetchApplications } from "../../api/applications.ts";
import type { ApplicationItem, ApplicationList } from "../../api/types.ts";
import { useReader } from "../../i18n/context.ts";
import { Failure, useAct } from "../../parts/form.tsx";
import { Page } from "../../parts/page.tsx";
import { OtherAccount, SignedIn } from "../../parts/sign-in.tsx";
import { Loading } from "../../parts/states.tsx";
import { useFetched } from "../../parts/use-fetched.ts";
import "./applications.css";
import { Card } from "./card.tsx";
import { OneApplication } from "./one.tsx";

function More({ cursor, onMore }: {
  readonly cursor: string;
  readonly onMore: (list: ApplicationList) => void;
}): JSX.Element {
  const r = useReader();
  const { busy, error, run } = useAct<unknown>();
  const more = async () => { onMore(await fetchApplications(cursor, r.lang)); };
  return (
    <>
      {error !== null && <Failure error={error} />}
      <button
        type="button"
        class="button button--quiet"
        aria-disabled={busy ? "true" : undefined}
        onClick={() => { run(more); }}
      >
        {r.t("show_more")}
      </button>
    </>
  );
}

function None(): JSX.Element {
  const r = useReader();
  return (
    <div class="card page__card">
      <p>{r.t("applications_none")}</p>
      <p><a href="#/">{r.t("to_openings")}</a></p>
    </div>
  );
}

function Applications(): JSX.Element {
  const r = useReader();
  const first = useFetched(r.lang, "", (signal) => fetchApplications(null, r.lang, signal));
  const [later, setLater] = useState<readonly ApplicationItem[]>([]);
  const [cursor, setCursor] = useState<string | null | undefined>(undefined);
  const next = cursor === undefined ? first.value?.next ?? null : cursor;
  const items = [...(first.value?.items ?? []), ...later];
  return (
    <Page title={r.t("my_applications")} wide>
      <p>{r.t("applications_lead")}</p>
      {first.error !== null && <Failure error={first.error} onRetry={first.retry} />}
      {first.value === null && first.error === null && <Loading label={r.t("one_moment")} cards={2} />}
      {first.value !== null && items.length === 0 && <None />}
      <ul class="answers">
        {items.map((item) => <Card key={item.id} item={item} />)}
      </ul>
      {next !== null && (
        <More
          cursor={next}
          onMore={(list) => {
            setLater([...later, ...list.items]);
            setCursor(list.next);
          }}
        />
      )}
    </Page>
  );
}

export function ApplicationsPage({ id }: { readonly id: string }): JSX.Element {
  const r = useReader();
  return (
    <SignedIn title={r.t("my_applications")} lead={r.t("sign_in_first")}>
      {(me) => {
        if (id !== "") return <OneApplication id={id} isSeeker={me.role === "seeker"} />;
        if (me.role === "seeker") return <Applications />;
        return <OtherAccount title={r.t("my_applications")} text={r.t("applications_seekers")} />;
      }}
    </SignedIn>
  );
}

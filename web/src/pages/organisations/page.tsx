/* #/organisations: for which organisations somebody acts, and whether an administrator has verified them. */
import type { JSX } from "preact";
import { askOrganisationVerification, fetchOrganisations } from "../../api/account.ts";
import type { OwnOrganisation } from "../../api/types.ts";
import { useReader } from "../../i18n/context.ts";
import { Failure, useAct } from "../../parts/form.tsx";
import { textOf } from "../../parts/narrow.ts";
import { Page } from "../../parts/page.tsx";
import { useAs } from "../../parts/session.tsx";
import { OtherAccount, SignedIn } from "../../parts/sign-in.tsx";
import { Loading } from "../../parts/states.tsx";
import { useFetched } from "../../parts/use-fetched.ts";

function Organisation({ of }: { readonly of: OwnOrganisation }): JSX.Element {
  const r = useReader();
  const as = useAs();
  const { busy, error, done, run } = useAct<unknown>();
  const { state, note = "" } = of.verification;
  const now = done === null ? state : "asked";
  const mayAsk = of.role === "owner" && (now === "refused" || now === "removed" || now === "none");
  return (
    <li class="card page__card">
      <h2>{textOf(of.name, r.lang)}</h2>
      <p class="muted">{r.t(`member_${of.role}`)}</p>
      <p role="status">{r.t(`verification_${now}`)}</p>
      {note !== "" && done === null && <p class="statement">{note}</p>}
      {error !== null && <Failure error={error} />}
      {mayAsk && (
        <button
          type="button"
          class="button"
          aria-disabled={busy ? "true" : undefined}
          onClick={() => { run(() => askOrganisationVerification(of.id, as)); }}
        >
          {r.t("verification_ask")}
        </button>
      )}
    </li>
  );
}

function Organisations(): JSX.Element {
  const r = useReader();
  const { value, error, retry } = useFetched(r.lang, "", (signal) => fetchOrganisations(r.lang, signal));
  return (
    <Page title={r.t("my_organisations")} wide>
      {error !== null && <Failure error={error} onRetry={retry} />}
      {value === null && error === null && <Loading label={r.t("one_moment")} cards={1} />}
      {value?.items.length === 0 && <p>{r.t("organisations_none")}</p>}
      <ul class="answers">
        {value?.items.map((one) => <Organisation key={one.id} of={one} />)}
      </ul>
    </Page>
  );
}

export function OrganisationsPage(): JSX.Element {
  const r = useReader();
  return (
    <SignedIn title={r.t("my_organisations")} lead={r.t("sign_in_first")}>
      {(me) =>
        me.role === "poster" ? (
          <Organisations />
        ) : (
          <OtherAccount title={r.t("my_organisations")} text={r.t("join_role")} />
        )
      }
    </SignedIn>
  );
}

/* Whoever is signed in may have the link once more; others sign in here first. */
import type { JSX } from "preact";
import { askVerification } from "../../api/account.ts";
import { useReader } from "../../i18n/context.ts";
import { Failure, useAct } from "../../parts/form.tsx";
import { isRefusal, useAs, useSession } from "../../parts/session.tsx";
import { SignInForm } from "../../parts/sign-in.tsx";

export function NewLink(): JSX.Element {
  const r = useReader();
  const { session } = useSession();
  const as = useAs();
  const { busy, error, done, run } = useAct<unknown>();
  if (session.state !== "in")
    return (
      <>
        <p>{r.t("verify_expired")}</p>
        <SignInForm />
      </>
    );
  if (session.me.email_confirmed || isRefusal(error, 409))
    return (
      <>
        <p role="status">{r.t("verify_already")}</p>
        <p><a href="#/">{r.t("to_openings")}</a></p>
      </>
    );
  if (done !== null) return <p role="status">{r.t("link_sent", { email: session.me.email })}</p>;
  return (
    <>
      <p>{r.t("verify_again", { email: session.me.email })}</p>
      {error !== null && <Failure error={error} />}
      <button
        type="button"
        class="button"
        aria-disabled={busy ? "true" : undefined}
        onClick={() => { run(() => askVerification(as)); }}
      >
        {r.t("send_link")}
      </button>
    </>
  );
}

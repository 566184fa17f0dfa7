/* #/login: signs in, and leads on to what the account is for. */
import type { JSX } from "preact";
import { useReader } from "../../i18n/context.ts";
import { Page } from "../../parts/page.tsx";
import { SignedIn } from "../../parts/sign-in.tsx";

export function LoginPage(): JSX.Element {
  const r = useReader();
  return (
    <SignedIn title={r.t("sign_in")} lead={r.t("login_lead")}>
      {(me) => (
        <Page title={r.t("signed_in_title")}>
          <div class="card page__card">
            <p>{r.t("signed_in_text", { email: me.email })}</p>
            {!me.email_confirmed && <p>{r.t("signed_in_unconfirmed")}</p>}
            <ul class="page__more">
              {me.role === "seeker" && <li><a href="#/applications">{r.t("my_applications")}</a></li>}
              {me.role === "poster" && <li><a href="#/organisations">{r.t("my_organisations")}</a></li>}
              <li><a href="#/email">{r.t("email_ask_title")}</a></li>
              <li><a href="#/reset">{r.t("reset_ask_title")}</a></li>
              <li><a href="#/">{r.t("to_openings")}</a></li>
            </ul>
          </div>
        </Page>
      )}
    </SignedIn>
  );
}

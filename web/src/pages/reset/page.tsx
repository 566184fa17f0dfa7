/* #/reset: asks for a link; #/reset?token=...: sets the password anew. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { askReset, putPassword } from "../../api/account.ts";
import { useReader } from "../../i18n/context.ts";
import { EmailField, Form, PasswordField, refusalOf, useAct } from "../../parts/form.tsx";
import { BrokenLink, Done, ExpiredLink, linkFault } from "../../parts/link-act.tsx";
import { Page } from "../../parts/page.tsx";
import { useSession } from "../../parts/session.tsx";

function AskForLink(): JSX.Element {
  const r = useReader();
  const [email, setEmail] = useState("");
  const { busy, error, done, run, reset } = useAct<string>();
  if (done !== null)
    return (
      <Done title={r.t("look_in_mailbox")} text={r.t("reset_asked_text", { email: done.value })}>
        <button type="button" class="button button--quiet" onClick={reset}>{r.t("ask_once_more")}</button>
      </Done>
    );
  const send = async () => {
    await askReset(email.trim(), r.lang);
    return email.trim();
  };
  return (
    <Page title={r.t("reset_ask_title")}>
      <div class="card page__card">
        <p>{r.t("reset_ask_lead")}</p>
        <Form act={r.t("send_link")} busy={busy} error={error} fields={["email"]} onSend={() => { run(send); }}>
          <EmailField label={r.t("email")} value={email} onChange={setEmail} error={refusalOf(error, "email")} />
        </Form>
      </div>
    </Page>
  );
}

function SetPassword({ token }: { readonly token: string }): JSX.Element {
  const r = useReader();
  const { session, ask } = useSession();
  const [password, setPassword] = useState("");
  const { busy, error, done, run } = useAct<unknown>();
  const fault = linkFault(error);
  const save = async () => {
    await putPassword(token, password, r.lang);
    /* Every login has ended, this one too. */
    if (session.state === "in") await ask();
  };
  if (done !== null)
    return (
      <Done title={r.t("reset_done_title")} text={r.t("reset_done_text")}>
        <p><a class="button" href="#/login">{r.t("sign_in")}</a></p>
      </Done>
    );
  if (fault === "broken") return <BrokenLink />;
  if (fault === "expired")
    return (
      <ExpiredLink>
        <p>{r.t("reset_expired")}</p>
        <p><a class="button" href="#/reset">{r.t("ask_new_link")}</a></p>
      </ExpiredLink>
    );
  return (
    <Page title={r.t("reset_title")}>
      <div class="card page__card">
        <p>{r.t("reset_lead")}</p>
        <Form act={r.t("reset_act")} busy={busy} error={error} fields={["password"]} onSend={() => { run(save); }}>
          <PasswordField
            label={r.t("new_password")}
            value={password}
            onChange={setPassword}
            autocomplete="new-password"
            hint={r.t("password_hint")}
            error={refusalOf(error, "password")}
          />
        </Form>
      </div>
    </Page>
  );
}

export function ResetPage({ token }: { readonly token: string }): JSX.Element {
  return token === "" ? <AskForLink /> : <SetPassword token={token} />;
}

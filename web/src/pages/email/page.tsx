/* #/email?token=...: another address counts from now on; #/email: asks for that. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { askEmail, putEmail } from "../../api/account.ts";
import { useReader } from "../../i18n/context.ts";
import { EmailField, Form, PasswordField, refusalOf, useAct } from "../../parts/form.tsx";
import { Done, LinkAct } from "../../parts/link-act.tsx";
import { Page } from "../../parts/page.tsx";
import { isRefusal, useAs, useSession } from "../../parts/session.tsx";
import { SignedIn } from "../../parts/sign-in.tsx";

function AskForChange({ present }: { readonly present: string }): JSX.Element {
  const r = useReader();
  const as = useAs();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { busy, error, done, run } = useAct<string>();
  if (done !== null)
    return <Done title={r.t("look_in_mailbox")} text={r.t("link_sent", { email: done.value })} />;
  const send = async () => {
    await askEmail(email.trim(), password, as);
    return email.trim();
  };
  return (
    <Page title={r.t("email_ask_title")}>
      <div class="card page__card">
        <p>{r.t("email_ask_lead", { email: present })}</p>
        <Form act={r.t("send_link")} busy={busy} error={error} fields={["email", "password"]} onSend={() => { run(send); }}>
          <EmailField label={r.t("email_new")} value={email} onChange={setEmail} error={refusalOf(error, "email")} />
          <PasswordField
            label={r.t("password")}
            value={password}
            onChange={setPassword}
            autocomplete="current-password"
            error={refusalOf(error, "password")}
          />
        </Form>
      </div>
    </Page>
  );
}

function AskAgain({ text }: { readonly text: string }): JSX.Element {
  const r = useReader();
  return (
    <>
      <p>{text}</p>
      <p><a class="button" href="#/email">{r.t("ask_new_link")}</a></p>
    </>
  );
}

export function EmailPage({ token }: { readonly token: string }): JSX.Element {
  const r = useReader();
  const { session, ask } = useSession();
  if (token === "")
    return (
      <SignedIn title={r.t("email_ask_title")} lead={r.t("sign_in_first")}>
        {(me) => <AskForChange present={me.email} />}
      </SignedIn>
    );
  const confirm = async () => {
    await putEmail(token, r.lang);
    if (session.state === "in") await ask();
  };
  return (
    <LinkAct
      token={token}
      title={r.t("email_title")}
      lead={r.t("email_lead")}
      act={r.t("email_act")}
      run={confirm}
      expired={<AskAgain text={r.t("email_expired")} />}
      refused={(error) => isRefusal(error, 409) && <AskAgain text={r.t("email_taken")} />}
      done={() => (
        <Done title={r.t("email_done_title")} text={r.t("email_done_text")}>
          <ul class="page__more">
            {session.state !== "in" && <li><a href="#/login">{r.t("sign_in")}</a></li>}
            <li><a href="#/">{r.t("to_openings")}</a></li>
          </ul>
        </Done>
      )}
    />
  );
}

/* The form that signs somebody in, and what a page shows that needs to know who it is. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Me } from "../api/types.ts";
import { useReader } from "../i18n/context.ts";
import { EmailField, Failure, Form, PasswordField, refusalOf, useAct } from "./form.tsx";
import { Page } from "./page.tsx";
import { isRefusal, useSession } from "./session.tsx";
import { Loading } from "./states.tsx";

export function SignInForm(): JSX.Element {
  const r = useReader();
  const { signIn } = useSession();
  const { busy, error, run } = useAct<unknown>();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const refused = isRefusal(error, 401);
  return (
    <>
      <Form
        act={r.t("sign_in")}
        busy={busy}
        error={refused ? null : error}
        fields={["email", "password"]}
        onSend={() => { run(() => signIn(email.trim(), password)); }}
      >
        <EmailField label={r.t("email")} value={email} onChange={setEmail} error={refusalOf(error, "email")} />
        <PasswordField
          label={r.t("password")}
          value={password}
          onChange={setPassword}
          autocomplete="current-password"
          error={refused ? r.t("login_refused") : refusalOf(error, "password")}
        />
      </Form>
      <ul class="page__more">
        <li><a href="#/reset">{r.t("login_forgot")}</a></li>
        <li><a href="#/register">{r.t("login_none")}</a></li>
      </ul>
    </>
  );
}

/* Shows the children to whoever is signed in, and to others the way in. */
export function SignedIn({ title, lead, children }: {
  readonly title: string;
  readonly lead: string;
  readonly children: (me: Me) => ComponentChildren;
}): JSX.Element {
  const r = useReader();
  const { session, ask } = useSession();
  /* Without a sign of an earlier login nobody has asked yet; the login may be there all the same. */
  const [asked, setAsked] = useState(session.state !== "out");
  useEffect(() => {
    if (!asked) void ask().then(() => { setAsked(true); });
  }, []);
  if (session.state === "in") return <>{children(session.me)}</>;
  return (
    <Page title={title}>
      {session.state === "failed" && <Failure error={session.error} onRetry={() => { void ask(); }} />}
      {(session.state === "asking" || (session.state === "out" && !asked)) && <Loading label={r.t("one_moment")} />}
      {session.state === "out" && asked && (
        <div class="card page__card">
          <p>{lead}</p>
          <SignInForm />
        </div>
      )}
    </Page>
  );
}

/* The wrong account is signed in: out, and the page asks for the right one. */
export function OtherAccount({ title, text }: {
  readonly title?: string;
  readonly text?: string;
}): JSX.Element {
  const r = useReader();
  const { signOut } = useSession();
  const { busy, error, run } = useAct<unknown>();
  const way = (
    <>
      {error !== null && <Failure error={error} />}
      <button
        type="button"
        class="button button--quiet"
        aria-disabled={busy ? "true" : undefined}
        onClick={() => { run(signOut); }}
      >
        {r.t("other_account")}
      </button>
    </>
  );
  if (title === undefined) return way;
  return (
    <Page title={title}>
      <div class="card page__card">
        <p>{text}</p>
        {way}
      </div>
    </Page>
  );
}

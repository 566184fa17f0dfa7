/* The line of the header that says who is signed in. Its height is the same for everybody. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useReader } from "../i18n/context.ts";
import { useSession } from "./session.tsx";

const MINE = {
  seeker: { href: "#/applications", label: "my_applications" },
  poster: { href: "#/organisations", label: "my_organisations" },
} as const;

export function Who(): JSX.Element {
  const r = useReader();
  const { session, signOut } = useSession();
  const [failed, setFailed] = useState(false);
  const leave = () => {
    setFailed(false);
    signOut().catch(() => { setFailed(true); });
  };
  if (session.state !== "in")
    return (
      <nav class={session.state === "asking" ? "who who--known" : "who"} aria-label={r.t("account_nav")}>
        {session.state !== "asking" && (
          <>
            <a href="#/login">{r.t("sign_in")}</a>
            <a href="#/register">{r.t("register")}</a>
          </>
        )}
      </nav>
    );
  const mine = session.me.role === "administrator" ? null : MINE[session.me.role];
  return (
    <nav class="who who--known" aria-label={r.t("account_nav")}>
      <span class="who__name" title={session.me.email}>
        <span class="hidden">{r.t("signed_in_as")} </span>
        <span translate={false}>{session.me.email}</span>
      </span>
      {mine !== null && <a href={mine.href}>{r.t(mine.label)}</a>}
      <button type="button" onClick={leave}>{r.t("sign_out")}</button>
      {failed && <span role="alert">{r.t("sign_out_failed")}</span>}
    </nav>
  );
}

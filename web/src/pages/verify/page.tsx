/* #/verify?token=...: the address of a new account is confirmed. */
import type { JSX } from "preact";
import { verifyAddress } from "../../api/account.ts";
import { useReader } from "../../i18n/context.ts";
import { Done, LinkAct } from "../../parts/link-act.tsx";
import { useSession } from "../../parts/session.tsx";
import { NewLink } from "./new-link.tsx";

export function VerifyPage({ token }: { readonly token: string }): JSX.Element {
  const r = useReader();
  const { session, ask } = useSession();
  const confirm = async () => {
    await verifyAddress(token, r.lang);
    if (session.state === "in") await ask();
  };
  return (
    <LinkAct
      token={token}
      title={r.t("verify_title")}
      lead={r.t("verify_lead")}
      act={r.t("verify_act")}
      run={confirm}
      expired={<NewLink />}
      done={() => (
        <Done title={r.t("verify_done_title")} text={r.t("verify_done_text")}>
          <ul class="page__more">
            {session.state !== "in" && <li><a href="#/login">{r.t("sign_in")}</a></li>}
            <li><a href="#/">{r.t("to_openings")}</a></li>
          </ul>
        </Done>
      )}
    />
  );
}

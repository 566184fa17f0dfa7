/* #/ventures/join?token=...: an invitation to a team, taken up by a seeker. */
import type { JSX } from "preact";
import { joinVenture } from "../../api/account.ts";
import { useReader } from "../../i18n/context.ts";
import { BrokenLink, Done, LinkAct } from "../../parts/link-act.tsx";
import { useAs } from "../../parts/session.tsx";
import { OtherAccount, SignedIn } from "../../parts/sign-in.tsx";

export function VentureJoinPage({ token }: { readonly token: string }): JSX.Element {
  const r = useReader();
  const as = useAs();
  if (token === "") return <BrokenLink />;
  return (
    <SignedIn title={r.t("venture_title")} lead={r.t("venture_sign_in")}>
      {(me) =>
        me.role === "seeker" ? (
          <LinkAct
            token={token}
            title={r.t("venture_title")}
            lead={r.t("venture_lead", { email: me.email })}
            act={r.t("venture_act")}
            run={() => joinVenture(token, as)}
            expired={<p>{r.t("venture_expired")}</p>}
            refused={() => <OtherAccount />}
            done={({ name }) => (
              <Done title={r.t("venture_done_title")} text={r.t("venture_done_text", { name })} />
            )}
          />
        ) : (
          <OtherAccount title={r.t("venture_title")} text={r.t("venture_role")} />
        )
      }
    </SignedIn>
  );
}

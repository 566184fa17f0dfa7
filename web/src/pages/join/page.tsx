/* #/join?token=...: an invitation of an organisation, taken up by the account of the address it was sent to. */
import type { JSX } from "preact";
import { joinOrganisation } from "../../api/account.ts";
import type { OwnOrganisation } from "../../api/types.ts";
import { useReader } from "../../i18n/context.ts";
import { BrokenLink, Done, LinkAct } from "../../parts/link-act.tsx";
import { textOf } from "../../parts/narrow.ts";
import { useAs } from "../../parts/session.tsx";
import { OtherAccount, SignedIn } from "../../parts/sign-in.tsx";

export function JoinPage({ token }: { readonly token: string }): JSX.Element {
  const r = useReader();
  const as = useAs();
  const joined = ({ name, role }: OwnOrganisation) => (
    <Done
      title={r.t("join_done_title")}
      text={r.t("join_done_text", { name: textOf(name, r.lang), role: r.t(`member_${role}`) })}
    >
      <p><a class="button" href="#/organisations">{r.t("my_organisations")}</a></p>
    </Done>
  );
  if (token === "") return <BrokenLink />;
  return (
    <SignedIn title={r.t("join_title")} lead={r.t("join_sign_in")}>
      {(me) =>
        me.role === "poster" ? (
          <LinkAct
            token={token}
            title={r.t("join_title")}
            lead={r.t("join_lead", { email: me.email })}
            act={r.t("join_act")}
            run={() => joinOrganisation(token, as)}
            expired={<p>{r.t("join_expired")}</p>}
            refused={() => <OtherAccount />}
            done={joined}
          />
        ) : (
          <OtherAccount title={r.t("join_title")} text={r.t("join_role")} />
        )
      }
    </SignedIn>
  );
}

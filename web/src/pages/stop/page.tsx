/* #/stop?token=...: no more letters of a saved search. */
import type { JSX } from "preact";
import { stopSearch } from "../../api/account.ts";
import { useReader } from "../../i18n/context.ts";
import { Done, LinkAct } from "../../parts/link-act.tsx";

export function StopPage({ token }: { readonly token: string }): JSX.Element {
  const r = useReader();
  return (
    <LinkAct
      token={token}
      title={r.t("stop_title")}
      lead={r.t("stop_lead")}
      act={r.t("stop_act")}
      run={() => stopSearch(token, r.lang)}
      expired={<p>{r.t("stop_expired")}</p>}
      done={() => <Done title={r.t("stop_done_title")} text={r.t("stop_done_text")} />}
    />
  );
}

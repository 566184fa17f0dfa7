/* #/alert?token=...: letters about a saved search are wanted at this address. */
import type { JSX } from "preact";
import { confirmSearch } from "../../api/account.ts";
import { useReader } from "../../i18n/context.ts";
import { Done, LinkAct } from "../../parts/link-act.tsx";

export function AlertPage({ token }: { readonly token: string }): JSX.Element {
  const r = useReader();
  return (
    <LinkAct
      token={token}
      title={r.t("alert_title")}
      lead={r.t("alert_lead")}
      act={r.t("alert_act")}
      run={() => confirmSearch(token, r.lang)}
      expired={<p>{r.t("alert_expired")}</p>}
      done={({ feed, calendar }) => (
        <Done title={r.t("alert_done_title")} text={r.t("alert_done_text")}>
          <p>{r.t("alert_feeds")}</p>
          <ul class="page__more">
            <li><a href={feed}>{r.t("alert_atom")}</a></li>
            <li><a href={calendar}>{r.t("alert_calendar")}</a></li>
            <li><a href="#/">{r.t("to_openings")}</a></li>
          </ul>
        </Done>
      )}
    />
  );
}

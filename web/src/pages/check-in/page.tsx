/* #/check-in?token=...: where somebody is now, by one tap and without signing in. */
import type { JSX } from "preact";
import { checkIn } from "../../api/account.ts";
import type { CheckInAnswer } from "../../api/types.ts";
import { useReader } from "../../i18n/context.ts";
import { Failure, useAct } from "../../parts/form.tsx";
import { BrokenLink, Done, ExpiredLink, linkFault } from "../../parts/link-act.tsx";
import { Page } from "../../parts/page.tsx";

const ANSWERS: readonly CheckInAnswer[] = [
  "same", "mainland", "hong_kong", "macao", "elsewhere", "study", "own_company", "looking", "not_said",
];

export function CheckInPage({ token }: { readonly token: string }): JSX.Element {
  const r = useReader();
  const { busy, error, done, run } = useAct<unknown>();
  const fault = token === "" ? "broken" : linkFault(error);
  if (done !== null) return <Done title={r.t("check_done_title")} text={r.t("check_done_text")} />;
  if (fault === "broken") return <BrokenLink />;
  if (fault === "expired") return <ExpiredLink><p>{r.t("check_expired")}</p></ExpiredLink>;
  return (
    <Page title={r.t("check_title")}>
      <div class="card page__card">
        <p>{r.t("check_lead")}</p>
        {error !== null && <Failure error={error} />}
        <ul class="answers">
          {ANSWERS.map((answer) => (
            <li key={answer}>
              <button
                type="button"
                class="button button--quiet answers__one"
                aria-disabled={busy ? "true" : undefined}
                onClick={() => { run(() => checkIn(token, answer, r.lang)); }}
              >
                {r.t(`check_${answer}`)}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Page>
  );
}

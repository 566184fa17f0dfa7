/* What a seeker may do with an application: what the server allows, and nothing else. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { moveApplication } from "../../api/applications.ts";
import type { Application, Step } from "../../api/types.ts";
import { useReader } from "../../i18n/context.ts";
import { Failure, useAct } from "../../parts/form.tsx";
import { isRefusal, useAs } from "../../parts/session.tsx";
import { ReasonForm } from "./reason-form.tsx";
import type { Reasons } from "./timeline.tsx";

/* At once, and those that ask why first. */
const PLAIN = { accepted: "accept_offer", started: "confirm_start" } as const;
const WITH_REASON = { declined: "decline_offer", withdrawn: "withdraw" } as const;
const AT_ONCE = ["accepted", "started"] as const;
const ASKING = ["declined", "withdrawn"] as const;

export function Acts({ of, reasons, onMoved, onStale }: {
  readonly of: Application;
  readonly reasons: Reasons;
  readonly onMoved: (application: Application) => void;
  /* It changed meanwhile: fetch it anew. */
  readonly onStale: () => void;
}): JSX.Element | null {
  const r = useReader();
  const as = useAs();
  const [asking, setAsking] = useState<(typeof ASKING)[number] | null>(null);
  const { busy, error, run } = useAct<unknown>();
  const move = (step: Step) => {
    run(async () => {
      try {
        onMoved(await moveApplication(of.id, step, as));
        setAsking(null);
      } catch (failure) {
        if (isRefusal(failure, 409)) onStale();
        throw failure;
      }
    });
  };
  const changed = isRefusal(error, 409);
  if (asking !== null && of.allowed.includes(asking))
    return (
      <ReasonForm
        title={r.t(asking === "declined" ? "decline_title" : "withdraw_title")}
        act={r.t(WITH_REASON[asking])}
        reasons={reasons.filter((x) => x.group === "withdrawal")}
        busy={busy}
        error={error}
        onSend={(reason, note) => { move({ to: asking, reason, ...(note === "" ? {} : { note }) }); }}
        onCancel={() => { setAsking(null); }}
      />
    );
  return (
    <>
      {changed && <p role="alert">{r.t("application_changed")}</p>}
      {error !== null && !changed && asking === null && <Failure error={error} />}
      <div class="acts">
        {AT_ONCE.filter((to) => of.allowed.includes(to)).map((to) => (
          <button key={to} type="button" class="button" aria-disabled={busy ? "true" : undefined}
            onClick={() => { move({ to }); }}>
            {r.t(PLAIN[to])}
          </button>
        ))}
        {ASKING.filter((to) => of.allowed.includes(to)).map((to) => (
          <button key={to} type="button" class="button button--quiet" onClick={() => { setAsking(to); }}>
            {r.t(WITH_REASON[to])}
          </button>
        ))}
      </div>
    </>
  );
}

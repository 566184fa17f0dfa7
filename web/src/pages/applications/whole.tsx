/* Everything that happened to an application, and what its seeker may do now. */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { fetchApplication, fetchReasons } from "../../api/applications.ts";
import type { Application } from "../../api/types.ts";
import { useReader } from "../../i18n/context.ts";
import { Failure } from "../../parts/form.tsx";
import { isRefusal } from "../../parts/session.tsx";
import { OtherAccount } from "../../parts/sign-in.tsx";
import { Loading } from "../../parts/states.tsx";
import { useFetched } from "../../parts/use-fetched.ts";
import { Acts } from "./acts.tsx";
import { Timeline } from "./timeline.tsx";

/* A link for another account reads like one that leads nowhere. */
function Missing({ error, onRetry }: {
  readonly error: unknown;
  readonly onRetry: () => void;
}): JSX.Element {
  const r = useReader();
  if (!isRefusal(error, 404)) return <Failure error={error} onRetry={onRetry} />;
  return (
    <>
      <p role="alert">{r.t("application_missing")}</p>
      <OtherAccount />
    </>
  );
}

export function Whole({ id, isSeeker, onChange }: {
  readonly id: string;
  readonly isSeeker: boolean;
  readonly onChange: (application: Application) => void;
}): JSX.Element {
  const r = useReader();
  const { value, error, retry, put } = useFetched(r.lang, id, (signal) => fetchApplication(id, r.lang, signal));
  const reasons = useFetched(r.lang, "", (signal) => fetchReasons(r.lang, signal));
  useEffect(() => { if (value !== null) onChange(value); }, [value]);
  const failure = error ?? reasons.error;
  if (failure !== null)
    return (
      <Missing
        error={failure}
        onRetry={() => {
          retry();
          reasons.retry();
        }}
      />
    );
  if (value === null || reasons.value === null) return <Loading label={r.t("one_moment")} />;
  return (
    <div class="whole">
      {value.state === "offered" && value.due !== null && (
        <p><strong>{r.t("application_answer_by", { date: r.moment(value.due) })}</strong></p>
      )}
      {isSeeker && <Acts of={value} reasons={reasons.value.items} onMoved={put} onStale={retry} />}
      <Timeline of={value} reasons={reasons.value.items} isSeeker={isSeeker} />
    </div>
  );
}

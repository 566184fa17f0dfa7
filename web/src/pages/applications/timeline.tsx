/* Each step with its hour, whose it was, and why. */
import type { JSX } from "preact";
import type { Application, ReasonList } from "../../api/types.ts";
import { useReader } from "../../i18n/context.ts";
import { textOf } from "../../parts/narrow.ts";

type Event = Application["events"][number];
export type Reasons = ReasonList["items"];

/* The same code says other things in other groups; the state tells which. */
const GROUPS: Partial<Record<Event["state"], Reasons[number]["group"]>> = {
  refused: "refusal",
  withdrawn: "withdrawal",
  declined: "withdrawal",
  expired: "automatic",
  obsolete: "automatic",
};

export function Timeline({ of, reasons, isSeeker }: {
  readonly of: Application;
  readonly reasons: Reasons;
  readonly isSeeker: boolean;
}): JSX.Element {
  const r = useReader();
  const why = ({ state, reason }: Event) => {
    if (reason === null) return "";
    const found =
      reasons.find((x) => x.code === reason && x.group === GROUPS[state]) ??
      reasons.find((x) => x.code === reason);
    return found === undefined ? reason : textOf(found.text, r.lang);
  };
  const by = (event: Event) =>
    event.by === "seeker" ? r.t(isSeeker ? "by_you" : "by_applicant") : r.t(`by_${event.by}`);
  return (
    <ol class="timeline">
      {of.events.map((event) => (
        <li key={event.number}>
          <p><strong>{r.t(`state_${event.state}`)}</strong></p>
          <p class="muted">
            <time dateTime={event.at}>{r.moment(event.at)}</time> · {by(event)}
          </p>
          {event.correction && <p class="muted">{r.t("application_correction")}</p>}
          {event.reason !== null && <p>{r.t("application_reason", { reason: why(event) })}</p>}
          {event.note !== null && event.note !== "" && <p class="timeline__note">{event.note}</p>}
        </li>
      ))}
    </ol>
  );
}

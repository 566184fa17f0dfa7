/* Why: one of the reasons that the server knows, and words of one's own. */
import type { JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { useReader } from "../../i18n/context.ts";
import { Form, refusalOf } from "../../parts/form.tsx";
import { textOf } from "../../parts/narrow.ts";
import type { Reasons } from "./timeline.tsx";

export function ReasonForm({ title, act, reasons, busy, error, onSend, onCancel }: {
  readonly title: string;
  readonly act: string;
  readonly reasons: Reasons;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSend: (reason: string, note: string) => void;
  readonly onCancel: () => void;
}): JSX.Element {
  const r = useReader();
  const id = useId();
  const [reason, setReason] = useState("");
  const [note, setNote] = useState("");
  const first = useRef<HTMLSelectElement>(null);
  const needsNote = reasons.some((x) => x.code === reason && x.needs_note);
  const refused = refusalOf(error, "note");
  useEffect(() => { first.current?.focus(); }, []);
  return (
    <div class="statement">
      <h2>{title}</h2>
      <Form act={act} busy={busy} error={error} fields={["note"]} onSend={() => { onSend(reason, note.trim()); }}>
        <div class="labelled">
          <label for={`${id}-reason`}>{r.t("reason_label")}</label>
          <select id={`${id}-reason`} ref={first} class="input" required value={reason}
            onChange={(e) => { setReason(e.currentTarget.value); }}>
            <option value="">{r.t("reason_choose")}</option>
            {reasons.map((x) => <option key={x.code} value={x.code}>{textOf(x.text, r.lang)}</option>)}
          </select>
        </div>
        <div class="labelled">
          <label for={`${id}-note`}>{r.t(needsNote ? "note_needed" : "note_label")}</label>
          <textarea id={`${id}-note`} class="input" rows={3} maxLength={1000} required={needsNote} value={note}
            aria-invalid={refused === "" ? undefined : "true"}
            aria-describedby={refused === "" ? undefined : `${id}-error`}
            onInput={(e) => { setNote(e.currentTarget.value); }} />
          {refused !== "" && <p class="field-error" id={`${id}-error`} role="alert">{refused}</p>}
        </div>
      </Form>
      <button type="button" class="button button--quiet" onClick={onCancel}>{r.t("cancel")}</button>
    </div>
  );
}

/* Fields and forms: the server's own refusal stands at the field that it names. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import { ApiError } from "../api/client.ts";
import { useReader } from "../i18n/context.ts";
import type { Reader } from "../i18n/reader.ts";
import { isRefusal, useSession } from "./session.tsx";
import { errorText, ErrorNote } from "./states.tsx";

/* What the server says of one member of the body; empty when nothing. */
export function refusalOf(error: unknown, member: string): string {
  if (!(error instanceof ApiError)) return "";
  const found = error.problem?.errors?.find((e) => e.pointer === `/${member}`);
  return found?.detail ?? "";
}

export function failureText(error: unknown, r: Reader): string {
  if (!(error instanceof ApiError)) return r.t("error_network");
  if (error.status === 429) return r.t("too_many");
  if (error.status === 503 || error.status >= 500) return errorText(error, r);
  const { problem } = error;
  return problem?.errors?.[0]?.detail ?? problem?.detail ?? problem?.title ?? r.t("error_other");
}

export function Failure({ error, onRetry }: {
  readonly error: unknown;
  readonly onRetry?: () => void;
}): JSX.Element {
  const r = useReader();
  const { session, ask } = useSession();
  const text = failureText(error, r);
  /* The login ended, or another one took its place in another window. */
  useEffect(() => {
    if (session.state === "in" && (isRefusal(error, 401) || isRefusal(error, 403))) void ask();
  }, [error]);
  return onRetry === undefined ? (
    <ErrorNote title={r.t("failed_title")} text={text} />
  ) : (
    <ErrorNote title={r.t("failed_title")} text={text} onRetry={onRetry} />
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autocomplete: string;
  readonly error?: string;
  readonly hint?: string;
}

function TextField({ label, value, onChange, autocomplete, error = "", hint = "", type }: FieldProps & {
  readonly type: "email" | "password" | "text";
}): JSX.Element {
  const id = useId();
  const told = [hint === "" ? "" : `${id}-hint`, error === "" ? "" : `${id}-error`].filter((x) => x !== "");
  return (
    <div class="labelled">
      <label for={id}>{label}</label>
      {hint !== "" && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      <input
        id={id}
        class="input"
        type={type}
        required
        value={value}
        autocomplete={autocomplete}
        autocapitalize="none"
        spellcheck={false}
        aria-invalid={error === "" ? undefined : "true"}
        aria-describedby={told.length === 0 ? undefined : told.join(" ")}
        onInput={(e) => { onChange(e.currentTarget.value); }}
      />
      {error !== "" && <p class="field-error" id={`${id}-error`} role="alert">{error}</p>}
    </div>
  );
}

export function EmailField(props: Omit<FieldProps, "autocomplete">): JSX.Element {
  return <TextField {...props} type="email" autocomplete="username" />;
}

export function PasswordField(props: FieldProps): JSX.Element {
  const r = useReader();
  const [shown, setShown] = useState(false);
  return (
    <div class="password">
      <TextField {...props} type={shown ? "text" : "password"} />
      <label class="tick">
        <input type="checkbox" checked={shown} onChange={(e) => { setShown(e.currentTarget.checked); }} />
        {r.t("show_password")}
      </label>
    </div>
  );
}

/* Sends once at a time; what went wrong and names no field of it stands above the button. */
export function Form({ act, busy, error, fields, onSend, children }: {
  readonly act: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly fields: readonly string[];
  readonly onSend: () => void;
  readonly children: ComponentChildren;
}): JSX.Element {
  const atField = fields.some((name) => refusalOf(error, name) !== "");
  return (
    <form
      class="form"
      onSubmit={(e) => {
        e.preventDefault();
        if (!busy) onSend();
      }}
    >
      {children}
      {error !== null && !atField && <Failure error={error} />}
      <button class="button" aria-disabled={busy ? "true" : undefined}>{act}</button>
    </form>
  );
}

/* One act that is under way, or failed, or is done with its result. */
export function useAct<T>() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [done, setDone] = useState<{ readonly value: T } | null>(null);
  const run = (act: () => Promise<T>) => {
    if (busy) return;
    setBusy(true);
    setError(null);
    act()
      .then((value) => { setDone({ value }); })
      .catch((failure: unknown) => { setError(failure); })
      .finally(() => { setBusy(false); });
  };
  const reset = () => {
    setError(null);
    setDone(null);
  };
  return { busy, error, done, run, reset, fail: setError };
}

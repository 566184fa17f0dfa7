/* Loading and error, the same everywhere. Loading shows only after 300 ms, by style. */
import type { JSX } from "preact";
import { ApiError } from "../api/client.ts";
import { useReader } from "../i18n/context.ts";
import type { Reader } from "../i18n/reader.ts";
import { Icon } from "./icons.tsx";

export function Loading({ label, cards = 0 }: {
  readonly label: string;
  readonly cards?: number;
}): JSX.Element {
  return (
    <div class="loading">
      <label class="loading__label">
        <span>{label}</span>
        <progress />
      </label>
      {Array.from({ length: cards }, (_, i) => (
        <div key={i} class="card ghost" aria-hidden="true">
          <span class="ghost__line ghost__line--short" />
          <span class="ghost__line" />
          <span class="ghost__line ghost__line--half" />
        </div>
      ))}
    </div>
  );
}

export function errorText(error: unknown, r: Reader): string {
  if (!(error instanceof ApiError)) return r.t("error_network");
  if (error.status === 503 || error.status === 429) return r.t("error_busy");
  return error.problem?.detail ?? error.problem?.errors?.[0]?.detail ?? r.t("error_other");
}

export function ErrorNote({ title, text, onRetry }: {
  readonly title: string;
  readonly text: string;
  /* None where trying again cannot help. */
  readonly onRetry?: () => void;
}): JSX.Element {
  const r = useReader();
  return (
    <div class="error-note" role="alert">
      <Icon name="info" />
      <div>
        <strong>{title}</strong>
        <p>{text}</p>
        {onRetry !== undefined && (
          <button type="button" class="button button--quiet" onClick={onRetry}>
            {r.t("try_again")}
          </button>
        )}
      </div>
    </div>
  );
}

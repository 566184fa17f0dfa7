/* What a page shows comes from the server: once, again in another language, again when asked. */
import { useEffect, useState } from "preact/hooks";
import { wasCancelled } from "../api/client.ts";
import type { Lang } from "../i18n/lang.ts";

export interface Fetched<T> {
  readonly value: T | null;
  readonly error: unknown;
  readonly retry: () => void;
  readonly put: (value: T) => void;
}

export function useFetched<T>(lang: Lang, what: string, fetch: (signal: AbortSignal) => Promise<T>): Fetched<T> {
  const [value, setValue] = useState<T | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const cancel = new AbortController();
    setError(null);
    fetch(cancel.signal)
      .then((found) => { setValue(() => found); })
      .catch((failure: unknown) => { if (!wasCancelled(failure)) setError(failure); });
    return () => { cancel.abort(); };
  }, [lang, what, tries]);
  return {
    value,
    error,
    retry: () => { setTries(tries + 1); },
    put: (found) => { setValue(() => found); },
  };
}

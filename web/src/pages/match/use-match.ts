/*
 * Keeps the ranked list in step with the answers. A newer request cancels the
 * older one; the last good list stays while a new one is on its way or failed.
 */
import { useEffect, useState } from "preact/hooks";
import { fetchMatch, wasCancelled } from "../../api/client.ts";
import type { MatchItem, MatchReply, MatchRequest } from "../../api/types.ts";

export interface Ranked {
  readonly reply: MatchReply | null;
  readonly items: readonly MatchItem[];
  readonly busy: boolean;
  readonly error: unknown;
  readonly retry: () => void;
  readonly more: (() => void) | null;
}

interface State {
  readonly reply: MatchReply | null;
  readonly items: readonly MatchItem[];
  readonly next: string | null;
}

const NOTHING: State = { reply: null, items: [], next: null };

export function useMatch(request: MatchRequest): Ranked {
  const [state, setState] = useState<State>(NOTHING);
  const [error, setError] = useState<unknown>(null);
  const [settled, setSettled] = useState("");
  const [asked, setAsked] = useState<{ key: string; cursor: string } | null>(null);
  const [tries, setTries] = useState(0);
  const key = JSON.stringify(request);
  /* A cursor belongs to the request whose list gave it. */
  const page = asked?.key === key ? asked.cursor : null;

  const id = `${String(tries)} ${page ?? ""} ${key}`;
  const busy = settled !== id;

  useEffect(() => {
    const cancel = new AbortController();
    setError(null);
    fetchMatch({ ...request, ...(page === null ? {} : { cursor: page }) }, cancel.signal)
      .then((reply) => {
        setSettled(id);
        setState((before) =>
          page === null || before.reply === null
            ? { reply, items: reply.items, next: reply.next }
            : { reply: before.reply, items: [...before.items, ...reply.items], next: reply.next },
        );
      })
      .catch((failure: unknown) => {
        if (wasCancelled(failure)) return;
        setSettled(id);
        setError(failure);
      });
    return () => { cancel.abort(); };
  }, [id]);

  const next = state.next;
  return {
    reply: state.reply,
    items: state.items,
    busy,
    error,
    retry: () => { setTries(tries + 1); },
    more: next === null || busy ? null : () => { setAsked({ key, cursor: next }); },
  };
}

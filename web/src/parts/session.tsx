/*
 * Who is signed in. The login is a cookie that no script can read; what is kept
 * on the device is that there was one, so that a visitor who never signed in is
 * not asked about. The word against forgery lives in memory and comes with /v1/me.
 */
import { createContext } from "preact";
import type { ComponentChildren, JSX } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import * as account from "../api/account.ts";
import type { As } from "../api/account.ts";
import { ApiError } from "../api/client.ts";
import type { Me } from "../api/types.ts";
import { useReader } from "../i18n/context.ts";
import { eraseStored, readStored, writeStored } from "./storage.ts";

const KEY = "baybridge.signed-in";

export type Session =
  | { readonly state: "asking" }
  | { readonly state: "failed"; readonly error: unknown }
  | { readonly state: "out" }
  | { readonly state: "in"; readonly me: Me; readonly csrf: string };

export interface SessionStore {
  readonly session: Session;
  readonly signIn: (email: string, password: string) => Promise<void>;
  readonly signOut: () => Promise<void>;
  /* Asks the server anew: a page needs to know, or something about the account changed. */
  readonly ask: () => Promise<void>;
}

const nobody = () => Promise.resolve();
const SessionContext = createContext<SessionStore>({
  session: { state: "out" },
  signIn: nobody,
  signOut: nobody,
  ask: nobody,
});

export function useSession(): SessionStore {
  return useContext(SessionContext);
}

export function isRefusal(error: unknown, status: number): boolean {
  return error instanceof ApiError && error.status === status;
}

export function SessionProvider({ children }: { readonly children: ComponentChildren }): JSX.Element {
  const r = useReader();
  const [session, setSession] = useState<Session>(
    () => ({ state: readStored(KEY) === true ? "asking" : "out" }),
  );
  const leave = () => {
    eraseStored(KEY);
    setSession({ state: "out" });
  };
  const ask = async () => {
    try {
      const me = await account.fetchMe(r.lang);
      writeStored(KEY, true);
      setSession({ state: "in", me, csrf: me.csrf ?? "" });
    } catch (error) {
      if (isRefusal(error, 401)) leave();
      else setSession((before) => (before.state === "in" ? before : { state: "failed", error }));
    }
  };
  const signIn = async (email: string, password: string) => {
    const { csrf = "" } = await account.signIn(email, password, r.lang);
    const me = await account.fetchMe(r.lang);
    writeStored(KEY, true);
    setSession({ state: "in", me, csrf });
  };
  const signOut = async () => {
    if (session.state !== "in") return;
    try {
      await account.signOut({ lang: r.lang, csrf: session.csrf });
    } catch (error) {
      if (!isRefusal(error, 401)) throw error;
    }
    leave();
  };
  useEffect(() => { if (session.state === "asking") void ask(); }, []);
  return (
    <SessionContext.Provider value={{ session, signIn, signOut, ask }}>
      {children}
    </SessionContext.Provider>
  );
}

/* What a call as this person needs; an empty word is refused like a wrong one. */
export function useAs(): As {
  const r = useReader();
  const { session } = useSession();
  return { lang: r.lang, csrf: session.state === "in" ? session.csrf : "" };
}

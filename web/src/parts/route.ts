/* Which view the part of the address behind # names: "#/reset?token=...", "#/applications/<id>". */
import { useEffect, useState } from "preact/hooks";

export interface Route {
  readonly hash: string;
  /* "reset", "ventures/join"; empty for the list. */
  readonly page: string;
  /* What follows the page: an id. */
  readonly id: string;
  readonly token: string;
}

/* Pages of more than one word come before their first word. */
const PAGES = [
  "verify", "reset", "email", "join", "ventures/join", "check-in", "alert", "stop",
  "login", "register", "applications", "organisations", "openings", "o",
] as const;

export type PageName = (typeof PAGES)[number];

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

export function routeOf(hash: string): Route {
  const [path = "", ...query] = hash.replace(/^#\/?/, "").split("?");
  const page = PAGES.find((p) => path === p || path.startsWith(`${p}/`)) ?? "";
  const token = new URLSearchParams(query.join("?")).get("token") ?? "";
  return { hash, page, id: decoded(path.slice(page.length + 1)), token };
}

/* Letters say openings/<id>, the list says o/<id>. */
export function openingOf(route: Route): string | null {
  const names = route.page === "o" || route.page === "openings";
  return names && route.id !== "" ? route.id : null;
}

export function useRoute(): { readonly route: Route; readonly stepped: boolean; readonly leave: () => void } {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  const [stepped, setStepped] = useState(false);
  useEffect(() => {
    const follow = () => {
      setRoute(routeOf(location.hash));
      setStepped(true);
    };
    addEventListener("hashchange", follow);
    return () => { removeEventListener("hashchange", follow); };
  }, []);
  const leave = () => {
    if (openingOf(routeOf(location.hash)) === null) return;
    if (stepped) history.back();
    else {
      history.replaceState(null, "", location.pathname + location.search);
      setRoute(routeOf(""));
    }
  };
  return { route, stepped, leave };
}

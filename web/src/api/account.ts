/* What an account and the links in letters ask of the server. */
import type { Lang } from "../i18n/lang.ts";
import { call } from "./client.ts";
import type {
  CheckInAnswer,
  Login,
  Me,
  MyVenture,
  OwnOrganisation,
  OwnOrganisationList,
  Role,
  SavedSearch,
} from "./types.ts";

/* What a call of somebody who is signed in needs. */
export interface As {
  readonly lang: Lang;
  readonly csrf: string;
}

function post<T>(path: string, body: unknown, lang: Lang): Promise<T> {
  return call(path, { method: "POST", body, lang });
}

export function register(email: string, password: string, role: Role, lang: Lang): Promise<unknown> {
  return post("/v1/accounts", { email, password, role, lang }, lang);
}

export function signIn(email: string, password: string, lang: Lang): Promise<Login> {
  return post("/v1/sessions", { email, password, kind: "cookie" }, lang);
}

export function fetchMe(lang: Lang): Promise<Me> {
  return call("/v1/me", { lang });
}

export function signOut({ lang, csrf }: As): Promise<unknown> {
  return call("/v1/sessions/current", { method: "DELETE", lang, csrf });
}

export function verifyAddress(token: string, lang: Lang): Promise<unknown> {
  return post("/v1/accounts/verification", { token }, lang);
}

export function askVerification({ lang, csrf }: As): Promise<unknown> {
  return call("/v1/me/verification", { method: "POST", lang, csrf });
}

export function askReset(email: string, lang: Lang): Promise<unknown> {
  return post("/v1/accounts/reset", { email }, lang);
}

export function putPassword(token: string, password: string, lang: Lang): Promise<unknown> {
  return call("/v1/accounts/password", { method: "PUT", body: { token, password }, lang });
}

export function putEmail(token: string, lang: Lang): Promise<unknown> {
  return call("/v1/accounts/email", { method: "PUT", body: { token }, lang });
}

export function askEmail(email: string, password: string, { lang, csrf }: As): Promise<unknown> {
  return call("/v1/me/email", { method: "POST", body: { email, password }, lang, csrf });
}

export function joinOrganisation(token: string, { lang, csrf }: As): Promise<OwnOrganisation> {
  return call("/v1/organisations/join", { method: "POST", body: { token }, lang, csrf });
}

export function joinVenture(token: string, { lang, csrf }: As): Promise<MyVenture> {
  return call("/v1/ventures/join", { method: "POST", body: { token }, lang, csrf });
}

export function checkIn(token: string, answer: CheckInAnswer, lang: Lang): Promise<unknown> {
  return post("/v1/check-ins", { token, answer }, lang);
}

export function confirmSearch(token: string, lang: Lang): Promise<SavedSearch> {
  return post("/v1/searches/confirm", { token }, lang);
}

export function stopSearch(token: string, lang: Lang): Promise<unknown> {
  const query = new URLSearchParams({ token, lang });
  return call(`/v1/searches/stop?${query.toString()}`, { method: "POST", lang });
}

export function fetchOrganisations(lang: Lang, signal: AbortSignal): Promise<OwnOrganisationList> {
  return call(`/v1/me/organisations?limit=100&lang=${lang}`, { lang, signal });
}

export function askOrganisationVerification(id: string, { lang, csrf }: As): Promise<unknown> {
  const path = `/v1/organisations/${encodeURIComponent(id)}/verification`;
  return call(path, { method: "POST", lang, csrf });
}

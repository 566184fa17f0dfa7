/* Applications as their seeker sees them. */
import type { Lang } from "../i18n/lang.ts";
import type { As } from "./account.ts";
import { call } from "./client.ts";
import type { Application, ApplicationList, ReasonList, Step } from "./types.ts";

export function fetchApplications(
  cursor: string | null,
  lang: Lang,
  signal?: AbortSignal,
): Promise<ApplicationList> {
  const query = new URLSearchParams({ lang });
  if (cursor !== null) query.set("cursor", cursor);
  const path = `/v1/me/applications?${query.toString()}`;
  return call(path, signal === undefined ? { lang } : { lang, signal });
}

export function fetchApplication(id: string, lang: Lang, signal: AbortSignal): Promise<Application> {
  return call(`/v1/applications/${encodeURIComponent(id)}?lang=${lang}`, { lang, signal });
}

export function moveApplication(id: string, step: Step, { lang, csrf }: As): Promise<Application> {
  const path = `/v1/applications/${encodeURIComponent(id)}/transitions?lang=${lang}`;
  return call(path, { method: "POST", body: step, lang, csrf });
}

export function fetchReasons(lang: Lang, signal: AbortSignal): Promise<ReasonList> {
  return call(`/v1/reasons?lang=${lang}`, { lang, signal });
}

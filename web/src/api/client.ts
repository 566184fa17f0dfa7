/*
 * The one place that fetches. Reads are tried again once when the network or a
 * busy server fails; every call can be cancelled. A refusal is an ApiError
 * that carries the problem+json, so callers can point at the field.
 */
import type { Lang } from "../i18n/lang.ts";
import { isRecord } from "../parts/narrow.ts";
import type {
  MatchReply,
  MatchRequest,
  Opening,
  OpeningList,
  Problem,
  Vocabulary,
} from "./types.ts";

const RETRY_AFTER_MS = 600;

export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem | null;

  constructor(status: number, problem: Problem | null) {
    super(problem?.title ?? `HTTP ${String(status)}`);
    this.status = status;
    this.problem = problem;
  }
}

export function wasCancelled(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

function isProblem(body: unknown): body is Problem {
  return isRecord(body) && typeof body["type"] === "string" && typeof body["status"] === "number";
}

async function once<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(path, init);
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ApiError(response.status, isProblem(body) ? body : null);
  /* The edge: openapi.json says what a 200 holds, and the schema is generated from it. */
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions
  return body as T;
}

function isWorthRetrying(error: unknown): boolean {
  return error instanceof ApiError ? error.status === 503 : error instanceof TypeError;
}

function pause(signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, RETRY_AFTER_MS);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("cancelled", "AbortError"));
    });
  });
}

async function read<T>(path: string, init: RequestInit): Promise<T> {
  try {
    return await once<T>(path, init);
  } catch (error) {
    if (!isWorthRetrying(error)) throw error;
    await pause(init.signal);
    return once<T>(path, init);
  }
}

function get<T>(path: string, lang: Lang, signal: AbortSignal): Promise<T> {
  return read<T>(path, { signal, headers: { "Accept-Language": lang } });
}

export interface Call {
  readonly lang: Lang;
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly body?: unknown;
  /* Of the login, for what changes something of the account. */
  readonly csrf?: string;
  readonly signal?: AbortSignal;
}

/* Anything else: what only reads is tried again, what changes something is not. */
export function call<T>(path: string, { lang, method = "GET", body, csrf, signal }: Call): Promise<T> {
  const headers: Record<string, string> = { "Accept-Language": lang };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (csrf !== undefined) headers["X-CSRF-Token"] = csrf;
  const init: RequestInit = { method, headers, signal: signal ?? null };
  if (body !== undefined) init.body = JSON.stringify(body);
  return method === "GET" ? read<T>(path, init) : once<T>(path, init);
}

export function fetchVocabulary(lang: Lang, signal: AbortSignal): Promise<Vocabulary> {
  return get(`/v1/vocabulary?lang=${lang}`, lang, signal);
}

export function fetchOpening(id: string, lang: Lang, signal: AbortSignal): Promise<Opening> {
  return get(`/v1/openings/${encodeURIComponent(id)}?lang=${lang}`, lang, signal);
}

export function fetchOpenings(
  query: URLSearchParams,
  lang: Lang,
  signal: AbortSignal,
): Promise<OpeningList> {
  return get(`/v1/openings?${query.toString()}`, lang, signal);
}

/* Ranking keeps nothing on the server, so it is a read and may be tried again. */
export function fetchMatch(request: MatchRequest, signal: AbortSignal): Promise<MatchReply> {
  return read<MatchReply>("/v1/match", {
    method: "POST",
    signal,
    headers: {
      "Content-Type": "application/json",
      "Accept-Language": request.lang ?? "en",
    },
    body: JSON.stringify(request),
  });
}

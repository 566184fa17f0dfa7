/*
 * A server on which people apply: two verified organisations with openings that
 * take applications here, and seekers who can send them.
 */
import { newcomer, QUICK_HASHES } from "./accounts.mjs";
import { opening, test as rule, text } from "./build.mjs";
import { plus, today } from "./days.mjs";
import { inRecord } from "./record.mjs";
import { startServer, temporaryFolder, writeFile } from "./server.mjs";

export const house = (id, places) => ({ type: "organisation", id, name: text(`House ${id}`), kind: "company", places });
export const here = (id, organisation, members = {}) =>
  opening(id, { organisation, apply: { by: "baybridge" }, opens: plus(today(), -10), closes: plus(today(), 60), confirmed: today(), ...members });

/* Of age, and nothing that a rule below could fail. */
export const profile = {
  facts: { birth_date: "2001-03-04", education: "bachelor", residency: ["hk_permanent"] },
  texts: { headline: "Junior tester", skills: ["SQL"], wants: "canary-heron" },
  wishes: { kinds: ["job"], places: ["shenzhen"] },
};

export const openings = [
  here("tester", "acme", { title: { en: "Tester", "zh-Hant": "測試員" }, vacancies: 2, skills: ["SQL"] }),
  here("graduates", "acme", { criteria: rule("education", "min", { id: "degree", value: "bachelor" }) }),
  here("speakers", "acme", { criteria: rule("languages", "min", { id: "portuguese", key: "portuguese", value: "working" }) }),
  here("strict", "acme", {
    declarations: [{ id: "not-employed", text: text("I do not work there.") }],
    questions: [{ id: "why", text: text("Why here?") }],
  }),
  here("papers", "acme", { documents: [{ kind: "cv", when: "apply" }, { kind: "diploma", when: "interview" }] }),
  here("rounds", "acme", {
    intakes: [
      { opens: plus(today(), -40), closes: plus(today(), -20) },
      { opens: plus(today(), -5), closes: plus(today(), 5), results_by: plus(today(), 90) },
      { opens: plus(today(), 30), closes: plus(today(), 50) },
    ],
  }),
  here("one-team", "borough", { kind: "incubator", vacancies: { unit: "team", count: 1 } }),
  here("single", "acme", { vacancies: 1 }),
  here("exclusive", "acme", { exclusive_with: ["fund-b"], vacancies: 1 }),
  here("other-job", "borough"),
  here("fund-a", "borough", { kind: "funding" }),
  here("fund-b", "borough", { kind: "funding" }),
  here("nobody-reads", "ghost"),
  here("closed", "acme", { closes: plus(today(), -1) }),
  here("draft", "acme", { status: "draft" }),
  opening("elsewhere", { organisation: "acme", apply: { by: "link", url: "https://example.org/apply" } }),
];

export function verify(server, organisation) {
  inRecord(server.db, [
    "INSERT INTO verification (organisation, state, note, by_account, at_us) VALUES (?, 'verified', '', '', 1) ON CONFLICT (organisation) DO UPDATE SET state = 'verified'",
    organisation,
  ]);
}

export function send(server, method, target, who, body, more = {}) {
  const headers = { ...(body === undefined ? {} : { "content-type": "application/json" }), ...who?.headers, ...more };
  return server.ask(method, target, { headers, body: body === undefined ? undefined : JSON.stringify(body) });
}

async function known(server, options) {
  const who = await newcomer(server, options);
  const { id } = (await server.get("/v1/me", who.headers)).json;
  return { ...who, id };
}

/* An account whose address is confirmed. */
export async function confirmed(server, options) {
  const who = await known(server, options);
  inRecord(server.db, ["UPDATE account SET state = 'active' WHERE id = ?", who.id]);
  return who;
}

export async function seeker(server, more = profile, options = {}) {
  const who = await confirmed(server, options);
  if (more !== null) {
    const reply = await send(server, "PUT", "/v1/me/profile", who, more);
    if (reply.status !== 200) throw new Error(reply.text);
  }
  return who;
}

export async function member(server, organisation, role = "owner") {
  const who = await confirmed(server, { role: "poster" });
  inRecord(server.db, ["INSERT INTO member (organisation, account, role, since_us) VALUES (?, ?, ?, 1)", organisation, who.id, role]);
  return who;
}

/* Its role changed, so it signs in before it is one. */
export async function administrator(server) {
  const who = await confirmed(server, { role: "poster" });
  inRecord(server.db, ["UPDATE account SET role = 'administrator' WHERE id = ?", who.id]);
  return who;
}

/* {server, acme, borough}: owners of the two. */
export async function startApplying({ more = [], also = [] } = {}) {
  const all = [house("acme", ["hong-kong"]), house("borough", ["macao"]), house("ghost", ["macao"]), ...openings, ...also];
  const server = await startServer({ files: [writeFile(temporaryFolder(), "all.json", all)], more: [...QUICK_HASHES, ...more] });
  for (const id of ["acme", "borough", "ghost"]) verify(server, id);
  return { server, acme: await member(server, "acme"), borough: await member(server, "borough") };
}

export const apply = (server, who, opening_, body = {}, more = {}) => send(server, "POST", `/v1/openings/${opening_}/applications`, who, body, more);

/* The id of one that was taken. */
export async function applied(server, who, opening_, body = {}) {
  const reply = await apply(server, who, opening_, body);
  if (reply.status !== 201) throw new Error(`applying ended with ${reply.status} ${reply.text}`);
  return reply.json.id;
}

export const move = (server, who, id, body) => send(server, "POST", `/v1/applications/${id}/transitions`, who, body);

/* Steps that must all be allowed: [who, to or body]. */
export async function walk(server, id, ...steps) {
  for (const [who, step] of steps) {
    const reply = await move(server, who, id, typeof step === "string" ? { to: step } : step);
    if (reply.status !== 200) throw new Error(`${JSON.stringify(step)} ended with ${reply.status} ${reply.text}`);
  }
}

export const started = async (server, who, poster, opening_) => {
  const id = await applied(server, who, opening_);
  await walk(server, id, [poster, "offered"], [who, "accepted"], [poster, "start_claimed"], [who, "started"]);
  return id;
};

/* So many days pass for one application. */
export function daysLater(server, id, days) {
  const us = days * 86_400_000_000;
  inRecord(
    server.db,
    ["UPDATE application SET at_us = at_us - ?, state_us = state_us - ?, due_us = CASE WHEN due_us > 0 THEN due_us - ? ELSE 0 END WHERE id = ?", us, us, us, id],
    ["UPDATE application_event SET at_us = at_us - ? WHERE application = ?", us, id],
  );
}

/* A yes or a no, as the record keeps it. */
export function consent(server, who, purpose, { given = 1, destination = "" } = {}) {
  inRecord(
    server.db,
    ["INSERT INTO consent (account, number, purpose, destination, given, version, lang, at_us) SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ?, '1', 'en', 1 FROM consent WHERE account = ?", who.id, purpose, destination, given, who.id],
  );
}

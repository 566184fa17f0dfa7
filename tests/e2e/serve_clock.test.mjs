/* What the clock starts: check-ins, reminders, what is removed. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newcomer, QUICK_HASHES } from "../support/accounts.mjs";
import { letterBox, lettersSoFar, lettersTo, tokenOf } from "../support/letters.mjs";
import { inRecord } from "../support/record.mjs";
import { eventually, startServer } from "../support/server.mjs";

const DAY_US = 86_400_000_000;
const now_us = () => Date.now() * 1000;
const today = () => Math.floor((Date.now() / 1000 + 8 * 3600) / 86400);
const box = letterBox();
let server;

before(async () => {
  server = await startServer({ more: [...QUICK_HASHES, ...box.more, "--set", "mail.look=20ms", "--set", "clock.every=20ms", "--set", "clock.tidy=20ms"] });
});
after(() => server.stop());

const put = (table, row) => [`INSERT INTO ${table} (${Object.keys(row)}) VALUES (${Object.keys(row).map(() => "?")})`, ...Object.values(row)];

async function seeker(lang) {
  const { email, headers } = await newcomer(server, { lang });
  return { email, id: (await server.get("/v1/me", headers)).json.id };
}

/* Of somebody who started; a check-in after three months, so many days from now. */
function placement(id, person, days, asked = 0) {
  const day = today() + days;
  const application = {
    id: `a-${id}`, opening: "o", intake: "", organisation: "acme", person, venture: "", at_us: 1, channel: "", referred_from: "", statement_sealed: "", answers_sealed: "",
    contact_sealed: "", facts_sealed: "", verdict: "eligible", failed_tests: "", fit_hundredths: -1, state: "started", reason: "", state_us: 1, decided_us: 1, due_us: 0, place: 0, events: 1,
  };
  const it = {
    id, application: `a-${id}`, opening: "o", organisation: "acme", person, state: "in_post", start_day: day - 90, posted_day: 0, end_day: 0, end_reason: "", not_retained_reason: "", city: "",
    industry: "", occupation: "", pay_start_minor: 0, pay_end_minor: 0, currency: "", events: 1, created_us: 1, updated_us: 1,
  };
  inRecord(server.db, put("application", application), put("placement", it), put("check_in", { placement: id, months: 3, due_day: day, asked, answer: "", answered_us: 0 }));
}

const asked = (id) => inRecord(server.db, ["SELECT asked FROM check_in WHERE placement = ?", id])[0][0];

test("from 14 days before it is due one letter asks where somebody is, in their language", async () => {
  const ann = await seeker("pt");
  placement("p-early", ann.id, 14);
  const [letter] = await lettersTo(box.folder, ann.email, { subject: /Onde está agora/ });
  assert.match(letter.body, /Passaram 3 meses/);
  assert.match(tokenOf(letter), /^bc_/);
  assert.equal(asked("p-early"), 1);
});

test("two reminders follow, on the day and 14 days later, and no more", async () => {
  const ben = await seeker("en");
  placement("p-late", ben.id, -30);
  await lettersTo(box.folder, ben.email, { subject: /Where are you now/, least: 3 });
  await eventually(() => asked("p-late") === 3, "three were sent");
  const tokens = lettersSoFar(box.folder, ben.email).map(tokenOf).filter((t) => t?.startsWith("bc_"));
  assert.equal(new Set(tokens).size, 3);
});

test("too early, too late, or of somebody who has no account: no letter", async () => {
  const cyd = await seeker("en");
  placement("p-not-yet", cyd.id, 15);
  placement("p-over", cyd.id, -31);
  placement("p-nobody", "imported-1", 0);
  await eventually(() => asked("p-nobody") === 2, "it is passed over");
  assert.equal(asked("p-not-yet"), 0);
  assert.equal(asked("p-over"), 0);
  assert.deepEqual(lettersSoFar(box.folder, cyd.email).filter((l) => /Where/.test(l.subject)), []);
});

test("a tracker reminds once, by letter and notice", async () => {
  const dee = await seeker("en");
  const row = { account: dee.id, opening: "no-longer-there", state: "saved", note_sealed: "", day: 0, remind_us: now_us() - 1, updated_us: 1 };
  inRecord(server.db, put("tracker", row));
  const letters = await lettersTo(box.folder, dee.email, { subject: /Your reminder: no-longer-there/ });
  assert.equal(letters.length, 1);
  assert.ok(letters[0].body.includes("/#/openings/no-longer-there"));
  assert.deepEqual(inRecord(server.db, ["SELECT count(*), max(kind) FROM notice WHERE account = ?", dee.id]), [[1, "tracker.reminder"]]);
  assert.deepEqual(inRecord(server.db, ["SELECT remind_us FROM tracker WHERE account = ?", dee.id]), [[0]]);
});

test("what expired a week ago is removed, and what did not is not", async () => {
  const link = (hash, expires_us) => put("one_time", { hash, kind: "verify", account: "", payload: "", created_us: 1, expires_us, used_us: 0 });
  const reply = (key, created_us) => put("idempotency", { account: "a", route: "r", key, request: "", status: 200, reply: "", created_us });
  inRecord(server.db, link("old", now_us() - 8 * DAY_US), link("new", now_us() - 6 * DAY_US), reply("old", now_us() - 2 * DAY_US), reply("new", now_us() - DAY_US / 2));
  const count = (table, column, value) => inRecord(server.db, [`SELECT count(*) FROM ${table} WHERE ${column} = ?`, value])[0][0];
  await eventually(() => count("one_time", "hash", "old") === 0 && count("idempotency", "key", "old") === 0, "old ones are gone");
  assert.equal(count("one_time", "hash", "new"), 1);
  assert.equal(count("idempotency", "key", "new"), 1);
});

test("searches and matches are counted a day by words of the vocabulary, and nothing that was typed is", async () => {
  const profile = { facts: { residency: ["macao_permanent"] }, texts: { wants: "canary-typed" }, wishes: { kinds: ["internship"], places: ["zhuhai"] } };
  for (let i = 0; i < 3; i++) await server.post("/v1/match", { profile, q: "canary-typed", lang: "pt" });
  await server.get("/v1/openings?q=canary-typed&place=shenzhen&lang=en");
  const rows = () => inRecord(server.db, "SELECT name, key, count, day FROM daily_count");
  const found = await eventually(() => {
    const all = rows();
    return all.some((r) => r[0] === "match" && r[2] >= 3) && all.some((r) => r[0] === "search") ? all : null;
  }, "they are written down");
  assert.deepEqual(found.find((r) => r[0] === "match").slice(1), ["pt macao_permanent zhuhai - internship", 3, today()]);
  assert.ok(found.some((r) => r[0] === "search" && r[1] === "en - shenzhen - -"));
  assert.equal(JSON.stringify(found).includes("canary"), false);
});

test("no job failed, and each tells when it ran", async () => {
  const { text } = await server.get("/metrics");
  for (const job of ["answer_clock", "check_ins", "trackers", "purge", "digests", "retention", "write_counts", "send_hooks", "send_mail"]) {
    assert.match(text, new RegExp(`baybridge_job_runs_total\\{job="${job}"\\} [1-9]`));
    assert.match(text, new RegExp(`baybridge_job_failures_total\\{job="${job}"\\} 0\\n`), job);
  }
});

/* How long people are kept: 24 months, to the day, and not without a word. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newcomer } from "../support/accounts.mjs";
import { applied, move, seeker, startApplying } from "../support/applying.mjs";
import { letterBox, lettersSoFar, lettersTo } from "../support/letters.mjs";
import { inRecord } from "../support/record.mjs";
import { eventually } from "../support/server.mjs";

const DAY_US = 86_400_000_000;
const ZONE_US = 8 * 3_600_000_000;
const box = letterBox();
let server;
let acme;

before(async () => {
  ({ server, acme } = await startApplying({ more: [...box.more, "--set", "mail.look=20ms", "--set", "clock.tidy=20ms"] }));
});
after(() => server.stop());

/* Noon at +08:00 of the day so many days away from that two years ago. */
function twoYearsAgo(days) {
  const now = new Date(Date.now() + 8 * 3_600_000);
  const day = Date.UTC(now.getUTCFullYear() - 2, now.getUTCMonth(), now.getUTCDate()) / 86_400_000 + days;
  return day * DAY_US - ZONE_US + DAY_US / 2;
}

const state = (id) => inRecord(server.db, ["SELECT state FROM account WHERE id = ?", id])[0][0];
const lastSeen = (id, us) => inRecord(server.db, ["UPDATE account SET last_login_us = ? WHERE id = ?", us, id]);
const runs = async () => Number(/baybridge_job_runs_total\{job="retention"\} (\d+)/.exec((await server.get("/metrics")).text)[1]);
async function twoRuns() {
  const from = await runs();
  await eventually(async () => (await runs()) >= from + 2, "two runs");
}

async function idler() {
  const who = await newcomer(server);
  const { id } = (await server.get("/v1/me", who.headers)).json;
  return { ...who, id };
}

test("30 days before an account is erased its owner is told, once and not earlier", async () => {
  const early = await idler();
  const late = await idler();
  lastSeen(early.id, twoYearsAgo(32));
  lastSeen(late.id, twoYearsAgo(29));
  const letters = await lettersTo(box.folder, late.email, { subject: /will be erased/ });
  await twoRuns();
  assert.equal(letters.length, 1);
  assert.equal(lettersSoFar(box.folder, late.email).filter((l) => /erased/.test(l.subject)).length, 1);
  assert.equal(lettersSoFar(box.folder, early.email).filter((l) => /erased/.test(l.subject)).length, 0);
  assert.equal(state(late.id), "unverified");
});

test("30 days after the letter, and after 24 months, it is erased; a day before it is not", async () => {
  const who = await idler();
  const toldDaysAgo = (days) => inRecord(server.db, ["UPDATE notice SET at_us = ? WHERE account = ? AND kind = 'account.idle'", Date.now() * 1000 - days * DAY_US, who.id]);
  lastSeen(who.id, twoYearsAgo(0));
  await lettersTo(box.folder, who.email, { subject: /will be erased/ });
  toldDaysAgo(29);
  await twoRuns();
  assert.equal(state(who.id), "unverified");
  toldDaysAgo(30);
  await eventually(() => state(who.id) === "erased", "it is erased");
});

test("who signs in again stays", async () => {
  const who = await idler();
  lastSeen(who.id, twoYearsAgo(-5));
  await lettersTo(box.folder, who.email, { subject: /will be erased/ });
  inRecord(server.db, ["UPDATE notice SET at_us = 1 WHERE account = ?", who.id], ["UPDATE account SET last_login_us = ? WHERE id = ?", Date.now() * 1000, who.id]);
  await twoRuns();
  assert.equal(state(who.id), "unverified");
});

test("the only owner of an organisation stays, whoever idle", async () => {
  lastSeen(acme.id, twoYearsAgo(-5));
  await lettersTo(box.folder, acme.email, { subject: /will be erased/ });
  inRecord(server.db, ["UPDATE notice SET at_us = 1 WHERE account = ? AND kind = 'account.idle'", acme.id]);
  await twoRuns();
  assert.equal(state(acme.id), "active");
});

test("24 months after its end an application that came to nothing is nobody's; a day before it is somebody's", async () => {
  const me = await seeker(server);
  const [gone, kept, live] = [await applied(server, me, "tester", { statement: "canary-statement" }), await applied(server, me, "graduates"), await applied(server, me, "other-job")];
  for (const id of [gone, kept]) assert.equal((await move(server, acme, id, { to: "refused", reason: "other", note: "canary-note" })).status, 200);
  const ended = (id, us) => inRecord(server.db, ["UPDATE application SET state_us = ? WHERE id = ?", us, id]);
  ended(kept, twoYearsAgo(1));
  ended(live, twoYearsAgo(-5));
  ended(gone, twoYearsAgo(0));
  const person = (id) => inRecord(server.db, ["SELECT person FROM application WHERE id = ?", id])[0][0];
  await eventually(() => person(gone) !== me.id, "it is nobody's");
  await twoRuns();
  assert.equal(person(kept), me.id);
  assert.equal(person(live), me.id);
  assert.deepEqual(inRecord(server.db, ["SELECT length(statement_sealed) + length(contact_sealed) + length(facts_sealed), state, reason FROM application WHERE id = ?", gone]), [[0, "refused", "other"]]);
  assert.deepEqual(inRecord(server.db, ["SELECT sum(length(note_sealed)), sum(actor = ?) FROM application_event WHERE application = ?", me.id, gone]), [[0, 0]]);
  assert.equal((await server.get(`/v1/applications/${gone}`, me.headers)).status, 404);
});

test("the job did not fail", async () => {
  assert.match((await server.get("/metrics")).text, /baybridge_job_failures_total\{job="retention"\} 0\n/);
});

/*
 * A whole life: found by a match, applied for, seen, shortlisted, offered,
 * accepted, started; what it excludes ends, everybody is told, and they are
 * asked how it goes.
 */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { register, signIn } from "../support/accounts.mjs";
import { applied, move, profile, send, startApplying, walk } from "../support/applying.mjs";
import { letterBox, lettersTo, tokenTo } from "../support/letters.mjs";
import { inRecord } from "../support/record.mjs";

const box = letterBox();
let server, acme, borough;
before(async () => ({ server, acme, borough } = await startApplying({ more: [...box.more, "--set", "clock.every=50ms"] })));
after(() => server.stop());

const get = async (who, target) => (await server.get(target, who.headers)).json;

test("from the first letter to the first check-in", async () => {
  const email = await register(server);
  assert.equal((await server.post("/v1/accounts/verification", { token: await tokenTo(box.folder, email) })).status, 200);
  const me = { email, ...(await signIn(server, email)) };
  assert.equal((await send(server, "PUT", "/v1/me/profile", me, profile)).status, 200);

  const match = await server.post("/v1/match", { profile });
  assert.ok(match.json.items.some((i) => i.opening.id === "exclusive" && i.verdict === "eligible"));

  const id = await applied(server, me, "exclusive", { channel: "match", statement: "I test." });
  const job = await applied(server, me, "other-job");
  const named = await applied(server, me, "fund-b");
  const apart = await applied(server, me, "fund-a");

  const view = await get(acme, `/v1/applications/${id}`);
  assert.ok(!JSON.stringify(view).includes(email));
  await walk(server, id, [acme, "seen"], [acme, "shortlisted"], [acme, "offered"], [me, "accepted"], [acme, "start_claimed"]);
  assert.equal((await get(me, `/v1/applications/${job}`)).state, "submitted", "nothing ends before the start");
  await walk(server, id, [me, "started"]);

  const states = Object.fromEntries((await get(me, "/v1/me/applications")).items.map((i) => [i.id, i.state]));
  assert.deepEqual(states, { [id]: "started", [job]: "obsolete", [named]: "obsolete", [apart]: "submitted" });
  assert.equal((await get(borough, `/v1/applications/${job}`)).reason, "started_elsewhere");
  assert.equal((await move(server, borough, job, { to: "offered" })).status, 409);
  assert.deepEqual((await get(me, `/v1/applications/${id}`)).events.map((e) => [e.state, e.by]), [
    ["submitted", "seeker"],
    ["seen", "poster"],
    ["shortlisted", "poster"],
    ["offered", "poster"],
    ["accepted", "seeker"],
    ["start_claimed", "poster"],
    ["started", "seeker"],
  ]);

  const letters = await lettersTo(box.folder, email, { subject: /application: Opening exclusive/, least: 4 });
  assert.match(letters.map((l) => l.body).join("\n"), /Offer made \(answer by \d{4}-\d\d-\d\d\)/);
  const poster = await lettersTo(box.folder, borough.email, { subject: /application for Opening/, least: 2 });
  assert.match(poster[0].body, /Ended by a start elsewhere/);

  const [placement] = (await get(me, "/v1/me/placements")).items;
  assert.equal(placement.state, "in_post");
  const { check_ins } = await get(me, `/v1/placements/${placement.id}`);
  assert.deepEqual(check_ins.map((c) => [c.months, c.answer]), [[3, null], [6, null], [12, null], [18, null], [24, null]]);

  inRecord(server.db, ["UPDATE check_in SET due_day = due_day - 92 WHERE placement = ?", placement.id]);
  const token = await tokenTo(box.folder, email, /Where are you now/);
  assert.equal((await server.post("/v1/check-ins", { token, answer: "same" })).status, 204);
  assert.equal((await server.post("/v1/check-ins", { token, answer: "looking" })).status, 410, "a link answers once");
  assert.equal((await get(me, `/v1/placements/${placement.id}`)).check_ins[0].answer, "same");
});

test("a seeker may name the day they started, not one to come", async () => {
  const email = await register(server);
  await server.post("/v1/accounts/verification", { token: await tokenTo(box.folder, email) });
  const me = { email, ...(await signIn(server, email)) };
  const id = await applied(server, me, "fund-a");
  await walk(server, id, [borough, "offered"], [me, "accepted"], [borough, "start_claimed"]);
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  assert.equal((await move(server, me, id, { to: "started", day: "2099-01-01" })).json.errors[0].pointer, "/day");
  assert.equal((await move(server, me, id, { to: "started", day: today })).status, 200);
  assert.equal((await get(me, "/v1/me/placements")).items[0].start, today);
});

/* POST /v1/applications/{id}/transitions: who may take which step, what it asks for, and what others are told. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { administrator, applied, apply, daysLater, member, move, seeker, startApplying, walk } from "../support/applying.mjs";

let server, acme, borough, admin;
before(async () => {
  ({ server, acme, borough } = await startApplying());
  admin = await administrator(server);
});
after(() => server.stop());

const soon = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const state = async (who, id) => (await server.get(`/v1/applications/${id}`, who.headers)).json.state;

test("a step that the state does not allow is 409 with those that it does", async () => {
  const me = await seeker(server);
  const id = await applied(server, me, "tester");
  const reply = await move(server, acme, id, { to: "accepted" });
  assert.equal(reply.status, 409);
  assert.equal(reply.json.type, "/errors/illegal-transition");
  assert.deepEqual(reply.json.allowed, ["seen", "shortlisted", "interview", "offered", "refused"]);
  assert.equal((await move(server, me, id, { to: "offered" })).json.allowed[0], "withdrawn");
  assert.equal(await state(me, id), "submitted");
});

test("a refusal without a code is refused, as is one with another's code or without the note it needs", async () => {
  const me = await seeker(server);
  const id = await applied(server, me, "tester");
  const bad = async (body) => {
    const reply = await move(server, acme, id, { to: "refused", ...body });
    assert.equal(reply.status, 422, JSON.stringify(body));
    return reply.json.errors[0];
  };
  assert.deepEqual([(await bad({})).code, (await bad({ reason: "housing" })).pointer], ["missing", "/reason"]);
  assert.equal((await bad({ reason: "other" })).code, "missing");
  assert.equal((await move(server, acme, id, { to: "seen", reason: "skills" })).status, 422);
  assert.equal((await move(server, acme, id, { to: "refused", reason: "other", note: "canary-crane" })).status, 200);
  const mine = (await server.get(`/v1/applications/${id}`, me.headers)).json;
  assert.equal(mine.reason, "other");
  assert.equal(mine.events.at(-1).note, "canary-crane");
  assert.equal(mine.events.at(-1).by, "poster");
});

test("an offer has a last day, after which it cannot be accepted", async () => {
  const me = await seeker(server);
  const id = await applied(server, me, "fund-a");
  assert.equal((await move(server, borough, id, { to: "offered", deadline: soon(-3) })).json.errors[0].pointer, "/deadline");
  assert.equal((await move(server, borough, id, { to: "seen", deadline: soon(3) })).status, 422);
  assert.equal((await move(server, borough, id, { to: "offered", deadline: soon(5) })).status, 200);
  daysLater(server, id, 8);
  const late = await move(server, me, id, { to: "accepted" });
  assert.equal(late.status, 409);
  assert.deepEqual(late.json.allowed, ["declined"]);
});

test("there are no more offers than places", async () => {
  const [one, two] = [await seeker(server), await seeker(server)];
  const [first, second] = [await applied(server, one, "exclusive"), await applied(server, two, "exclusive")];
  await walk(server, first, [acme, "offered"]);
  const full = await move(server, acme, second, { to: "offered" });
  assert.deepEqual([full.status, full.json.errors[0].code], [409, "filled"]);
  await walk(server, first, [one, { to: "declined", reason: "pay" }]);
  assert.equal((await move(server, acme, second, { to: "offered" })).status, 200);
});

test("of what is sent in one moment only one is taken", async () => {
  const them = await Promise.all(Array.from({ length: 6 }, () => seeker(server)));
  const ids = [];
  for (const me of them) ids.push(await applied(server, me, "single"));
  const offers = await Promise.all(ids.map((id) => move(server, acme, id, { to: "offered" })));
  assert.deepEqual(offers.map((r) => r.status).sort(), [200, 409, 409, 409, 409, 409]);
  const won = offers.findIndex((r) => r.status === 200);
  const words = await Promise.all([move(server, them[won], ids[won], { to: "accepted" }), move(server, acme, ids[won], { to: "refused", reason: "stopped" }), move(server, them[won], ids[won], { to: "declined", reason: "pay" })]);
  assert.ok(words.filter((r) => r.status === 200).length <= 2, "an acceptance may still be taken back");
  const { events } = (await server.get(`/v1/applications/${ids[won]}`, them[won].headers)).json;
  assert.equal(events.length, 2 + words.filter((r) => r.status === 200).length);
  const twice = await seeker(server);
  const sent = await Promise.all([1, 2, 3].map(() => apply(server, twice, "tester")));
  assert.deepEqual(sent.map((r) => r.status).sort(), [201, 409, 409]);
});

test("what is ended is opened again once, within its time", async () => {
  const me = await seeker(server);
  const id = await applied(server, me, "tester");
  const no = { to: "refused", reason: "skills" };
  await walk(server, id, [acme, no], [acme, "submitted"], [acme, no]);
  assert.equal((await move(server, acme, id, { to: "submitted" })).status, 409);
  const late = await applied(server, await seeker(server), "tester");
  await walk(server, late, [acme, no]);
  daysLater(server, late, 31);
  assert.equal((await move(server, acme, late, { to: "submitted" })).status, 409);
});

test("a start is confirmed by the seeker, or by an administrator when they do not answer", async () => {
  const me = await seeker(server);
  const id = await applied(server, me, "fund-a");
  await walk(server, id, [borough, "offered"], [me, "accepted"], [borough, "start_claimed"]);
  assert.equal((await move(server, borough, id, { to: "started" })).status, 409);
  assert.equal((await move(server, admin, id, { to: "started" })).status, 409);
  daysLater(server, id, 15);
  assert.equal((await move(server, admin, id, { to: "started" })).status, 200);
});

test("an administrator takes the newest change back with a note, by a new event", async () => {
  const me = await seeker(server);
  const id = await applied(server, me, "tester");
  await walk(server, id, [acme, "seen"], [acme, { to: "refused", reason: "skills" }]);
  assert.deepEqual((await server.get(`/v1/applications/${id}`, admin.headers)).json.allowed, ["seen"]);
  assert.equal((await move(server, admin, id, { to: "seen" })).status, 422);
  assert.equal((await move(server, admin, id, { to: "submitted", note: "x" })).status, 409);
  await walk(server, id, [admin, { to: "seen", note: "The wrong person." }]);
  const { events } = (await server.get(`/v1/applications/${id}`, me.headers)).json;
  assert.deepEqual(events.map((e) => [e.state, e.correction]), [["submitted", false], ["seen", false], ["refused", false], ["seen", true]]);
});

test("a correction has no reason of its own and no more offers than places", async () => {
  const [one, two] = [await seeker(server), await seeker(server)];
  const [first, second] = [await applied(server, one, "one-team"), await applied(server, two, "one-team")];
  await walk(server, first, [borough, "offered"], [one, { to: "declined", reason: "pay" }]);
  await walk(server, second, [borough, "offered"]);
  const taken = await move(server, admin, first, { to: "offered", note: "By mistake." });
  assert.deepEqual([taken.status, taken.json.errors[0].code], [409, "filled"]);
  await walk(server, second, [two, { to: "declined", reason: "pay" }]);
  const named = await move(server, admin, first, { to: "offered", note: "By mistake.", reason: "made-up" });
  assert.deepEqual([named.status, named.json.errors[0].pointer], [422, "/reason"]);
  assert.equal((await move(server, admin, first, { to: "offered", note: "By mistake." })).status, 200);
});

test("a reviewer looks and shortlists; deciding is for editors", async () => {
  const reviewer = await member(server, "acme", "reviewer");
  const id = await applied(server, await seeker(server), "tester");
  await walk(server, id, [reviewer, "seen"], [reviewer, "shortlisted"]);
  assert.equal((await move(server, reviewer, id, { to: "refused", reason: "skills" })).status, 403);
  assert.equal((await move(server, reviewer, id, { to: "offered" })).status, 403);
});

test("a stranger's application is as if it were not there", async () => {
  const id = await applied(server, await seeker(server), "tester");
  for (const stranger of [borough, await seeker(server)]) {
    const theirs = await move(server, stranger, id, { to: "seen" });
    const absent = await move(server, stranger, "absent", { to: "seen" });
    assert.equal(theirs.status, 404);
    assert.deepEqual({ ...theirs.json, request: 0 }, { ...absent.json, request: 0 });
  }
});

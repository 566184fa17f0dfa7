/* POST /v1/placements/{id}/events: what became of it, told by either side. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { administrator, member, seeker, send, started, startApplying } from "../support/applying.mjs";
import { inRecord } from "../support/record.mjs";

let server, acme, borough;
before(async () => ({ server, acme, borough } = await startApplying()));
after(() => server.stop());

const day = (days) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
const tell = (who, id, body) => send(server, "POST", `/v1/placements/${id}/events`, who, body);

/* Begun a year ago. */
async function placed() {
  const me = await seeker(server);
  await started(server, me, borough, "fund-a");
  const [{ id }] = (await server.get("/v1/me/placements", me.headers)).json.items;
  inRecord(server.db, ["UPDATE placement SET start_day = start_day - 365 WHERE id = ?", id]);
  return { me, id };
}

test("posted, completed, kept on; the events say who told it", async () => {
  const { me, id } = await placed();
  assert.equal((await tell(me, id, { state: "posted", day: day(-300) })).status, 201);
  assert.equal((await tell(borough, id, { state: "completed", day: day(-2) })).status, 201);
  const reply = await tell(borough, id, { state: "retained", day: day(-1) });
  assert.deepEqual(reply.json.events.map((e) => [e.state, e.by]), [["in_post", "seeker"], ["posted", "seeker"], ["completed", "poster"], ["retained", "poster"]]);
  assert.deepEqual([reply.json.state, reply.json.posted, reply.json.end], ["retained", day(-300), day(-2)]);
});

test("the same state again corrects its day, by a later event", async () => {
  const { me, id } = await placed();
  await tell(me, id, { state: "posted", day: day(-300) });
  const reply = await tell(borough, id, { state: "posted", day: day(-290) });
  assert.equal(reply.status, 201, reply.text);
  assert.deepEqual([reply.json.posted, reply.json.events.length], [day(-290), 3]);
});

test("what came of it is told otherwise by the other side: the later word stands, with its teller", async () => {
  const { me, id } = await placed();
  await tell(me, id, { state: "posted", day: day(-300) });
  assert.equal((await tell(borough, id, { state: "ended_early", day: day(-50), reason: "other_job" })).json.end_reason, "other_job");
  const back = (await tell(me, id, { state: "posted", day: day(-300) })).json;
  assert.deepEqual([back.state, back.end, back.end_reason], ["posted", null, null]);
  await tell(borough, id, { state: "ended_early", day: day(-50), reason: "other_job" });
  const ended = (await tell(me, id, { state: "completed", day: day(-5) })).json;
  assert.deepEqual([ended.state, ended.end, ended.end_reason, ended.events.at(-1).by], ["completed", day(-5), null, "seeker"]);
  await tell(borough, id, { state: "not_retained", day: day(-4), reason: "no_budget" });
  const kept = (await tell(me, id, { state: "retained", day: day(-4) })).json;
  assert.deepEqual([kept.state, kept.not_retained_reason], ["retained", null]);
});

test("an early end and not being kept on name their reason, nothing else does", async () => {
  const { me, id } = await placed();
  assert.equal((await tell(me, id, { state: "ended_early", day: day(-1) })).json.errors[0].code, "missing");
  assert.equal((await tell(me, id, { state: "ended_early", day: day(-1), reason: "skills" })).json.errors[0].pointer, "/reason");
  assert.equal((await tell(me, id, { state: "posted", day: day(-1), reason: "study" })).json.errors[0].pointer, "/reason");
  assert.equal((await tell(me, id, { state: "ended_early", day: day(-1), reason: "study" })).json.end_reason, "study");
});

test("what does not follow is 409; days to come and before the start are 422", async () => {
  const { me, id } = await placed();
  const early = await tell(me, id, { state: "retained", day: day(-1) });
  assert.deepEqual([early.status, early.json.type, early.json.allowed], [409, "/errors/illegal-transition", ["posted", "ended_early"]]);
  assert.equal((await tell(me, id, { state: "in_post", day: day(-1) })).status, 409);
  assert.equal((await tell(me, id, { state: "posted", day: day(2) })).json.errors[0].pointer, "/day");
  assert.equal((await tell(me, id, { state: "posted", day: day(-400) })).json.errors[0].pointer, "/day");
});

test("strangers tell nothing of it", async () => {
  const { id } = await placed();
  assert.equal((await tell(acme, id, { state: "posted", day: day(-1) })).status, 404);
  assert.equal((await tell(await seeker(server), id, { state: "posted", day: day(-1) })).status, 404);
});

test("a reviewer says nothing of it", async () => {
  const { id } = await placed();
  assert.equal((await tell(await member(server, "borough", "reviewer"), id, { state: "posted", day: day(-300) })).status, 403);
  assert.equal((await tell(await member(server, "borough", "editor"), id, { state: "posted", day: day(-300) })).status, 201);
});

test("what an administrator tells is told as theirs", async () => {
  const { me, id } = await placed();
  const reply = await tell(await administrator(server), id, { state: "posted", day: day(-300) });
  assert.equal(reply.status, 201, reply.text);
  assert.deepEqual((await server.get(`/v1/placements/${id}`, me.headers)).json.events.map((e) => e.by), ["seeker", "administrator"]);
});

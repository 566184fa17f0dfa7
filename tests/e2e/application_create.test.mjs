/* POST /v1/openings/{id}/applications: who may is judged again, and nobody applies into a void. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newcomer } from "../support/accounts.mjs";
import { applied, apply, consent, here, house, member, profile, seeker, send, startApplying, verify, walk } from "../support/applying.mjs";
import { plus, today } from "../support/days.mjs";
import { inRecord } from "../support/record.mjs";

const teams = here("teams", "borough", { kind: "incubator", applicant: "team", criteria: { id: "two", attr: "team_size", op: "min", value: 2 } });
let server, acme, borough;
const across = [house("delta", ["shenzhen"]), house("whole", ["gba"]), here("across", "delta"), here("bay", "whole")];
before(async () => {
  ({ server, acme, borough } = await startApplying({ more: ["--set", "quota.applications=3"], also: [teams, ...across] }));
  for (const id of ["delta", "whole"]) {
    verify(server, id);
    await member(server, id);
  }
});
after(() => server.stop());

test("what is sent is kept, answered with 201 and its address, and read again", async () => {
  const me = await seeker(server);
  const reply = await apply(server, me, "tester", { statement: "I test.", channel: "match" });
  assert.equal(reply.status, 201, reply.text);
  assert.equal(reply.headers.location, `/v1/applications/${reply.json.id}`);
  assert.equal(reply.json.state, "submitted");
  assert.equal(reply.json.verdict, "eligible");
  assert.equal(reply.json.statement, "I test.");
  assert.equal(reply.json.channel, "match");
  assert.ok(reply.json.fit > 0);
  assert.deepEqual(reply.json.allowed, ["withdrawn"]);
  assert.deepEqual(reply.json.events.map((e) => [e.state, e.by]), [["submitted", "seeker"]]);
  assert.deepEqual((await server.get(reply.headers.location, me.headers)).json, reply.json);
});

test("an opening whose applications are taken elsewhere says where, and keeps nothing", async () => {
  const me = await seeker(server);
  const reply = await apply(server, me, "elsewhere");
  assert.equal(reply.status, 409);
  assert.equal(reply.json.type, "/errors/apply-elsewhere");
  assert.equal(reply.json.by, "link");
  assert.equal(reply.json.url, "https://example.org/apply");
  assert.equal((await apply(server, me, "nobody-reads")).json.type, "/errors/apply-elsewhere", "it has no member");
  assert.deepEqual((await server.get("/v1/me/applications", me.headers)).json.items, []);
});

test("who is not eligible is told which condition failed, with what they have and need", async () => {
  const me = await seeker(server, { ...profile, facts: { ...profile.facts, education: "secondary" } });
  const reply = await apply(server, me, "graduates", { channel: "search" });
  assert.equal(reply.status, 409);
  assert.equal(reply.json.type, "/errors/not-eligible");
  assert.equal(reply.json.criteria.length, 1);
  const [criterion] = reply.json.criteria;
  assert.equal(criterion.id, "degree");
  assert.equal(criterion.verdict, "ineligible");
  assert.equal(criterion.have, "secondary");
  assert.deepEqual(criterion.need, { attr: "education", op: "min", value: "bachelor" });
});

test("a refused attempt is counted, without a name", async () => {
  const before_ = inRecord(server.db, "SELECT coalesce(sum(count), 0) FROM blocked_attempt WHERE opening = 'graduates' AND test = 'degree' AND channel = 'event'")[0][0];
  const me = await seeker(server, { ...profile, facts: { ...profile.facts, education: "secondary" } });
  await apply(server, me, "graduates", { channel: "event" });
  await apply(server, me, "graduates", { channel: "event" });
  const after_ = inRecord(server.db, "SELECT coalesce(sum(count), 0) FROM blocked_attempt WHERE opening = 'graduates' AND test = 'degree' AND channel = 'event'")[0][0];
  assert.equal(after_ - before_, 2);
});

test("maybe may apply, and the unknown fact is kept as unknown", async () => {
  const me = await seeker(server, null);
  const reply = await apply(server, me, "speakers");
  assert.equal(reply.status, 201, reply.text);
  assert.equal(reply.json.verdict, "maybe");
  assert.equal(reply.json.criteria[0].have, null);
});

test("the facts used are those of the moment of applying", async () => {
  const me = await seeker(server);
  const id = await applied(server, me, "graduates");
  await send(server, "PUT", "/v1/me/profile", me, { ...profile, facts: { ...profile.facts, education: "none" } });
  const now = (await server.get(`/v1/applications/${id}`, me.headers)).json;
  assert.equal(now.criteria[0].have, "bachelor");
  assert.equal(now.verdict, "eligible");
});

test("an e-mail address that is not confirmed sends nothing", async () => {
  const me = await newcomer(server);
  const reply = await apply(server, me, "tester");
  assert.equal(reply.status, 403);
  assert.equal(reply.json.type, "/errors/unconfirmed");
});

test("one application for an opening lives at a time; after it was withdrawn there may be another", async () => {
  const me = await seeker(server);
  const first = await applied(server, me, "tester");
  const second = await apply(server, me, "tester");
  assert.equal(second.status, 409);
  assert.equal(second.json.type, "/errors/conflict");
  await walk(server, first, [me, { to: "withdrawn", reason: "study" }]);
  assert.equal((await apply(server, me, "tester")).status, 201);
});

test("a request that is sent again with its key makes one application", async () => {
  const me = await seeker(server);
  const key = { "idempotency-key": "k-1" };
  const first = await apply(server, me, "tester", {}, key);
  const again = await apply(server, me, "tester", {}, key);
  assert.equal(first.status, 201, first.text);
  assert.equal(again.status, 201, again.text);
  assert.equal(again.json.id, first.json.id);
  assert.equal((await server.get("/v1/me/applications", me.headers)).json.items.length, 1);
});

test("a seeker sends so many in a day and no more", async () => {
  const me = await seeker(server);
  for (const id of ["tester", "fund-a", "fund-b"]) await applied(server, me, id);
  assert.equal((await apply(server, me, "other-job")).status, 429);
});

test("declarations and questions of the opening must be answered", async () => {
  const me = await seeker(server);
  const bare = await apply(server, me, "strict");
  assert.equal(bare.status, 422);
  assert.deepEqual(bare.json.errors.map((e) => [e.code, e.pointer]), [["missing", "/declarations"], ["missing", "/answers"]]);
  const odd = await apply(server, me, "strict", { declarations: ["not-employed"], answers: { why: "x", more: "y" } });
  assert.deepEqual(odd.json.errors.map((e) => e.pointer), ["/answers/more"]);
  const good = await apply(server, me, "strict", { declarations: ["not-employed"], answers: { why: "The sea." } });
  assert.equal(good.status, 201, good.text);
  assert.deepEqual(good.json.answers, { why: "The sea." });
  assert.deepEqual(good.json.declarations, ["not-employed"]);
});

test("every value that does not fit is a fault with its pointer", async () => {
  const me = await seeker(server);
  const body = { statement: "字".repeat(4001), documents: ["absent"], channel: "rumour", referred_from: "nobody", more: 1 };
  const reply = await apply(server, me, "tester", body);
  assert.equal(reply.status, 422);
  assert.deepEqual(reply.json.errors.map((e) => e.pointer).sort(), ["/channel", "/more"]);
  const { channel, more, ...rest } = body;
  assert.deepEqual((await apply(server, me, "tester", rest)).json.errors.map((e) => e.pointer), ["/statement"]);
  const { statement, ...last } = rest;
  assert.deepEqual((await apply(server, me, "tester", last)).json.errors.map((e) => e.pointer).sort(), ["/documents/0", "/referred_from"]);
  assert.equal((await apply(server, me, "tester", { statement: "字".repeat(4000) })).status, 201);
});

test("closed, draft and absent openings take nothing", async () => {
  const me = await seeker(server);
  assert.equal((await apply(server, me, "closed")).status, 410);
  assert.equal((await apply(server, me, "draft")).status, 404);
  assert.equal((await apply(server, me, "absent")).status, 404);
});

test("papers that are asked for at once are given, by their kinds", async () => {
  const me = await seeker(server);
  const without = await apply(server, me, "papers");
  assert.equal(without.status, 422);
  assert.deepEqual(without.json.errors.map((e) => [e.code, e.pointer]), [["missing", "/documents"]]);
  assert.match(without.json.errors[0].detail, /\bcv\b/);
  const keep = (kind) =>
    server.ask("POST", `/v1/me/documents?kind=${kind}&name=one.pdf`, { headers: { ...me.headers, "content-type": "application/pdf" }, body: Buffer.from("%PDF-1.7\n%%EOF\n") });
  const other = (await keep("diploma")).json.id;
  assert.equal((await apply(server, me, "papers", { documents: [other] })).status, 422);
  const cv = (await keep("cv")).json.id;
  assert.equal((await apply(server, me, "papers", { documents: [cv] })).status, 201);
});

test("the round that is open is the one applied for; one that is over or to come is none", async () => {
  const me = await seeker(server);
  for (const [days, code] of [[-40, "closed"], [30, "day-out"], [1, "unknown-reference"]]) {
    const reply = await apply(server, me, "rounds", { intake: plus(today(), days) });
    assert.deepEqual(reply.json.errors.map((e) => [e.code, e.pointer]), [[code, "/intake"]], String(days));
  }
  const reply = await apply(server, me, "rounds");
  assert.equal(reply.status, 201);
  assert.equal(reply.json.intake, plus(today(), -5));
});

test("only seekers apply", async () => {
  assert.equal((await apply(server, acme, "tester")).status, 403);
  assert.equal((await apply(server, undefined, "tester")).status, 401);
  assert.ok(borough);
});

test("nothing that was written stands in the record as it was written", async () => {
  const me = await seeker(server);
  await applied(server, me, "strict", { statement: "canary-ibis", declarations: ["not-employed"], answers: { why: "canary-egret" } });
  const cells = JSON.stringify(inRecord(server.db, "SELECT * FROM application"));
  for (const word of ["ibis", "egret"]) assert.ok(!cells.includes(Buffer.from(`canary-${word}`).toString("hex")) && !cells.includes(`canary-${word}`));
});

test("a team applies by the one who leads it, and is judged as a team", async () => {
  const [me, other] = [await seeker(server), await seeker(server)];
  const team = async (size) => (await send(server, "POST", "/v1/me/ventures", me, { name: "Kingfisher", facts: { team_size: size } })).json.id;
  const [small, large] = [await team(1), await team(3)];
  assert.equal((await apply(server, me, "teams", { venture: small })).json.type, "/errors/not-eligible");
  const reply = await apply(server, me, "teams", { venture: large });
  assert.equal(reply.status, 201, reply.text);
  assert.deepEqual([reply.json.venture, reply.json.verdict, reply.json.criteria[0].have], [large, "eligible", 3]);
  assert.equal((await apply(server, other, "teams", { venture: large })).json.errors[0].pointer, "/venture");
});

test("to the Mainland nothing of a person goes before they agreed to a transfer there, and no longer than that", async () => {
  const me = await seeker(server);
  const refused = await apply(server, me, "across");
  assert.equal(refused.status, 422, refused.text);
  assert.deepEqual(refused.json.errors.map((e) => [e.code, e.pointer]), [["transfer", ""]]);
  assert.match(refused.json.errors[0].detail, /shenzhen/);
  consent(server, me, "transfer", { destination: "macao" });
  assert.equal((await apply(server, me, "across")).status, 422, "another place");
  consent(server, me, "transfer", { destination: "guangdong" });
  const id = await applied(server, me, "across");
  await walk(server, id, [me, { to: "withdrawn", reason: "study" }]);
  consent(server, me, "transfer", { destination: "guangdong", given: 0 });
  assert.equal((await apply(server, me, "across")).status, 422, "taken back");
});

test("an organisation of the whole bay counts as in the Mainland", async () => {
  const me = await seeker(server);
  assert.match((await apply(server, me, "bay")).json.errors[0].detail, /gba/);
  consent(server, me, "transfer", { destination: "gba" });
  assert.equal((await apply(server, me, "bay")).status, 201);
});

test("under 18 nothing reaches a poster before a guardian's consent is stated, and both sides read that it was", async () => {
  const years = (n) => `${new Date().getUTCFullYear() - n}-01-01`;
  const me = await seeker(server, { ...profile, facts: { ...profile.facts, birth_date: years(16) } });
  for (const body of [{}, { guardian: false }]) {
    const reply = await apply(server, me, "tester", body);
    assert.equal(reply.status, 422, reply.text);
    assert.deepEqual(reply.json.errors.map((e) => [e.code, e.pointer]), [["guardian", "/guardian"]]);
  }
  assert.deepEqual((await server.get("/v1/me/applications", me.headers)).json.items, []);
  const reply = await apply(server, me, "tester", { guardian: true });
  assert.equal(reply.status, 201, reply.text);
  assert.equal(reply.json.guardian, true);
  assert.equal((await server.get(reply.headers.location, acme.headers)).json.guardian, true);
  assert.equal((await apply(server, await seeker(server), "tester")).json.guardian, undefined);
});

test("one that is not verified any more is applied to no more", async () => {
  const me = await seeker(server);
  inRecord(server.db, "UPDATE verification SET state = 'asked' WHERE organisation = 'borough'");
  const reply = await apply(server, me, "fund-a");
  verify(server, "borough");
  assert.equal(reply.status, 403, reply.text);
  assert.equal(reply.json.type, "/errors/unverified");
  assert.equal((await apply(server, me, "fund-a")).status, 201);
});

/* GET /v1/openings/{id}/candidates: who agreed, under a name of this list, and nothing else of them. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { applied, consent, here, member, profile, seeker, send, startApplying, verify } from "../support/applying.mjs";
import { inRecord } from "../support/record.mjs";

const house = { type: "organisation", id: "delta", name: { en: "Delta" }, kind: "company", places: ["shenzhen"] };
let server, acme, borough, delta;
before(async () => {
  ({ server, acme, borough } = await startApplying({ also: [house, here("over-there", "delta"), here("other-rules", "acme")] }));
  delta = await member(server, "delta");
});
after(() => server.stop());

const list = (who, id = "graduates", query = "") => server.get(`/v1/openings/${id}/candidates${query}`, who.headers);
const ids = async (who, id) => (await list(who, id)).json.items.map((i) => i.id);
const seen = async (more = profile) => {
  const who = await seeker(server, more);
  consent(server, who, "posters");
  return who;
};

test("only who agreed is there, without a name or a fact; a withdrawal counts at once", async () => {
  const before_ = await ids(acme);
  await seeker(server);
  assert.deepEqual(await ids(acme), before_);
  const me = await seen();
  const reply = await list(acme);
  assert.equal(reply.json.items.length, before_.length + 1);
  assert.ok(!reply.text.includes(me.id) && !reply.text.includes(me.email) && !reply.text.includes("canary-heron"));
  consent(server, me, "posters", { given: 0 });
  assert.deepEqual(await ids(acme), before_);
});

test("eligible before maybe, ineligible not at all, with what is unknown of whom", async () => {
  const none = await ids(acme);
  await seen({ facts: {} });
  await seen({ ...profile, facts: { ...profile.facts, education: "secondary" } });
  await seen();
  const { items, counts } = (await list(acme)).json;
  const added = items.filter((i) => !none.includes(i.id));
  assert.deepEqual(added.map((i) => [i.verdict, i.unknown ?? []]), [["eligible", []], ["maybe", ["education"]]]);
  assert.ok(counts.considered >= 3);
  assert.ok(added[0].opening_to_profile.fit >= 0 && added[0].profile_to_opening.fit >= 0);
});

test("one is called otherwise in the list of another opening, and the same again in this", async () => {
  const known = await ids(acme);
  await seen();
  const [mine] = (await ids(acme)).filter((i) => !known.includes(i));
  assert.ok((await ids(acme)).includes(mine));
  assert.ok(!(await ids(acme, "tester")).includes(mine));
});

test("who has applied, hides, or is not of age is no candidate", async () => {
  const known = await ids(acme);
  const applicant = await seen();
  await applied(server, applicant, "graduates");
  const shy = await seen();
  assert.equal((await send(server, "PUT", "/v1/me/hidden/acme", shy)).status, 204);
  await seen({ ...profile, facts: { ...profile.facts, birth_date: "2012-01-01" } });
  assert.deepEqual(await ids(acme), known);
  assert.ok((await ids(borough, "other-job")).length > 0, "shy is hidden from one alone");
});

test("an organisation in the Mainland sees who agreed to a transfer to it", async () => {
  const [here_, there] = [await seen(), await seen()];
  consent(server, there, "transfer", { destination: "shenzhen" });
  consent(server, here_, "transfer", { destination: "zhuhai" });
  assert.equal((await list(delta, "over-there")).status, 403, "it is not verified");
  verify(server, "delta");
  assert.equal((await ids(delta, "over-there")).length, 1);
  consent(server, here_, "transfer", { destination: "guangdong" });
  assert.equal((await ids(delta, "over-there")).length, 2);
});

test("it is for members of a verified organisation", async () => {
  assert.equal((await list(borough)).status, 404);
  assert.equal((await list(await seeker(server))).status, 404);
  inRecord(server.db, "UPDATE verification SET state = 'asked' WHERE organisation = 'acme'");
  const reply = await list(acme);
  assert.equal(reply.status, 403);
  assert.equal(reply.json.type, "/errors/unverified");
  verify(server, "acme");
  assert.equal((await list(acme, "draft")).status, 409);
});

test("a member whose address is not confirmed sees nobody and invites nobody", async () => {
  await seen();
  const who = await member(server, "acme", "editor");
  const [one] = await ids(who);
  inRecord(server.db, ["UPDATE account SET state = 'unverified' WHERE id = ?", who.id]);
  assert.equal((await list(who)).json.type, "/errors/unconfirmed");
  const invited = await send(server, "POST", "/v1/openings/graduates/invitations", who, { candidate: one });
  assert.equal(invited.json.type, "/errors/unconfirmed");
});

test("who looked stands in the audit chain; who was refused did not look", async () => {
  const looks = () => inRecord(server.db, ["SELECT count(*) FROM audit WHERE action = 'candidates.read' AND actor = ? AND object = 'tester'", acme.id])[0][0];
  const before_ = looks();
  assert.equal((await list(acme, "tester")).status, 200);
  assert.equal(looks(), before_ + 1);
  assert.equal((await list(acme, "tester", "?limit=0")).status, 422);
  assert.equal((await list(borough, "tester")).status, 404);
  assert.equal(looks(), before_ + 1);
});

test("after a change of the opening everybody is called otherwise: nobody is followed from question to question", async () => {
  await seen();
  const before_ = await ids(acme, "other-rules");
  assert.ok(before_.length > 0);
  assert.deepEqual(await ids(acme, "other-rules"), before_);
  const reply = await send(server, "PATCH", "/v1/openings/other-rules", acme, { criteria: { attr: "age", op: "min", value: 20 } });
  assert.equal(reply.status, 200, reply.text);
  const after_ = await ids(acme, "other-rules");
  assert.ok(after_.length > 0 && !after_.some((id) => before_.includes(id)));
});

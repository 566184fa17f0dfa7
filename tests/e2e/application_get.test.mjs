/* GET /v1/applications/{id}: what each side sees of it, and a stranger does not. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { inRecord } from "../support/record.mjs";
import { administrator, applied, member, seeker, send, startApplying } from "../support/applying.mjs";

let server, acme, borough, me, id;
before(async () => {
  ({ server, acme, borough } = await startApplying());
  me = await seeker(server);
  id = await applied(server, me, "tester", { statement: "canary-stork" });
});
after(() => server.stop());

const get = (who, lang = "") => server.get(`/v1/applications/${id}${lang}`, who?.headers);

test("members see what was sent to them under a stand-in for the name", async () => {
  for (const who of [acme, await member(server, "acme", "reviewer")]) {
    const { json, text, headers } = await get(who);
    assert.equal(json.statement, "canary-stork");
    assert.match(json.person, /^applicant-/);
    assert.ok(!text.includes(me.id) && !text.includes(me.email));
    assert.equal(headers["cache-control"], "private, no-store");
  }
});

test("the seeker sees no rank and no stand-in", async () => {
  const { json } = await get(me);
  assert.equal(json.person, undefined);
  assert.equal(json.rank, undefined);
  assert.deepEqual(json.allowed, ["withdrawn"]);
});

test("an administrator sees its history and nothing of what was written", async () => {
  const { json, text } = await get(await administrator(server));
  assert.equal(json.events.length, 1);
  assert.equal(json.statement, undefined);
  assert.equal(json.contact, undefined);
  assert.ok(!text.includes("canary-stork"));
});

test("strangers get what an absent id gets", async () => {
  for (const who of [borough, await seeker(server)]) {
    const theirs = await get(who);
    const absent = await server.get("/v1/applications/absent", who.headers);
    assert.equal(theirs.status, 404);
    assert.deepEqual({ ...theirs.json, request: 0 }, { ...absent.json, request: 0 });
  }
  assert.equal((await get(undefined)).status, 401);
});

test("the title is in the language that is asked for", async () => {
  assert.deepEqual((await get(me, "?lang=zh-Hant")).json.opening, { id: "tester", title: "測試員", lang: "zh-Hant" });
  assert.equal((await get(me, "?state=seen")).status, 422);
});

test("how the person can be reached goes with the application, as it was then", async () => {
  const them = await seeker(server);
  await send(server, "PUT", "/v1/me/contact", them, { name: "Chan Tai Man", phone: "+852 5555 0000" });
  const theirs = await applied(server, them, "tester");
  await send(server, "PUT", "/v1/me/contact", them, { name: "Chan Siu Ming" });
  const { json } = await server.get(`/v1/applications/${theirs}`, acme.headers);
  assert.deepEqual(json.contact, { name: "Chan Tai Man", phone: "+852 5555 0000" });
});

test("that an administrator looked stands in the audit chain, that a side did does not", async () => {
  const looks = () => inRecord(server.db, ["SELECT actor FROM audit WHERE action = 'application.read' AND object = ?", id]).map((r) => r[0]);
  const before_ = looks();
  await get(me);
  await get(acme);
  assert.deepEqual(looks(), before_);
  const admin = await administrator(server);
  assert.equal((await get(admin)).status, 200);
  assert.deepEqual(looks(), [...before_, admin.id]);
});

/* GET /v1/me/export: every row about the account, and nobody else's. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { sql } from "../support/database.mjs";
import { newConfirmed, newSeeker, startSmall } from "../support/seekers.mjs";

let server, box, me, reply;
const profile = { facts: { birth_year: 2001 }, texts: { headline: "of mine" }, wishes: { kinds: ["job"] } };
before(async () => {
  ({ server, box } = await startSmall());
  me = await newConfirmed(server, box);
  const other = await newSeeker(server);
  const version = (await server.get("/v1/consents")).json.items[0].version;
  for (const [who, word] of [[me, "mine"], [other, "theirs"]]) {
    await who.put("/v1/me/profile", { ...profile, texts: { headline: `of ${word}` } });
    await who.put("/v1/me/contact", { name: `name ${word}` });
    await who.post("/v1/me/consents", { purpose: "match", given: true, version, lang: "pt" });
    await who.post(`/v1/me/documents?kind=cv&name=${word}.pdf`, Buffer.from("%PDF-1.4 x"), { "content-type": "application/pdf" });
    await who.post("/v1/me/ventures", { name: `venture ${word}`, facts: { venture_stage: "idea" } });
    await who.put("/v1/me/trackers/one", { state: "applied", note: `note ${word}`, day: "2026-11-02" });
    const { id } = (await who.get("/v1/me")).json;
    sql(server.db, `INSERT INTO notice VALUES ('n-${word}', '${id}', 'application.seen', 'x', 1000000, 0)`);
    sql(server.db, `INSERT INTO application VALUES ('a-${word}','one','','harbour-works','${id}','',1000000,'web','','','','','','maybe','age',-1,'seen','',1000000,0,5,0,1)`);
    sql(server.db, `INSERT INTO application_event VALUES ('a-${word}',1,'submitted',1000000,'${id}','seeker','','',0)`);
    sql(server.db, `INSERT INTO placement VALUES ('p-${word}','a-${word}','one','harbour-works','${id}','in_post',20000,0,0,'','','shenzhen','','',1800000,0,'HKD',1,1,1)`);
  }
  reply = await me.get("/v1/me/export");
});
after(() => server.stop());

test("what is sealed is told opened", () => {
  const { tables } = reply.json;
  assert.equal(reply.status, 200);
  assert.equal(tables.account[0].email_sealed, me.email);
  assert.deepEqual(tables.profile[0].texts_sealed, { headline: "of mine" });
  assert.deepEqual(tables.profile[0].contact_sealed, { name: "name mine" });
  assert.deepEqual(tables.profile[0].facts, profile.facts);
  assert.equal(tables.document[0].name_sealed, "mine.pdf");
  assert.equal(tables.venture[0].sealed.name, "venture mine");
  assert.deepEqual([tables.tracker[0].note_sealed, tables.tracker[0].day], ["note mine", "2026-11-02"]);
});

test("consents, notices, applications with events, placements and logins are there", () => {
  const { tables } = reply.json;
  assert.deepEqual(tables.consent.map((c) => [c.purpose, c.given, c.lang]), [["match", true, "pt"]]);
  assert.deepEqual(tables.notice.map((n) => [n.id, n.at_us, n.seen_us]), [["n-mine", "1970-01-01T00:00:01Z", null]]);
  assert.deepEqual(tables.application.map((a) => [a.id, a.state]), [["a-mine", "seen"]]);
  assert.deepEqual(tables.application_event.map((e) => e.application), ["a-mine"]);
  assert.deepEqual(tables.placement.map((p) => [p.id, p.pay_start_minor, p.start_day]), [["p-mine", 18000, "2024-10-04"]]);
  assert.equal(tables.login.length, 1);
});

test("nothing of anybody else is, and no secret", () => {
  for (const word of ["theirs", "argon2", "key_wrapped\":\"", me.token]) assert.ok(!reply.text.includes(word), word);
});

test("each field says what it is kept for, in the language that was asked for", async () => {
  const { json } = await me.get("/v1/me/export?lang=zh-Hant");
  for (const [table, rows] of Object.entries(json.tables))
    for (const column of rows.flatMap((r) => Object.keys(r))) assert.ok(json.purposes[json.fields[table][column].purpose], `${table}.${column}`);
  assert.equal(typeof json.purposes.match, "string");
  assert.deepEqual(json.fields.account.password, { purpose: "account", told: false });
  assert.deepEqual(Object.keys(reply.json.purposes.match).sort(), ["en", "pt", "zh-Hans", "zh-Hant"]);
});

test("it is a file to be saved, kept by no cache", () => {
  assert.match(reply.headers["content-disposition"], /^attachment; filename=/);
  assert.match(reply.headers["cache-control"], /no-store/);
});

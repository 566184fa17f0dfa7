/* DELETE /v1/me: nothing of the person is left in any file. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import test, { after, before } from "node:test";
import { PASSWORD, signIn } from "../support/accounts.mjs";
import { administrator } from "../support/administrators.mjs";
import { sql } from "../support/database.mjs";
import { lettersSoFar, tokenTo } from "../support/letters.mjs";
import { hasRedis, startRedis } from "../support/redis.mjs";
import { askerOf, errorsOf, newConfirmed, newSeeker, startSmall } from "../support/seekers.mjs";
import { eventually, serve } from "../support/server.mjs";

let server, box, more;
before(async () => ({ server, box, more } = await startSmall()));
after(() => server.stop());

const CANARY = "canary-bittern";
const pdf = Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(150000, `${CANARY} `)]);

/* A word that is found nowhere else, in every field that a seeker can fill in. */
async function fillIn(me) {
  const version = (await server.get("/v1/consents")).json.items[0].version;
  const done = [
    await me.put("/v1/me/profile", {
      facts: { birth_year: 2001, programmes_joined: [CANARY] },
      texts: { headline: CANARY, experience: CANARY, skills: [CANARY], wants: CANARY },
    }),
    await me.patch("/v1/me/profile", { texts: { experience: `${CANARY} more` } }, { "idempotency-key": CANARY }),
    await me.put("/v1/me/contact", { name: CANARY, phone: CANARY, whatsapp: CANARY, wechat: CANARY, other: CANARY }),
    await me.post("/v1/me/consents", { purpose: "posters", given: true, version, lang: "en" }),
    await me.post("/v1/me/consents", { purpose: "match", given: false, version: CANARY, lang: "en" }),
    await me.post(`/v1/me/documents?kind=${CANARY}&name=${CANARY}`, pdf, { "content-type": "application/pdf" }),
    await me.post("/v1/me/ventures", { name: CANARY, about: CANARY, facts: { venture_stage: "idea" }, members: [{ person: CANARY, role: CANARY, facts: { programmes_joined: [CANARY] } }] }),
    await me.put("/v1/me/trackers/one", { state: "applied", note: CANARY }),
    await me.get(`/v1/me/matches?q=${CANARY}`),
  ];
  for (const reply of done) assert.ok(reply.status < 300, `${reply.status} ${reply.text}`);
  return done[6].json.id;
}

/* Octets of all that stands on the disk, and the log. */
function files(server) {
  const found = ["", "-wal", ".snapshot"].map((end) => server.db + end).filter(existsSync);
  if (existsSync(box.folder)) for (const name of readdirSync(box.folder)) found.push(path.join(box.folder, name));
  return [...found.map((f) => [f, readFileSync(f)]), ["log", Buffer.from(server.log())]];
}
const found = (words) => files(server).flatMap(([name, octets]) => words.filter((w) => octets.indexOf(w) !== -1).map((w) => `${w} in ${path.basename(name)}`));

test("every word of a seeker is gone from database, log of it, snapshot, letters and log within a minute", async () => {
  const email = `${CANARY}@example.org`;
  const me = await newConfirmed(server, box, { email });
  const friend = await newSeeker(server);
  const account = (await me.get("/v1/me", { "user-agent": CANARY })).json.id;
  await signIn(server, email);
  const venture = await fillIn(me);
  await me.post(`/v1/me/ventures/${venture}/members`, { email: "friend@example.com", role: `${CANARY}-role` });
  await friend.post("/v1/ventures/join", { token: await tokenTo(box.folder, "friend@example.com", /venture/) });
  assert.notEqual(lettersSoFar(box.folder, email).length, 0, "there are letters to remove");
  assert.ok(found([`${CANARY}-role`]).length > 0, "the search finds what is there");
  const key = sql(server.db, `SELECT hex(key_wrapped) FROM account WHERE id = '${account}'`)[0][0];
  const octets = Buffer.from(key, "hex");
  assert.notEqual(readFileSync(server.db).indexOf(octets) + readFileSync(`${server.db}-wal`).indexOf(octets), -2);

  const base = () => existsSync(`${server.db}.snapshot`) && statSync(`${server.db}.snapshot`).mtimeMs;
  const written = await eventually(base, "the base is in its file");

  const reply = await me.delete("/v1/me");
  assert.equal(reply.status, 202, reply.text);
  assert.equal((await me.get("/v1/me")).status, 401);
  await assert.rejects(signIn(server, email), /401/);
  assert.deepEqual((await friend.get("/v1/me/ventures")).json.items, []);

  /* A letter that was sent to somebody else is theirs. */
  const own = (f) => !/\.eml$/.test(f);
  const left = () => [...found([CANARY]).filter((f) => own(f) || lettersSoFar(box.folder, email).length > 0), ...found([octets])];
  await eventually(() => left().length === 0, "the words are gone", 60_000).catch(() => assert.deepEqual(left(), []));
  await eventually(() => sql(server.db, `SELECT count(*) FROM audit WHERE action = 'erased' AND object = '${account}'`)[0][0] === 1, "the chain says so", 60_000);
  /* The file was written anew: of its papers alone 40 pages would be free. */
  assert.ok(sql(server.db, "PRAGMA freelist_count")[0][0] < 5);
  assert.ok(statSync(`${server.db}-wal`).size < 100_000, "the log was emptied");
  await eventually(() => base() > written, "the base was written anew");
  assert.equal(sql(server.db, "SELECT count(*) FROM setting WHERE name LIKE 'erasure.%' AND value <> ''")[0][0], 0);
  assert.deepEqual(sql(server.db, `SELECT state, email_index FROM account WHERE id = '${account}'`), [["erased", null]]);
});

test("live applications are withdrawn and stay as counts", async () => {
  const me = await newSeeker(server);
  const { id } = (await me.get("/v1/me")).json;
  sql(server.db, `INSERT INTO application VALUES ('app-1','one','','harbour-works','${id}','',1,'web','','','','','','eligible','',-1,'submitted','',1,0,5,0,1)`);
  sql(server.db, `INSERT INTO application_event VALUES ('app-1',1,'submitted',1,'${id}','seeker','','',0)`);
  assert.equal((await me.delete("/v1/me")).status, 202);
  const [[person, state, reason]] = sql(server.db, "SELECT person, state, reason FROM application WHERE id = 'app-1'");
  assert.deepEqual([state, reason], ["withdrawn", "other"]);
  assert.notEqual(person, id);
  assert.deepEqual(sql(server.db, "SELECT DISTINCT actor FROM application_event WHERE application = 'app-1'"), [[person]]);
});

test("the only owner of an organisation hands it over first", async () => {
  const me = await newSeeker(server, { role: "poster" });
  const other = await newSeeker(server, { role: "poster" });
  const id = async (who) => (await who.get("/v1/me")).json.id;
  sql(server.db, `INSERT INTO member VALUES ('harbour-works', '${await id(me)}', 'owner', 1)`);
  const reply = await me.delete("/v1/me");
  assert.deepEqual([reply.status, reply.json.organisations], [409, ["harbour-works"]]);
  assert.equal((await me.get("/v1/me")).status, 200);
  sql(server.db, `INSERT INTO member VALUES ('harbour-works', '${await id(other)}', 'owner', 1)`);
  assert.equal((await me.delete("/v1/me")).status, 202);
});

test("the only administrator stays", async () => {
  const first = askerOf(server, await administrator(server));
  assert.equal((await first.delete("/v1/me")).status, 409);
  const second = askerOf(server, await administrator(server));
  assert.equal((await first.delete("/v1/me")).status, 202);
  assert.equal((await second.delete("/v1/me")).status, 409);
});

test("a wrong password forgets nothing, the right one does, in any script", async () => {
  const words = "三個自己的詞語 7";
  const me = await newSeeker(server, { password: words });
  const wrong = await me.delete("/v1/me", { "x-password": encodeURIComponent(PASSWORD) });
  assert.equal(wrong.status, 422);
  assert.deepEqual(errorsOf(wrong), [["password-wrong", "X-Password"]]);
  assert.deepEqual(errorsOf(await me.delete("/v1/me", { "x-password": "100%" })), [["password-wrong", "X-Password"]]);
  assert.equal((await me.get("/v1/me")).status, 200);
  assert.equal((await me.delete("/v1/me", { "x-password": encodeURIComponent(words) })).status, 202);
});

test("a login that is older than ten minutes, or only took the place of one, sends the password", async () => {
  const me = await newSeeker(server);
  const { id } = (await me.get("/v1/me")).json;
  sql(server.db, `UPDATE account SET last_login_us = last_login_us - 660000000 WHERE id = '${id}'`);
  assert.deepEqual(errorsOf(await me.delete("/v1/me")), [["missing", "X-Password"]]);
  const { token } = (await me.post("/v1/sessions/rotation")).json;
  const next = askerOf(server, { headers: { authorization: `Bearer ${token}` } });
  assert.deepEqual(errorsOf(await next.delete("/v1/me")), [["missing", "X-Password"]]);
  await server.stop();
  sql(server.db, `UPDATE account SET last_login_us = last_login_us + 660000000 WHERE id = '${id}'`);
  sql(server.db, `UPDATE login SET created_us = created_us - 660000000 WHERE account = '${id}'`);
  server = await serve(server.db, { more });
  const again = askerOf(server, next);
  assert.deepEqual(errorsOf(await again.delete("/v1/me")), [["missing", "X-Password"]]);
  assert.equal((await again.delete("/v1/me", { "x-password": encodeURIComponent(PASSWORD) })).status, 202);
});

test("a Redis holds nothing of the person either", { skip: !hasRedis && "there is no Redis here" }, async () => {
  const redis = await startRedis();
  const small = await startSmall({ more: [...redis.more, "--set", "limits.enabled=yes"] });
  try {
    const me = await newSeeker(small.server);
    const { id } = (await me.get("/v1/me")).json;
    const other = await newSeeker(small.server);
    assert.notEqual(readFileSync(redis.save()).indexOf(id), -1, "the search finds what is there");
    assert.equal((await me.delete("/v1/me")).status, 202);
    assert.equal(readFileSync(redis.save()).indexOf(id), -1);
    assert.equal((await me.get("/v1/me")).status, 401);
    assert.equal((await other.get("/v1/me")).status, 200);
  } finally {
    await small.server.stop();
    await redis.stop();
  }
});

/* POST /v1/me/searches, and the letters that come of it. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newcomer, QUICK_HASHES } from "../support/accounts.mjs";
import { letterBox, lettersSoFar, lettersTo, tokenOf } from "../support/letters.mjs";
import { inRecord } from "../support/record.mjs";
import { importJobs, dayIn, job, learned, needing, runNow } from "../support/searches.mjs";
import { eventually, importFiles, startServer, temporaryFolder, writeFile } from "../support/server.mjs";

const PATH = "/v1/me/searches";
const QUERY = { q: "glassblower", filters: { place: ["shenzhen"] } };
const box = letterBox();
let server;

before(async () => {
  server = await startServer({ more: [...QUICK_HASHES, ...box.more, "--set", "mail.look=20ms", "--set", "clock.every=20ms"] });
  await importJobs(server, job("known-1"), job("known-2", needing("doctorate")));
});
after(() => server.stop());

const save = async (who, more = {}) => (await server.post(PATH, { query: QUERY, every: "daily", ...more }, who.headers)).json;
const news = (who) => lettersSoFar(box.folder, who.email).filter((l) => /News|消息|Novidades/.test(l.subject));
const newsOf = (who, least = 1) => lettersTo(box.folder, who.email, { subject: /News|消息|Novidades/, least });

test("what was there when it was saved is no news, what comes is told once, in the reader's language", async () => {
  const ann = await newcomer(server, { lang: "pt" });
  const made = await server.post(PATH, { query: QUERY, every: "weekly" }, ann.headers);
  assert.equal(made.status, 201);
  assert.equal(made.headers.location, `${PATH}/${made.json.id}`);
  assert.deepEqual(made.json.query, QUERY);
  await learned(server, made.json.id);
  assert.equal(news(ann).length, 0);
  await runNow(server, made.json.id);
  assert.equal(news(ann).length, 0, "nothing new, no letter");
  await importJobs(server, job("fresh-1", { closes: dayIn(60) }));
  await runNow(server, made.json.id);
  const [letter] = await newsOf(ann);
  assert.match(letter.body, /^Olá,\n\nHá novidades numa pesquisa que guardou:\n\nNovas\n\n- Vidreiro fresh-1 \(prazo /);
  assert.ok(letter.body.includes("/#/openings/fresh-1"));
  assert.equal(letter.body.includes("known-"), false);
  await runNow(server, made.json.id);
  assert.equal(news(ann).length, 1, "told once");
});

test("what closes within a week is told once more, and only once", async () => {
  const ben = await newcomer(server);
  await importJobs(server, job("closing-1", { closes: dayIn(7) }), job("later-1", { closes: dayIn(30) }));
  const { id } = await save(ben);
  await learned(server, id);
  await runNow(server, id, 1);
  const [letter] = await newsOf(ben);
  assert.match(letter.body, /Closing within a week\n\n- Glassblower closing-1/);
  assert.equal(letter.body.includes("later-1"), false);
  await runNow(server, id, 0);
  assert.equal(news(ben).length, 1);
});

test("when a rule changes so that one is eligible now, that is said", async () => {
  const cyd = await newcomer(server);
  await importJobs(server, job("strict-1", needing("master")));
  const { id } = await save(cyd, { profile: { facts: { education: "bachelor", birth_date: "2000-01-01" }, texts: {}, wishes: {} } });
  await learned(server, id);
  await importJobs(server, job("strict-1", { ...needing("bachelor"), title: { en: "Glassblower strict-1 again" } }));
  await runNow(server, id, 0);
  const [letter] = await newsOf(cyd);
  assert.match(letter.body, /You are now eligible\n\n- Glassblower strict-1 again/);
});

test("with a profile what one may not have is never told", async () => {
  const dee = await newcomer(server);
  const { id } = await save(dee, { profile: { facts: { education: "secondary" }, texts: {}, wishes: {} } });
  await learned(server, id);
  await importJobs(server, job("fresh-2"), job("barred-2", needing("doctorate")));
  await runNow(server, id, 0);
  const [letter] = await newsOf(dee);
  assert.ok(letter.body.includes("fresh-2"));
  assert.equal(letter.body.includes("barred-2"), false);
});

test("each letter has a way out that works without signing in, by link and by one click", async () => {
  const eve = await newcomer(server);
  const { id } = await save(eve);
  await learned(server, id);
  await importJobs(server, job("fresh-3"));
  await runNow(server, id, 0);
  const [letter] = await newsOf(eve);
  assert.match(letter.body, /To stop them:\nhttp:\/\/127\.0\.0\.1:8080\/#\/stop\?token=bu_/);
  assert.equal(letter.fields["list-unsubscribe-post"], "List-Unsubscribe=One-Click");
  assert.match(letter.fields["list-unsubscribe"], new RegExp(`^<http://127\\.0\\.0\\.1:8080/v1/searches/stop\\?token=${tokenOf(letter)}>$`));
  assert.equal((await server.post(`/v1/searches/stop?token=${tokenOf(letter)}`, "List-Unsubscribe=One-Click", { "content-type": "application/x-www-form-urlencoded" })).status, 204);
  assert.equal((await server.get(`${PATH}/${id}`, eve.headers)).status, 404);
});

test("who takes the consent to alerts back gets no letter until it is given again", async () => {
  const ida = await newcomer(server);
  const say = async (given) => {
    const { version } = (await server.get("/v1/consents")).json.items.find((c) => c.purpose === "alerts");
    assert.equal((await server.post("/v1/me/consents", { purpose: "alerts", given, version, lang: "en" }, ida.headers)).status, 201);
  };
  const { id } = await save(ida);
  await learned(server, id);
  await importJobs(server, job("fresh-4"));
  await say(true);
  await say(false);
  await runNow(server, id, 0);
  assert.deepEqual(news(ida), []);
  await say(true);
  await runNow(server, id, 0);
  assert.ok((await newsOf(ida))[0].body.includes("fresh-4"));
});

test("the profile is sealed in the record, and is not in the list of others", async () => {
  const fay = await newcomer(server);
  await save(fay, { profile: { facts: {}, texts: { wants: "a canary of glass" }, wishes: {} } });
  assert.deepEqual(inRecord(server.db, "SELECT count(*) FROM saved_search WHERE hex(profile_sealed) LIKE '%' || hex('canary') || '%'"), [[0]]);
  assert.ok(JSON.stringify((await server.get(PATH, fay.headers)).json).includes("canary"));
});

test("one that never writes has feeds alone", async () => {
  const gil = await newcomer(server);
  const { id, feed } = await save(gil, { every: "never" });
  assert.deepEqual(inRecord(server.db, ["SELECT next_run_us FROM saved_search WHERE id = ?", id]), [[0]]);
  assert.equal((await server.get(feed)).status, 200);
});

for (const [words, body, pointer] of [
  ["a filter that does not exist", { query: { filters: { colour: ["red"] } }, every: "daily" }, "/query/filters/colour"],
  ["a place that does not exist", { query: { filters: { place: ["atlantis"] } }, every: "daily" }, "/query/filters/place/0"],
  ["another member of the query", { query: { sort: "newest" }, every: "daily" }, "/query/sort"],
  ["a profile with a fact that does not exist", { query: {}, every: "daily", profile: { facts: { shoe: 42 } } }, "/profile/facts/shoe"],
  ["an interval that does not exist", { query: {}, every: "hourly" }, "/every"],
  ["words that are too long", { query: { q: "x".repeat(2001) }, every: "daily" }, "/query/q"],
  ["an address", { query: {}, every: "daily", email: "a@example.org" }, "/email"],
])
  test(`${words} is refused with its pointer`, async () => {
    const who = await newcomer(server);
    const reply = await server.post(PATH, body, who.headers);
    assert.equal(reply.status, 422);
    assert.deepEqual(reply.json.errors.map((e) => e.pointer), [pointer]);
  });

test("of more than are remembered, one that only moved up is no news", async () => {
  const eve = await newcomer(server);
  const many = Array.from({ length: 206 }, (_, i) => job(`lamp-${i}`, { title: { en: `Lamplighter ${i}` }, confirmed: dayIn(i < 6 ? 0 : -9) }));
  await importJobs(server, ...many);
  const { id } = await save(eve, { query: { q: "lamplighter", filters: { place: ["shenzhen"] } } });
  await learned(server, id);
  importFiles(server.db, [writeFile(temporaryFolder(), "closed.json", many.slice(0, 5).map((j) => ({ ...j, status: "closed" })))]);
  await eventually(async () => (await server.get("/v1/openings/lamp-4")).status === 410, "five are closed");
  inRecord(server.db, ["UPDATE opening SET updated_us = updated_us - 2 * 86400000000 WHERE id LIKE 'lamp-%'"]);
  await runNow(server, id, 1);
  assert.equal(news(eve).length, 0);
  await importJobs(server, job("lamp-fresh", { title: { en: "Lamplighter fresh" }, confirmed: dayIn(0) }));
  await runNow(server, id, 1);
  const [letter] = await newsOf(eve);
  assert.deepEqual([...letter.body.matchAll(/openings\/(\S+)/g)].map((m) => m[1]), ["lamp-fresh"]);
});

test("nobody has more than fifty", async () => {
  const hal = await newcomer(server);
  for (let i = 0; i < 50; i++) assert.equal((await server.post(PATH, { query: {}, every: "never" }, hal.headers)).status, 201);
  assert.equal((await server.post(PATH, { query: {}, every: "never" }, hal.headers)).status, 409);
});

test("only a seeker saves them here", async () => {
  const body = { query: {}, every: "daily" };
  assert.equal((await server.post(PATH, body)).status, 401);
  assert.equal((await server.post(PATH, body, (await newcomer(server, { role: "poster" })).headers)).status, 403);
});

test("the job of digests did not fail", async () => {
  assert.match((await server.get("/metrics")).text, /baybridge_job_failures_total\{job="digests"\} 0\n/);
});

test("a search that cannot be unsealed holds up no other", async () => {
  const who = await newcomer(server);
  const profile = { facts: { education: "secondary" }, texts: {}, wishes: {} };
  const torn = (await save(who, { profile })).id;
  const whole = (await save(who)).id;
  for (const id of [torn, whole]) await learned(server, id);
  inRecord(server.db, ["UPDATE saved_search SET profile_sealed = CAST('torn' AS BLOB), next_run_us = 0 + 1 WHERE id = ?", torn]);
  await eventually(async () => /baybridge_job_failures_total\{job="digests"\} [1-9]/.test((await server.get("/metrics")).text), "it fails");
  await importJobs(server, job("fresh-after"));
  inRecord(server.db, ["UPDATE saved_search SET next_run_us = 2 WHERE id = ?", whole]);
  const [letter] = await newsOf(who);
  assert.ok(letter.body.includes("fresh-after"));
});

/* POST /v1/organisations/{id}/imports: many openings at once, all or nothing. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, onlyMembers, organisation, pointers, posting, published, send, sql } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

const bring = (o, feed, { more = "", type = "application/json", who = o.owner } = {}) =>
  server.ask("POST", `/v1/organisations/${o.id}/imports${more}`, { body: typeof feed === "string" ? feed : JSON.stringify(feed), headers: { "content-type": type, ...who.headers } });
let made = 0;
const feedOf = (n, members = {}) => Array.from({ length: n }, () => posting({ id: `feed-${++made}`, ...members }));

const counts = ({ json }) => [json.created, json.updated, json.unchanged, json.kept, json.closed];

test("what is brought is found at once; brought again it changes nothing", async () => {
  const o = await organisation(server);
  const feed = feedOf(3, { title: { en: "Bilby keeper" } });
  const reply = await bring(o, feed);
  assert.equal(reply.status, 201, reply.text);
  assert.deepEqual(counts(reply), [3, 0, 0, 0, 0]);
  assert.deepEqual((await server.get("/v1/openings?q=bilby")).json.items.map((i) => i.id).sort(), feed.map((f) => f.id).sort());
  const versions = sql(server.db, `SELECT id, version, document FROM opening WHERE organisation = '${o.id}' ORDER BY id`);
  const again = await bring(o, feed);
  assert.deepEqual([again.status, again.json.id, counts(again)], [200, null, [0, 0, 3, 0, 0]]);
  assert.deepEqual(sql(server.db, `SELECT id, version, document FROM opening WHERE organisation = '${o.id}' ORDER BY id`), versions);
});

test("a dry run tells the same and does nothing", async () => {
  const o = await organisation(server);
  const feed = feedOf(2);
  const reply = await bring(o, feed, { more: "?dry_run=true" });
  assert.deepEqual([reply.status, reply.json.dry_run, counts(reply)], [200, true, [2, 0, 0, 0, 0]]);
  assert.equal((await server.get(`/v1/openings/${feed[0].id}`)).status, 404);
});

test("one bad row of an array refuses all, each fault with its pointer", async () => {
  const o = await organisation(server);
  const feed = feedOf(4);
  feed[1].places = ["shenzhen", "atlantis"];
  delete feed[2].id;
  feed[3].id = feed[0].id;
  const reply = await bring(o, feed);
  assert.equal(reply.status, 422);
  assert.deepEqual(pointers(reply), ["/1/places/1", "/2", "/3/id"]);
  assert.equal((await server.get(`/v1/openings/${feed[0].id}`)).status, 404);
});

test("lines are told by their number; a torn one changes nothing", async () => {
  const o = await organisation(server);
  const [a, b] = feedOf(2);
  b.kind = "gig";
  const reply = await bring(o, `${JSON.stringify(a)}\n\n${JSON.stringify(b)}\n`, { type: "application/x-ndjson" });
  assert.deepEqual(reply.json.errors.map((e) => [e.line, e.pointer]), [[3, "/kind"]]);
  const torn = await bring(o, `${JSON.stringify(a)}\n{"id":"x", "kind`, { type: "application/x-ndjson" });
  assert.deepEqual([torn.status, torn.json.errors[0].line], [400, 2]);
  assert.equal((await server.get(`/v1/openings/${a.id}`)).status, 404);
});

test("what a person edited is kept, unless it is said otherwise", async () => {
  const o = await organisation(server);
  const feed = feedOf(2);
  await bring(o, feed);
  await send(server, "PATCH", `/v1/openings/${feed[0].id}`, o.owner, { vacancies: 7 });
  for (const f of feed) f.vacancies = 5;
  assert.deepEqual(counts(await bring(o, feed)), [0, 1, 0, 1, 0]);
  assert.equal((await server.get(`/v1/openings/${feed[0].id}`)).json.vacancies, 7);
  assert.deepEqual(counts(await bring(o, feed, { more: "?overwrite=true" })), [0, 1, 1, 0, 0]);
  assert.equal((await server.get(`/v1/openings/${feed[0].id}`)).json.vacancies, 5);
});

test("with a whole feed, what is gone from it closes, and opens when it is back; what was posted by hand stays", async () => {
  const o = await organisation(server);
  const own = await published(server, o);
  const feed = feedOf(2);
  await bring(o, feed);
  assert.deepEqual(counts(await bring(o, [feed[0]])), [0, 0, 1, 0, 0]);
  assert.deepEqual(counts(await bring(o, [feed[0]], { more: "?complete=true" })), [0, 0, 1, 0, 1]);
  assert.equal((await server.get(`/v1/openings/${feed[1].id}`)).status, 410);
  assert.equal((await server.get(`/v1/openings/${own.id}`)).json.state, "open");
  assert.deepEqual(counts(await bring(o, feed, { more: "?complete=true" })), [0, 1, 1, 0, 0]);
  assert.equal((await server.get(`/v1/openings/${feed[1].id}`)).json.state, "open");
});

test("nobody brings what is another's, nor in another's name", async () => {
  const theirs = await published(server, await organisation(server));
  const o = await organisation(server);
  assert.deepEqual(pointers(await bring(o, [posting({ id: theirs.id }), posting({ id: "mine", organisation: "other" })])), ["/0/id", "/1/organisation"]);
});

test("a table: lists by semicolons, an empty cell says nothing, each fault in its row and column", async () => {
  const o = await organisation(server);
  const head = "id,kind,title_en,title_zh_hant,places,pay_min,pay_currency,pay_per,vacancies,closes,body_en";
  const good = await bring(o, `\ufeff${head}\r\nt-1,job,"Cook, head",主廚,shenzhen; macao,18000,HKD,month,2,2030-01-31,"two\nlines ""quoted"""\r\nt-2,internship,Trainee,,,,,,,,\r\n`, { type: "text/csv" });
  assert.equal(good.status, 201, good.text);
  const { title, places, pay, vacancies, closes, body } = (await server.get("/v1/openings/t-1")).json;
  assert.deepEqual({ title, places, pay, vacancies, closes, body }, { title: { en: "Cook, head", "zh-Hant": "主廚" }, places: ["shenzhen", "macao"], pay: { min: 18000, currency: "HKD", per: "month" }, vacancies: 2, closes: "2030-01-31", body: { en: 'two\nlines "quoted"' } });
  const bad = await bring(o, `${head}\nt-3,gig,x,,atlantis,many,HKD,month,,soon,\n`, { type: "text/csv" });
  assert.deepEqual(bad.json.errors.map((e) => [e.line, e.pointer]).sort(), [[2, "/closes"], [2, "/kind"], [2, "/pay/min"], [2, "/places/0"]]);
  assert.deepEqual((await bring(o, "id,colour\nx,red\n", { type: "text/csv" })).json.errors.map((e) => [e.line, e.pointer]), [[1, "/colour"]]);
  assert.equal((await bring(o, 'id,kind\n"x,job\n', { type: "text/csv" })).status, 400);
});

test("JobPosting as employers' pages have it", async () => {
  const o = await organisation(server);
  const jobPosting = { "@context": "https://schema.org", "@type": "JobPosting", identifier: { "@type": "PropertyValue", value: "jp-1" }, title: "Data analyst", description: "<p>Dig &amp; <b>sift</b></p><ul><li>SQL</li></ul>", datePosted: "2026-01-05", validThrough: "2030-06-30T23:59", employmentType: ["INTERN"], jobLocation: { "@type": "Place", address: { "@type": "PostalAddress", addressLocality: "Hong Kong" } }, baseSalary: { "@type": "MonetaryAmount", currency: "HKD", value: { "@type": "QuantitativeValue", minValue: 9000, maxValue: 11000, unitText: "MONTH" } }, skills: "SQL, Python", totalJobOpenings: 3, url: "https://example.org/jobs/1" };
  const reply = await bring(o, jobPosting, { type: "application/ld+json" });
  assert.equal(reply.status, 201, reply.text);
  const seen = (await server.get("/v1/openings/jp-1")).json;
  assert.deepEqual([seen.kind, seen.title, seen.body, seen.places, seen.opens, seen.closes, seen.vacancies, seen.skills, seen.apply], ["internship", { en: "Data analyst" }, { en: "Dig & sift\n\n\nSQL" }, ["hong-kong"], "2026-01-05", "2030-06-30", 3, ["SQL", "Python"], { by: "link", url: "https://example.org/jobs/1" }]);
  assert.deepEqual(seen.pay, { min: 9000, max: 11000, currency: "HKD", per: "month" });
  const graph = { "@graph": [{ ...jobPosting, identifier: "jp-2", jobLocation: { address: { addressLocality: "Atlantis" } } }, { "@type": "Event" }] };
  assert.deepEqual(pointers(await bring(o, graph, { type: "application/ld+json" })), ["/@graph/1"]);
  assert.deepEqual(pointers(await bring(o, graph["@graph"].slice(0, 1), { type: "application/ld+json" })), ["/0/places/0"]);
});

test("another type is not read, and a flag is true or false", async () => {
  const o = await organisation(server);
  assert.equal((await bring(o, "x", { type: "text/plain" })).status, 415);
  assert.equal((await bring(o, [], { more: "?dry_run=yes" })).status, 422);
  assert.deepEqual(counts(await bring(o, [])), [0, 0, 0, 0, 0]);
});

test("not for an organisation that is not verified; a dry run is", async () => {
  const o = await organisation(server, { verified: false });
  assert.equal((await bring(o, feedOf(1))).json.type, "/errors/unverified");
  assert.equal((await bring(o, feedOf(1), { more: "?dry_run=true" })).status, 200);
});

test("editors may, others not", async () => {
  const o = await organisation(server);
  await onlyMembers(server, o, "editor", "POST", `/v1/organisations/${o.id}/imports`, []);
});

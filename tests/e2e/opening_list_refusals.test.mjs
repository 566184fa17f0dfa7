/* GET /v1/openings: what is refused, and nonsense that is not. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { startServer } from "../support/server.mjs";
import { ids } from "../support/walk.mjs";

let server;
before(async () => (server = await startServer()));
after(() => server.stop());

async function refused(target, status, expected) {
  const reply = await server.get(target);
  assert.equal(reply.status, status, `${target}: ${reply.text.slice(0, 200)}`);
  assert.deepEqual(
    reply.json.errors.map((e) => [e.parameter, e.code]),
    expected,
    target,
  );
  for (const e of reply.json.errors) assert.ok(e.detail.length > 5);
  return reply;
}

for (const [query, parameter, code] of [
  ["colour=red", "colour", "unknown-parameter"],
  ["Q=x", "Q", "unknown-parameter"],
  ["kind=gig", "kind", "not-accepted"],
  ["kind=job,gig", "kind", "not-accepted"],
  ["kind=Job", "kind", "not-accepted"],
  ["status=draft", "status", "not-accepted"],
  ["place=atlantis", "place", "unknown-value"],
  ["sector=alchemy", "sector", "unknown-value"],
  ["organisation=a%20b", "organisation", "id"],
  ["sort=best", "sort", "not-accepted"],
  ["sort=", "sort", "not-accepted"],
  ["lang=fr", "lang", "unknown-language"],
  ["limit=0", "limit", "range"],
  ["limit=101", "limit", "range"],
  ["limit=-1", "limit", "range"],
  ["limit=1.5", "limit", "range"],
  ["limit=1e1", "limit", "range"],
  ["limit=ten", "limit", "range"],
  ["limit=", "limit", "range"],
  ["limit=99999999999999999999", "limit", "range"],
  ["pay_min=-5", "pay_min", "range"],
  ["pay_min=lots", "pay_min", "range"],
  ["closes_before=2026-02-30", "closes_before", "date"],
  ["closes_before=tomorrow", "closes_before", "date"],
  ["limit=1&limit=2", "limit", "repeated"],
  ["q=a&q=b", "q", "repeated"],
  ["sort=newest&sort=closing", "sort", "repeated"],
])
  test(`?${query} is 422 and names ${parameter}`, async () => {
    await refused(`/v1/openings?${query}`, 422, [[parameter, code]]);
  });

test("every fault of a query is told at once", async () => {
  const reply = await server.get("/v1/openings?kind=gig&place=atlantis&limit=0&sort=x&what=1");
  assert.equal(reply.status, 422);
  assert.deepEqual(reply.json.errors.map((e) => e.parameter).sort(), ["kind", "limit", "place", "sort", "what"]);
});

test("at most 50 faults are told", async () => {
  const reply = await server.get(`/v1/openings?place=${Array.from({ length: 120 }, (_, i) => `no${i}`).join(",")}`);
  assert.equal(reply.status, 422);
  assert.equal(reply.json.errors.length, 50);
});

test("pay_min takes a number, as the contract says", async () => {
  assert.equal((await server.get("/v1/openings?pay_min=18000.5")).status, 200);
});

test("a cursor that is foreign or damaged is 400 with parameter cursor", async () => {
  const { next } = (await server.get("/v1/openings?limit=2")).json;
  const swapped = (i) => next.slice(0, i) + (next[i] === "A" ? "B" : "A") + next.slice(i + 1);
  const damaged = ["x", "", "AAAA", "%25", next.slice(0, -1), next.slice(1), `${next}A`, `${next}%3D`, swapped(3), swapped(30), swapped(next.length - 3), "A".repeat(600)];
  for (const cursor of damaged) await refused(`/v1/openings?limit=2&cursor=${cursor}`, 400, [["cursor", "cursor"]]);
  await refused(`/v1/openings?limit=2&kind=job&cursor=${next}`, 400, [["cursor", "cursor"]]);
  const match = (await server.post("/v1/match", { profile: {}, limit: 1 })).json;
  await refused(`/v1/openings?cursor=${match.next}`, 400, [["cursor", "cursor"]]);
});

test("the sentence of a refusal follows lang, else Accept-Language", async () => {
  const inLang = {
    en: /is not known here/,
    "zh-Hant": /不接受這個參數/,
    "zh-Hans": /不接受这个参数/,
    pt: /não é conhecido/,
  };
  for (const [lang, words] of Object.entries(inLang)) {
    assert.match((await server.get(`/v1/openings?nope=1&lang=${lang}`)).json.errors[0].detail, words, lang);
    const accepted = await server.get("/v1/openings?nope=1", { "accept-language": `fr, ${lang};q=0.9, en;q=0.1` });
    assert.match(accepted.json.errors[0].detail, words, `Accept-Language ${lang}`);
  }
  for (const [accept, lang] of [
    ["zh-HK", "zh-Hant"],
    ["zh-TW", "zh-Hant"],
    ["zh-MO", "zh-Hant"],
    ["zh-CN", "zh-Hans"],
    ["zh-SG", "zh-Hans"],
    ["pt-PT,pt;q=0.8", "pt"],
    ["de", "en"],
    ["en;q=0, pt", "pt"],
    [";;,,=;q=", "en"],
  ])
    assert.match((await server.get("/v1/openings?nope=1", { "accept-language": accept })).json.errors[0].detail, inLang[lang], accept);
});

test("the title of a problem is in the reader's language as well", async () => {
  for (const target of ["/v1/openings?limit=0", "/v1/openings?cursor=x", "/v1/openings/absent", "/nowhere"]) {
    const titles = new Set();
    for (const lang of ["en", "zh-Hant", "zh-Hans", "pt"]) titles.add((await server.get(target, { "accept-language": lang })).json.title);
    assert.equal(titles.size, 4, target);
  }
});

test("octets that are not UTF-8, NUL, or a broken escape, are 400", async () => {
  for (const q of ["%ED%A0%80", "%FF", "%C0%80", "%E5%89", "%F4%90%80%80", "a%80b", "%", "%2", "%zz", "%00", "a%00b"]) {
    const reply = await server.get(`/v1/openings?q=${q}`);
    assert.equal(reply.status, 400, q);
  }
});

for (const q of [
  '"', '""', '"unclosed', "'", "NEAR(", "NEAR(a b, 2)", "a AND", "OR OR", "NOT x", "title:fund", "{title}: fund", "-fund", "^fund",
  "fund*", "(((", ")))", "* * *", "a + b", "'; DROP TABLE openings; --", "\\", "%", "_", "😀", "👩‍🔬🏳️‍🌈", "\u202e", "\ufeff",
  "x", "港", "。", "……", "<script>alert(1)</script>", "${7*7}", "../../etc/passwd", "\u0301\u0301\u0301", "𠮷",
])
  test(`q=${JSON.stringify(q)} is words, never syntax`, async () => {
    const reply = await server.get(`/v1/openings?q=${encodeURIComponent(q)}`);
    assert.equal(reply.status, 200);
    assert.equal(reply.json.items.length, Math.min(20, reply.json.total));
  });

test("signs of query languages change nothing", async () => {
  const plain = ids((await server.get("/v1/openings?q=incubation&limit=100")).json.items);
  assert.ok(plain.length > 0);
  for (const q of ['"incubation"', "-incubation", "incubation*", "^incubation", "(incubation)", " incubation ", "incubation:"])
    assert.deepEqual(ids((await server.get(`/v1/openings?limit=100&q=${encodeURIComponent(q)}`)).json.items), plain, q);
});

test("a query without any word is as none", async () => {
  const all = (await server.get("/v1/openings")).json;
  for (const q of ["", "%20", "+", "%20%09", "%E3%80%80"]) {
    const reply = await server.get(`/v1/openings?q=${q}`);
    assert.equal(reply.status, 200, q);
    assert.equal(reply.json.total, all.total, q);
  }
});

test("240 words or pairs are looked for, more are refused rather than left out", async () => {
  for (const q of ["ab+".repeat(241), encodeURIComponent("創".repeat(121)), encodeURIComponent("創業".repeat(300)), "x1%20".repeat(600)])
    await refused(`/v1/openings?q=${q}`, 422, [["q", "costly"]]);
});

test("2,000 octets are taken, one more is refused", async () => {
  for (const q of ["a".repeat(2000), "ab+".repeat(240), encodeURIComponent("創".repeat(120)), "x1%20".repeat(240)])
    assert.equal((await server.get(`/v1/openings?q=${q}`)).status, 200, q.slice(0, 12));
  await refused(`/v1/openings?q=${"a".repeat(2001)}`, 422, [["q", "too-long"]]);
  await refused(`/v1/openings?q=${encodeURIComponent("創".repeat(667))}`, 422, [["q", "too-long"]]);
});

test("POST, PUT and DELETE are 405 with Allow; OPTIONS is 204", async () => {
  for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
    const reply = await server.ask(method, "/v1/openings");
    assert.equal(reply.status, 405, method);
    assert.match(reply.headers.allow, /GET/);
  }
  assert.equal((await server.ask("OPTIONS", "/v1/openings")).status, 204);
});

test("paths that no route has are 404 problems", async () => {
  for (const target of ["/v1", "/v1/", "/v1/openings/", "/v1/opening", "/v1/openings/a/b", "//v1/openings", "/V1/openings", "/v1/match/x"])
    assert.equal((await server.get(target)).status, 404, target);
});

/* POST /v1/match: every refusal has its own code, pointer, status, and a sentence in four languages. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { isSentence, LANGS } from "../support/faults.mjs";
import { startServer } from "../support/server.mjs";

const MIB = 1024 * 1024;

let server;
before(async () => (server = await startServer()));
after(() => server.stop());

const facts = (own) => ({ profile: { facts: own } });
const deep = (n) => `{"profile":${'{"facts":'.repeat(n)}1${"}".repeat(n)}}`;
const octets = (...parts) => Buffer.concat(parts.map((p) => Buffer.from(p)));
const members = (own) => ({ profile: {}, venture: { members: own } });

/* [what is refused, body, status, code, pointer] */
const refusals = [
  ["an unknown key of the request", { profile: {}, profil: {} }, 422, "unknown-key", "/profil"],
  ["an unknown key of the profile", { profile: { hobby: 1 } }, 422, "unknown-key", "/profile/hobby"],
  ["an unknown key of the texts", { profile: { texts: { motto: "x" } } }, 422, "unknown-key", "/profile/texts/motto"],
  ["an unknown key of the wishes", { profile: { wishes: { salary: 1 } } }, 422, "unknown-key", "/profile/wishes/salary"],
  ["an unknown key of the venture", { profile: {}, venture: { size: 1 } }, 422, "unknown-key", "/venture/size"],
  ["an unknown key of a member", members([{}, { age: 3 }]), 422, "unknown-key", "/venture/members/1/age"],
  ["an unknown key of an award", facts({ awards: [{ level: "bachelor", grade: 1 }] }), 422, "unknown-key", "/profile/facts/awards/0/grade"],
  ["an unknown filter", { profile: {}, filters: { colour: ["red"] } }, 422, "unknown-key", "/filters/colour"],
  ["an unknown weight", { profile: {}, weights: { luck: 1 } }, 422, "unknown-key", "/weights/luck"],
  ["a key with / and ~, escaped in the pointer", { profile: { "a/b~c": 1 } }, 422, "unknown-key", "/profile/a~1b~0c"],
  ["no profile", { q: "x" }, 422, "missing", ""],
  ["an unknown attribute", facts({ shoe_size: 42 }), 422, "unknown-attribute", "/profile/facts/shoe_size"],
  ["an unknown value of an ordinal", facts({ education: "phd" }), 422, "unknown-value", "/profile/facts/education"],
  ["an unknown value of a choice", facts({ study_status: "sleeping" }), 422, "unknown-value", "/profile/facts/study_status"],
  ["an unknown value of a set", facts({ residency: ["hk_permanent", "mars"] }), 422, "unknown-value", "/profile/facts/residency/1"],
  ["an unknown key of levels", facts({ languages: { klingon: "native" } }), 422, "unknown-value", "/profile/facts/languages/klingon"],
  ["an unknown level", facts({ languages: { english: "so-so" } }), 422, "unknown-value", "/profile/facts/languages/english"],
  ["an unknown place wished for", { profile: { wishes: { places: ["atlantis"] } } }, 422, "unknown-value", "/profile/wishes/places/0"],
  ["an unknown sector wished for", { profile: { wishes: { sectors: ["ict", "alchemy"] } } }, 422, "unknown-value", "/profile/wishes/sectors/1"],
  ["an unknown kind wished for", { profile: { wishes: { kinds: ["gig"] } } }, 422, "not-accepted", "/profile/wishes/kinds/0"],
  ["an unknown place to filter by", { profile: {}, filters: { place: ["macao", "x"] } }, 422, "unknown-value", "/filters/place/1"],
  ["an unknown kind to filter by", { profile: {}, filters: { kind: ["gig"] } }, 422, "not-accepted", "/filters/kind/0"],
  ["an inverted range", facts({ years_experience: [5, 2] }), 422, "inverted", "/profile/facts/years_experience"],
  ["a number above its range", facts({ years_experience: 500 }), 422, "range", "/profile/facts/years_experience"],
  ["a number below its range", facts({ founder_share_hkmo: -1 }), 422, "range", "/profile/facts/founder_share_hkmo"],
  ["an end of an interval out of range", facts({ birth_year: [1800, 2000] }), 422, "range", "/profile/facts/birth_year/0"],
  ["a fraction of a whole number", facts({ graduation_year: 2020.5 }), 422, "whole", "/profile/facts/graduation_year"],
  ["a day that does not exist", facts({ birth_date: "2026-02-30" }), 422, "date", "/profile/facts/birth_date"],
  ["29 February of a common year", facts({ birth_date: "2023-02-29" }), 422, "date", "/profile/facts/birth_date"],
  ["a day with a time", facts({ available_from: "2026-01-01T00:00:00Z" }), 422, "date", "/profile/facts/available_from"],
  ["an as_of that does not exist", { profile: {}, as_of: "2026-02-30" }, 422, "date", "/as_of"],
  ["a wished-for day that does not exist", { profile: { wishes: { from: "2026-13-01" } } }, 422, "date", "/profile/wishes/from"],
  ["a computed attribute: age", facts({ age: 20 }), 422, "derived", "/profile/facts/age"],
  ["a computed attribute: years_since_graduation", facts({ years_since_graduation: 1 }), 422, "derived", "/profile/facts/years_since_graduation"],
  ["a computed attribute of a member", members([{ facts: { age: 20 } }]), 422, "derived", "/venture/members/0/facts/age"],
  ["a computed attribute of the venture", { profile: {}, venture: { facts: { company_age_years: 2 } } }, 422, "derived", "/venture/facts/company_age_years"],
  ["a date and a year of birth that disagree", facts({ birth_date: "1999-01-01", birth_year: 2000 }), 422, "disagrees", "/profile/facts/birth_year"],
  ["an education below the awards", facts({ education: "secondary", awards: [{ level: "master", year: 2020 }] }), 422, "disagrees", "/profile/facts/education"],
  ["a text where a number is due", facts({ years_experience: "three" }), 422, "type", "/profile/facts/years_experience"],
  ["a text where a list is due", facts({ sectors: "ict" }), 422, "type", "/profile/facts/sectors"],
  ["a number where true or false is due", facts({ has_company: 1 }), 422, "type", "/profile/facts/has_company"],
  ["null as a fact", facts({ education: null }), 422, "type", "/profile/facts/education"],
  ["a list as the request", [], 422, "type", ""],
  ["a list as the profile", { profile: [] }, 422, "type", "/profile"],
  ["a limit of 0", { profile: {}, limit: 0 }, 422, "range", "/limit"],
  ["a limit of 101", { profile: {}, limit: 101 }, 422, "range", "/limit"],
  ["a limit of one and a half", { profile: {}, limit: 1.5 }, 422, "whole", "/limit"],
  ["a limit in quotes", { profile: {}, limit: "5" }, 422, "type", "/limit"],
  ["an unknown language", { profile: {}, lang: "fr" }, 422, "unknown-language", "/lang"],
  ["weights of nothing", { profile: {}, weights: { text: 0, skill: 0, pref: 0 } }, 422, "empty", "/weights"],
  ["a weight below zero", { profile: {}, weights: { text: -1 } }, 422, "range", "/weights/text"],
  ["words over 2,000 octets", { profile: {}, q: "a".repeat(2001) }, 422, "too-long", "/q"],
  ["an id that is none", facts({ programmes_joined: ["a b"] }), 422, "id", "/profile/facts/programmes_joined/0"],
  ["an equity above 100", members([{ equity: 101 }]), 422, "range", "/venture/members/0/equity"],
  ["equities above 100 together", members([{ equity: 60 }, { equity: 60 }]), 422, "range", "/venture/members"],
  ["a currency that is none", { profile: { wishes: { pay_min: { amount: 1, currency: "USD", per: "month" } } } }, 422, "not-accepted", "/profile/wishes/pay_min/currency"],
  ["a cursor that is damaged", { profile: {}, cursor: "AAAA" }, 400, "cursor", "/cursor"],
  ["no JSON at all", "hello", 400, "json-syntax", ""],
  ["an empty body", "", 400, "json-syntax", ""],
  ["JSON that ends early", '{"profile":{', 400, "json-syntax", ""],
  ["more after the JSON", '{"profile":{}} {}', 400, "json-syntax", ""],
  ["a comma too many", '{"profile":{},}', 400, "json-syntax", ""],
  ["NaN", '{"profile":{"facts":{"years_experience":NaN}}}', 400, "json-syntax", ""],
  ["a number with a leading zero", '{"profile":{},"limit":01}', 400, "json-syntax", ""],
  ["a byte order mark", octets([0xef, 0xbb, 0xbf], '{"profile":{}}'), 400, "json-syntax", ""],
  ["a lone surrogate written with an escape", '{"profile":{},"q":"\\ud800"}', 400, "json-syntax", ""],
  ["NUL written with an escape", '{"profile":{},"q":"a\\u0000b"}', 400, "json-syntax", ""],
  ["a number of 24 digits", '{"profile":{},"limit":999999999999999999999999}', 400, "json-number", ""],
  ["an interval of one number", facts({ years_experience: [1] }), 422, "type", "/profile/facts/years_experience"],
  ["an interval of three numbers", facts({ years_experience: [1, 2, 3] }), 422, "type", "/profile/facts/years_experience"],
  ["a headline of 20,001 octets", { profile: { texts: { headline: "a".repeat(20_001) } } }, 422, "too-long", "/profile/texts/headline"],
  ["more skills than a person has", { profile: { texts: { skills: Array(201).fill("x") } } }, 422, "too-many-items", "/profile/texts/skills"],
  ["more members than a venture has", members(Array(101).fill({})), 422, "too-many-items", "/venture/members"],
  ["a number too large to read", '{"profile":{"facts":{"years_experience":1e999}}}', 400, "json-number", ""],
  ["octets that are not UTF-8", octets('{"profile":{"texts":{"headline":"', [0xff], '"}}}'), 400, "utf8", "/profile/texts/headline"],
  ["a lone surrogate in octets", octets('{"profile":{"texts":{"headline":"', [0xed, 0xa0, 0x80], '"}}}'), 400, "utf8", "/profile/texts/headline"],
  ["an overlong slash", octets('{"q":"', [0xc0, 0xaf], '","profile":{}}'), 400, "utf8", "/q"],
  ["a duplicate key", '{"profile":{"facts":{"education":"master","education":"none"}}}', 400, "json-duplicate", "/profile/facts/education"],
  ["a duplicate key written with an escape", '{"profile":{},"q":"a","\\u0071":"b"}', 400, "json-duplicate", "/q"],
];

/* A reader's language is that of the body when it can be read, else that of the browser. */
const isReadable = (body) => !Buffer.isBuffer(body) && typeof body === "object" && !Array.isArray(body) && body.lang === undefined;

for (const [what, body, status, code, pointer] of refusals)
  test(`${what} is ${status} ${code}`, async () => {
    for (const lang of LANGS)
      for (const [own, headers] of [[body, { "accept-language": lang }], ...(isReadable(body) ? [[{ ...body, lang }, {}]] : [])]) {
        const reply = await server.post("/v1/match", own, headers);
        assert.equal(reply.status, status, reply.text.slice(0, 300));
        const found = reply.json.errors.map((e) => [e.code, e.pointer]);
        assert.deepEqual(found, [[code, pointer]]);
        const { detail } = reply.json.errors[0];
        assert.ok(isSentence(code, lang, detail), `${lang}: ${detail}`);
        assert.equal(reply.json.detail, detail);
        assert.equal(reply.json.type, status === 400 ? "/errors/malformed" : "/errors/invalid");
      }
  });

test("a depth of 1,000 is 400 json-depth, and the pointer is no longer than it must be", async () => {
  for (const body of [deep(1000), "[".repeat(1000), '{"profile":' + "[".repeat(1000) + "]".repeat(1000) + "}", "[".repeat(400_000)]) {
    const reply = await server.post("/v1/match", body);
    assert.equal(reply.status, 400);
    assert.equal(reply.json.errors[0].code, "json-depth");
    assert.ok(isSentence("json-depth", "en", reply.json.errors[0].detail));
    assert.ok(reply.text.length < 2000);
  }
});

test("a value of the input never stands in a refusal", async () => {
  const secret = "zanzibar-4711";
  for (const body of [facts({ education: secret }), facts({ birth_date: secret }), facts({ residency: [secret] }), { profile: {}, lang: secret }, { profile: {}, as_of: secret }, { profile: {}, cursor: secret }])
    assert.ok(!(await server.post("/v1/match", body)).text.includes(secret), JSON.stringify(body));
});

test("every fault is told at once, each with its pointer, 50 at most", async () => {
  const reply = await server.post("/v1/match", { profile: { facts: { age: 1, shoe_size: 1, education: "phd" }, texts: 1 }, limit: 0, lang: "fr" });
  assert.deepEqual(
    reply.json.errors.map((e) => e.pointer).sort(),
    ["/lang", "/limit", "/profile/facts/age", "/profile/facts/education", "/profile/facts/shoe_size", "/profile/texts"],
  );
  const many = await server.post("/v1/match", facts({ residency: Array.from({ length: 80 }, (_, i) => `x${i}`) }));
  assert.equal(many.status, 422);
  assert.equal(many.json.errors.length, 50);
});

test("the lang of the body is the language of its refusal", async () => {
  const reply = await server.post("/v1/match", { ...facts({ age: 1 }), lang: "pt" }, { "accept-language": "zh-HK" });
  assert.ok(isSentence("derived", "pt", reply.json.errors[0].detail), reply.json.errors[0].detail);
});

test("unknown parameters are 422 with their name", async () => {
  for (const [target, parameter] of [["/v1/match?limit=3", "limit"], ["/v1/match?lang=pt", "lang"], ["/v1/match?q=a", "q"]]) {
    const reply = await server.post(target, { profile: {} });
    assert.equal(reply.status, 422, target);
    assert.equal(reply.json.errors[0].parameter, parameter);
  }
});

test("a cursor of another question is 400 with its pointer", async () => {
  const body = { profile: {}, limit: 2, as_of: "2025-06-01" };
  const { next } = (await server.post("/v1/match", body)).json;
  assert.equal((await server.post("/v1/match", { ...body, limit: 9, lang: "pt", cursor: next })).status, 200);
  const list = (await server.get("/v1/openings?limit=1")).json.next;
  for (const other of [{ ...body, as_of: "2025-06-02" }, { ...body, q: "x" }, { ...body, profile: { facts: { education: "none" } } }, { ...body, weights: { text: 1 } }, { ...body, filters: { kind: ["job"] } }, { ...body, venture: {} }]) {
    const reply = await server.post("/v1/match", { ...other, cursor: next });
    assert.equal(reply.status, 400, JSON.stringify(other));
    assert.deepEqual(reply.json.errors.map((e) => [e.code, e.pointer]), [["cursor", "/cursor"]]);
  }
  assert.equal((await server.post("/v1/match", { ...body, cursor: list })).status, 400);
});

test("a body of another type is 415, JSON with a charset is read", async () => {
  const body = JSON.stringify({ profile: {} });
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", "multipart/form-data; boundary=x", ""]) {
    const reply = await server.ask("POST", "/v1/match", { body, headers: type === "" ? {} : { "content-type": type } });
    assert.equal(reply.status, 415, type);
    assert.equal(reply.json.type, "/errors/media-type");
  }
  for (const type of ["application/json; charset=utf-8", "Application/JSON", "application/json ;x=y"])
    assert.equal((await server.ask("POST", "/v1/match", { body, headers: { "content-type": type } })).status, 200, type);
});

test("1 MiB is read, one octet more is 413", async () => {
  const pad = (n) => `{"profile":{}${" ".repeat(n - 14)}}`;
  assert.equal((await server.post("/v1/match", pad(MIB))).status, 200);
  const reply = await server.post("/v1/match", pad(MIB + 1));
  assert.equal(reply.status, 413);
  assert.equal(reply.json.type, "/errors/too-large");
});

test("GET, PUT and DELETE are 405 with Allow, OPTIONS is 204", async () => {
  const options = await server.ask("OPTIONS", "/v1/match");
  assert.equal(options.status, 204);
  assert.deepEqual(options.headers.allow.split(/, */).sort(), ["OPTIONS", "POST"]);
  for (const method of ["GET", "HEAD", "PUT", "DELETE", "PATCH"]) {
    const reply = await server.ask(method, "/v1/match");
    assert.equal(reply.status, 405, method);
    assert.equal(reply.headers.allow, options.headers.allow);
  }
});

test("a log line says how it went and nothing of what was said", async () => {
  const word = "quetzalcoatl";
  await server.post("/v1/match", { profile: { texts: { headline: word } }, q: word });
  await server.post("/v1/match", facts({ education: word }));
  await server.get(`/v1/openings?q=${word}`);
  await server.get(`/${word}`);
  assert.ok(server.log().includes("event=request.done"));
  assert.ok(!server.log().includes(word));
});

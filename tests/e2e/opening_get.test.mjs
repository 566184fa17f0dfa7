/* GET /v1/openings/{id}: states, languages, conditional requests. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { organisation, posted as opening, text } from "../support/build.mjs";
import { plus, today } from "../support/days.mjs";
import { startServer, temporaryFolder, writeFile } from "../support/server.mjs";

const day = today();
const past = { opens: plus(day, -90), closes: plus(day, -3), confirmed: plus(day, -90) };
const LANGS = ["en", "zh-Hant", "zh-Hans", "pt"];

const openings = [
  opening("open", {
    body: { en: "A long text that is worth packing. ".repeat(100) },
    title: { "zh-Hant": "海事工程師", en: "Marine engineer" },
    summary: { "zh-Hans": "船舶工程" },
    declarations: [{ id: "d", text: { en: "I can swim.", "zh-Hant": "本人懂游泳。" } }],
    terms: { housing: { en: "A room.", pt: "Um quarto." }, hours_week: 40 },
    criteria: { attr: "age", op: "min", value: 18, text: { en: "18 or above", pt: "18 anos ou mais" } },
    closes: plus(day, 30),
  }),
  opening("closes-today", { closes: day }),
  opening("closed-yesterday", { closes: plus(day, -1) }),
  opening("upcoming", { opens: plus(day, 5), closes: plus(day, 9) }),
  opening("closed", past),
  opening("closed-recurring", { ...past, recurs: "annual" }),
  opening("closed-expected", { ...past, next_expected: plus(day, 100) }),
  opening("status-closed", { status: "closed", confirmed: plus(day, -9) }),
  opening("historic", { status: "historic", confirmed: plus(day, -9) }),
  opening("withdrawn", { status: "withdrawn", confirmed: plus(day, -9) }),
  opening("withdrawn-recurring", { status: "withdrawn", confirmed: plus(day, -9), recurs: "annual" }),
  opening("draft", { status: "draft" }),
  opening("stale", { confirmed: plus(day, -400) }),
  opening("fresh", { confirmed: plus(day, -300) }),
  opening("only-pt", { title: { pt: "Engenheiro naval" } }),
  opening("a.b:c_d-E", { title: text("Odd id") }),
];

let server;
before(async () => {
  server = await startServer({ files: [writeFile(temporaryFolder(), "all.json", [organisation, ...openings])] });
});
after(() => server.stop());

const get = (id, headers, more = "") => server.get(`/v1/openings/${id}${more}`, headers);

test("an absent id and a draft are 404, exactly alike", async () => {
  const answers = [];
  for (const id of ["absent", "draft", "OPEN", "%6fpen%20", "x".repeat(128), "x".repeat(500)]) {
    const reply = await get(id);
    assert.equal(reply.status, 404, id);
    const { request, ...rest } = reply.json;
    answers.push(rest);
  }
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
});

test("open, upcoming and closing today are 200 with their state", async () => {
  for (const [id, state] of [["open", "open"], ["closes-today", "open"], ["upcoming", "upcoming"]]) {
    const reply = await get(id);
    assert.equal(reply.status, 200, id);
    assert.equal(reply.json.state, state, id);
  }
});

test("closed, historic and withdrawn are 410 with the reason and the opening as it was", async () => {
  for (const [id, state] of [
    ["closed-yesterday", "closed"],
    ["closed", "closed"],
    ["status-closed", "closed"],
    ["historic", "historic"],
    ["withdrawn", "withdrawn"],
    ["withdrawn-recurring", "withdrawn"],
  ]) {
    const reply = await get(id);
    assert.equal(reply.status, 410, id);
    assert.equal(reply.json.type, "/errors/gone");
    assert.ok(reply.json.detail.length > 10, id);
    assert.equal(reply.json.opening.id, id);
    assert.equal(reply.json.opening.state, state);
    assert.deepEqual(reply.json.opening.title, { en: `Opening ${id}` });
  }
});

test("the reason of a 410 is in the reader's language", async () => {
  const words = new Set();
  for (const lang of LANGS) words.add((await get("closed", {}, `?lang=${lang}`)).json.detail);
  assert.equal(words.size, LANGS.length);
});

test("a closed opening that recurs is 200 and says closed", async () => {
  for (const id of ["closed-recurring", "closed-expected"]) {
    const reply = await get(id);
    assert.equal(reply.status, 200, id);
    assert.equal(reply.json.state, "closed");
  }
});

test("an opening confirmed more than a year ago says so", async () => {
  assert.equal((await get("stale")).json.not_confirmed_since, plus(day, -400));
  assert.equal((await get("fresh")).json.not_confirmed_since, undefined);
});

test("without lang the document is as it was imported, with what is worked out beside it", async () => {
  const source = openings[0];
  const { json } = await get("open");
  for (const [key, value] of Object.entries(source)) assert.deepEqual(json[key], value, key);
  assert.deepEqual(json.organisation_name, organisation.name);
  assert.equal(json.organisation_website, organisation.website);
});

test("with lang every text is a string, fallen back asked, other Chinese, English, whatever there is", async () => {
  const titles = { en: "Marine engineer", "zh-Hant": "海事工程師", "zh-Hans": "海事工程師", pt: "Marine engineer" };
  const used = { "zh-Hans": "zh-Hant", pt: "en" };
  const names = { en: "Harbour Works", "zh-Hant": "海港工場", "zh-Hans": "海港工场", pt: "Harbour Works" };
  for (const lang of LANGS) {
    const { json } = await get("open", {}, `?lang=${lang}`);
    assert.equal(json.lang, lang);
    assert.equal(json.title, titles[lang]);
    assert.equal(json.title_lang, used[lang], lang);
    assert.equal(json.summary, "船舶工程");
    assert.equal(json.organisation_name, names[lang]);
    assert.equal(json.terms.housing, lang === "pt" ? "Um quarto." : "A room.");
    assert.equal(json.terms.hours_week, 40);
    assert.equal(json.declarations[0].text, lang.startsWith("zh") ? "本人懂游泳。" : "I can swim.");
    assert.equal(json.criteria.text, lang === "pt" ? "18 anos ou mais" : "18 or above");
    assert.equal((await get("only-pt", {}, `?lang=${lang}`)).json.title, "Engenheiro naval");
  }
});

test("an id of dots, colons, hyphens and underscores is found, also escaped", async () => {
  assert.equal((await get("a.b:c_d-E")).json.id, "a.b:c_d-E");
  assert.equal((await get("a%2Eb%3Ac_d-E")).json.id, "a.b:c_d-E");
});

test("a reply that is known already is 304 without a body, also with gzip", async () => {
  for (const coding of ["identity", "gzip"]) {
    const headers = { "accept-encoding": coding };
    const first = await get("open", headers);
    assert.equal(first.status, 200);
    assert.equal(first.headers["content-encoding"], coding === "gzip" ? "gzip" : undefined);
    const { etag } = first.headers;
    assert.match(etag, /^(W\/)?"[^"]+"$/);
    for (const known of [etag, `"other", ${etag}`, "*", `W/${etag.replace(/^W\//, "")}`]) {
      const again = await get("open", { ...headers, "if-none-match": known });
      assert.equal(again.status, 304, `${coding} ${known}`);
      assert.equal(again.bytes.length, 0);
      assert.equal(again.headers.etag, etag);
    }
    assert.equal((await get("open", { ...headers, "if-none-match": '"other"' })).status, 200);
  }
});

test("a packed reply has not the strong tag of the plain one", async () => {
  const plain = (await get("open", { "accept-encoding": "identity" })).headers.etag;
  const packed = (await get("open", { "accept-encoding": "gzip" })).headers.etag;
  assert.ok(plain.startsWith("W/") || packed !== plain, `${plain} ${packed}`);
});

test("replies that differ have tags that differ", async () => {
  const seen = new Map();
  for (const accept of ["application/json", "application/ld+json", "text/calendar"])
    for (const language of ["en", "pt", "zh-HK"])
      for (const more of ["", "?lang=en", "?lang=pt"]) {
        const reply = await get("open", { accept, "accept-language": language }, more);
        const { etag } = reply.headers;
        assert.ok((seen.get(etag) ?? reply.text) === reply.text, `${accept} ${language} ${more} shares ${etag}`);
        seen.set(etag, reply.text);
      }
});

test("caches are told what a reply depends on", async () => {
  for (const [accept, field] of [
    ["application/json", "accept"],
    ["application/json", "accept-encoding"],
    ["application/ld+json", "accept-language"],
    ["text/calendar", "accept-language"],
  ]) {
    const { headers } = await get("open", { accept });
    assert.ok((headers.vary ?? "").toLowerCase().split(/, */).includes(field), `${accept}: Vary ${headers.vary}`);
  }
});

test("HEAD has the fields of GET and no body, for 200, 404 and 410", async () => {
  for (const id of ["open", "absent", "closed"]) {
    const whole = await get(id);
    const head = await server.ask("HEAD", `/v1/openings/${id}`);
    assert.equal(head.status, whole.status);
    assert.equal(head.bytes.length, 0);
    for (const field of ["etag", "content-type", "content-length", "cache-control"])
      assert.equal(head.headers[field], whole.headers[field], `${id} ${field}`);
  }
});

test("Accept chooses the form; what is not known there gives JSON", async () => {
  for (const [accept, type] of [
    ["application/ld+json", "application/ld+json"],
    ["text/calendar", "text/calendar"],
    ["text/html", "application/json"],
    ["*/*", "application/json"],
    ["application/ld+json;q=0.2, application/json", "application/json"],
    ["application/json;q=0.2, application/ld+json;q=0.9", "application/ld+json"],
    ["text/calendar;q=0, */*;q=0.1", "application/json"],
    [";;q=,,", "application/json"],
  ])
    assert.equal((await get("open", { accept })).headers["content-type"].split(";")[0], type, accept);
});

test("unknown parameters and languages are 422 and named", async () => {
  for (const [more, parameter] of [["?foo=1", "foo"], ["?lang=xx", "lang"], ["?lang=en&lang=en", "lang"]]) {
    const reply = await get("open", {}, more);
    assert.equal(reply.status, 422, more);
    assert.equal(reply.json.errors[0].parameter, parameter);
  }
});

test("POST and DELETE are 405 with Allow, PUT asks who it is, OPTIONS is 204", async () => {
  for (const method of ["POST", "DELETE"]) assert.equal((await server.ask(method, "/v1/openings/open")).status, 405);
  assert.equal((await server.ask("PUT", "/v1/openings/open")).status, 401);
  const options = await server.ask("OPTIONS", "/v1/openings/open");
  assert.equal(options.status, 204);
  assert.match(options.headers.allow, /GET, HEAD/);
});

/* GET /v1/vocabulary. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { startServer } from "../support/server.mjs";
import { attributes, places, sectors } from "../support/shipped.mjs";

const LANGS = ["en", "zh-Hant", "zh-Hans", "pt"];
/* docs/SEMANTICS.md, 2. */
const OPERATORS = {
  number: ["min", "max", "between", "above", "below"],
  ordinal: ["min", "max", "between"],
  choice: ["in", "not_in"],
  set: ["has_any", "has_all", "has_none"],
  levels: ["min"],
  flag: ["is"],
  date: ["before", "after", "between"],
  list: [],
};

let server;
let whole;
before(async () => {
  server = await startServer();
  whole = (await server.get("/v1/vocabulary")).json;
});
after(() => server.stop());

const lists = (v) => [v.attributes, v.places, v.sectors, v.institutions, v.fields];

test("without lang every label and question is a map of all four languages", () => {
  assert.equal(whole.lang, undefined);
  for (const item of lists(whole).flat()) {
    for (const text of [item.label, item.question].filter((t) => t !== undefined)) {
      assert.deepEqual(Object.keys(text).sort(), [...LANGS].sort(), item.key ?? item.value);
      for (const lang of LANGS) assert.ok(text[lang].length > 0, `${item.key ?? item.value} ${lang}`);
    }
  }
});

for (const lang of LANGS)
  test(`with lang=${lang} every text is that language's string and nothing else changes`, async () => {
    const one = (await server.get(`/v1/vocabulary?lang=${lang}`)).json;
    const inLang = (node) => {
      if (Array.isArray(node)) return node.map(inLang);
      if (node === null || typeof node !== "object") return node;
      if (LANGS.every((l) => typeof node[l] === "string")) return node[lang];
      return Object.fromEntries(Object.entries(node).map(([k, v]) => [k, inLang(v)]));
    };
    assert.deepEqual(one, { ...inLang(whole), lang });
  });

test("every attribute that people are asked for has a question", () => {
  for (const a of whole.attributes)
    if (a.derived_from === undefined) assert.ok(a.question, `${a.key} has no question`);
});

test("attributes stand in the order of the file, with its types, scopes and values", () => {
  assert.deepEqual(
    whole.attributes.map((a) => [a.key, a.type, a.scope, a.change]),
    attributes.map((a) => [a.key, a.type, a.scope, a.change]),
  );
  for (const [i, a] of attributes.entries())
    if (a.values) assert.deepEqual(whole.attributes[i].values.map((v) => v.value), a.values.map((v) => v.value), a.key);
});

test("each attribute lists the operators of its type", () => {
  for (const a of whole.attributes) assert.deepEqual([...a.operators].sort(), [...OPERATORS[a.type]].sort(), a.key);
});

test("a derived attribute names what it is worked out from, and giving it is refused", async () => {
  const keys = new Set(whole.attributes.map((a) => a.key));
  const derived = whole.attributes.filter((a) => a.derived_from);
  assert.ok(derived.some((a) => a.key === "age"));
  for (const a of derived) {
    assert.ok(a.derived_from.length > 0 && a.derived_from.every((key) => keys.has(key)), a.key);
    const reply = await server.post("/v1/match", { profile: { facts: { [a.key]: 20 } } });
    assert.equal(reply.status, 422, a.key);
    assert.equal(reply.json.errors[0].code, "derived");
    assert.equal(reply.json.errors[0].pointer, `/profile/facts/${a.key}`);
  }
});

test("implies is transitive: qianhai lies in shenzhen, guangdong and gba", () => {
  const implied = (list, value) => new Set(list.find((v) => v.value === value).implies);
  for (const up of ["shenzhen", "guangdong", "gba"]) assert.ok(implied(whole.places, "qianhai").has(up), up);
  for (const [list, closure] of [
    [whole.places, places],
    [whole.sectors, sectors],
  ])
    for (const v of list) {
      const all = new Set(closure.get(v.value));
      all.delete(v.value);
      assert.deepEqual(new Set(v.implies), all, v.value);
    }
  const residency = whole.attributes.find((a) => a.key === "residency");
  assert.ok(implied(residency.values, "hk_permanent").has("hk_resident"));
});

test("values_from names a list of this reply, or ids", () => {
  for (const a of whole.attributes)
    if (a.values_from && a.values_from !== "ids") assert.ok(Array.isArray(whole[a.values_from]), a.key);
});

test("the published weights are .40, .25 and .35, and the four kinds are named", () => {
  assert.deepEqual(whole.weights, { text: 0.4, skill: 0.25, pref: 0.35 });
  assert.deepEqual([...whole.kinds].sort(), ["funding", "incubator", "internship", "job"]);
});

test("an unknown language or parameter is 422 and named", async () => {
  for (const [query, parameter, code] of [
    ["lang=fr", "lang", "unknown-language"],
    ["lang=", "lang", "unknown-language"],
    ["lang=en&lang=pt", "lang", "repeated"],
    ["language=en", "language", "unknown-parameter"],
  ]) {
    const reply = await server.get(`/v1/vocabulary?${query}`);
    assert.equal(reply.status, 422, query);
    assert.deepEqual([reply.json.errors[0].parameter, reply.json.errors[0].code], [parameter, code], query);
  }
});

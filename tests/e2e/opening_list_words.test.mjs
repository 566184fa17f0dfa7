/* GET /v1/openings?q: words in four languages, on the shipped catalogue. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { baybridge, startServer } from "../support/server.mjs";
import { openings, organisations } from "../support/shipped.mjs";
import { ids, itemsOf } from "../support/walk.mjs";

const ALL = "open,upcoming,closed,historic,withdrawn";

let server;
before(async () => (server = await startServer()));
after(() => server.stop());

const found = async (q) => ids(await itemsOf(server, { q, status: ALL }));

for (const [traditional, simplified] of [
  ["創業孵化", "创业孵化"],
  ["實習", "实习"],
  ["見習", "见习"],
  ["數碼港", "数码港"],
  ["澳門青年", "澳门青年"],
  ["大灣區青年就業計劃", "大湾区青年就业计划"],
  ["衞生", "卫生"],
  ["創業", "创业"],
])
  test(`${traditional} and ${simplified} give the same openings in the same order`, async () => {
    const a = await found(traditional);
    assert.deepEqual(await found(simplified), a);
    if (traditional !== "衞生") assert.ok(a.length > 0);
  });

test("Hong Kong forms are folded: 衞 as 衛, 裏 as 裡", async () => {
  assert.deepEqual(await found("衞"), await found("衛"));
  assert.deepEqual(await found("裏"), await found("裡"));
});

/* All that is indexed of an opening, as one text. */
function words(o) {
  const by = organisations.get(o.organisation);
  const maps = [o.title, o.summary, o.body, by?.name].filter(Boolean);
  return [...maps.flatMap((map) => Object.values(map)), ...(o.skills ?? [])].join("\n");
}

for (const word of ["香港", "前海", "創業", "基金", "實習", "科技", "青年", "南沙", "补贴"])
  test(`the two-character word ${word} finds every opening that has it`, async () => {
    const list = new Set(await found(word));
    const literal = openings.filter((o) => words(o).includes(word));
    assert.ok(literal.length > 0);
    for (const o of literal) assert.ok(list.has(o.id), o.id);
  });

for (const word of ["Cyberport", "internship", "incubation", "Macau", "empresas"])
  test(`the word ${word} finds every opening that has it, in any case`, async () => {
    const list = new Set(await found(word));
    const literal = openings.filter((o) => new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, "iu").test(words(o)));
    assert.ok(literal.length > 0);
    for (const o of literal) assert.ok(list.has(o.id), o.id);
    assert.deepEqual(await found(word.toUpperCase()), await found(word.toLowerCase()));
  });

test("實習, 实习, 見習, internship and estágio find each other's openings", async () => {
  const base = await found("實習");
  assert.ok(base.length >= 20);
  for (const word of ["实习", "internship", "estágio", "見習", "见习"]) {
    const other = new Set(await found(word));
    assert.deepEqual(base.filter((id) => !other.has(id)), [], word);
  }
});

test("Portuguese is found with and without its accents", async () => {
  assert.deepEqual(await found("estagio"), await found("estágio"));
  assert.deepEqual(await found("INCUBAÇÃO"), await found("incubacao"));
  assert.ok((await found("incubação")).length > 0);
});

test("full-width letters are the same letters", async () => {
  assert.deepEqual(await found("ＣＹＢＥＲＰＯＲＴ"), await found("cyberport"));
});

test("more words narrow two by two: both must be met", async () => {
  const both = await found("cyberport youth");
  const one = new Set(await found("cyberport"));
  const other = new Set(await found("youth"));
  assert.ok(both.length > 0);
  for (const id of both) assert.ok(one.has(id) && other.has(id), id);
});

test("a word typed many times is one word", async () => {
  const once = await found("internship");
  assert.deepEqual((await found("internship internship")).sort(), [...once].sort());
  assert.deepEqual((await found("internship ".repeat(150))).sort(), [...once].sort());
});

test("a title met in full is among the first two", async () => {
  for (const q of ["Greater Bay Area Youth Employment Scheme", "大灣區青年就業計劃", "大湾区青年就业计划", "Centro de Incubação de Negócios para os Jovens de Macau"]) {
    const first = (await found(q)).slice(0, 2);
    assert.ok(openings.some((o) => first.includes(o.id) && Object.values(o.title).includes(q)), `${q}: ${first}`);
  }
});

test("a misspelt Latin word is corrected, and the reply says so", async () => {
  const reply = (await server.get("/v1/openings?q=incubaton")).json;
  assert.deepEqual(
    reply.corrections.map((c) => [c.from, c.to]),
    [["incubaton", "incubation"]],
  );
  assert.ok(reply.total > 0);
  assert.deepEqual((await server.get("/v1/openings?q=incubation")).json.corrections, []);
});

test("Han words are never corrected", async () => {
  for (const q of ["創夜孵花", "穤礿"])
    assert.deepEqual((await server.get(`/v1/openings?q=${encodeURIComponent(q)}`)).json.corrections.filter((c) => c.from), []);
});

test("the same question gives the same bytes", async () => {
  const target = `/v1/openings?q=${encodeURIComponent("青年 創業 fund")}&limit=50`;
  assert.equal((await server.get(target)).text, (await server.get(target)).text);
});

test("words and the command line agree on ids and order", async () => {
  for (const q of ["創業孵化", "internship", "estágio"]) {
    const run = baybridge(["search", "--db", server.db, "--json", q]);
    assert.equal(run.status, 0, run.stderr);
    assert.deepEqual(ids(JSON.parse(run.stdout).items), ids(await itemsOf(server, { q })));
  }
});

/*
 * POST /v1/match with texts that are no texts, or as long as they may be: what
 * is said in words never touches a verdict, and each is answered in a time that
 * is an ordinary one times a generous factor.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startServer } from "../support/server.mjs";

const FACTOR = 60;
const FULL = 20_000; /* octets of one text */
const facts = { residency: ["hk_permanent"], education: "bachelor", has_company: false, birth_year: 2000 };
let server;
let usual;
let plain;

const match = (texts, more = {}) => server.post("/v1/match", { profile: { facts, texts }, as_of: "2025-06-01", ...more });

async function spent(work) {
  const from = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - from) / 1e6;
}

async function median(work) {
  const times = [];
  for (let i = 0; i < 7; i++) times.push(await spent(work));
  return times.sort((a, b) => a - b)[3];
}

/* As often as it fits into a text, never half a character. */
function full(piece) {
  return piece.repeat(Math.floor(FULL / Buffer.byteLength(piece)));
}

before(async () => {
  server = await startServer();
  const ordinary = () => match({ headline: "software engineer", skills: ["Python", "SQL"] });
  plain = (await ordinary()).json;
  usual = Math.max(1, await median(ordinary));
});
after(() => server.stop());

const skills = (n, of) => Array.from({ length: n }, (_, i) => of(i));

/* [what is said, texts, the rest of the request] */
const texts = [
  ["operators of another search", { headline: 'NEAR("a" b, 3) AND (x* OR -y) title:^z "' }, { q: '"engineer" AND NEAR(software*, 2) -title:x' }],
  ["a headline of one letter", { headline: full("a") }],
  ["a headline of one Han character", { headline: full("創") }],
  ["texts of Han to their ends", { headline: full("軟件工程師"), wants: full("創業孵化"), experience: full("數據分析 ") }],
  ["a line a word, all of them", { headline: full("x1\n"), wants: full("y2\n"), experience: full("z3 software\n") }],
  ["an occupation a line", { headline: full("software developer\n"), experience: full("軟件工程師\n") }],
  ["300 synonyms", { headline: "internship 實習 estágio ".repeat(100) }],
  ["hyphens and dots", { headline: full("a-b "), experience: full("a.b.c ") }],
  ["families of emoji", { headline: full("👨‍👩‍👧‍👦"), skills: ["👩‍💻", "🙂"] }],
  ["private-use Han of old Hong Kong systems", { headline: full("\uE40C\uE473"), skills: ["\uECD4"] }],
  ["private use that stands for nothing", { headline: full("\uF8FF") }],
  ["marks without a letter", { headline: full("\u0301") }],
  ["right to left and back", { headline: full("\u202Eabc\u202C ") }],
  ["noncharacters", { headline: "a\uFFFEb\uFFFFc" }],
  ["controls", { headline: "a\u0001b\u0007c\u007f" }],
  ["200 skills of 200 octets", { skills: skills(200, (i) => `${i}${"技能".repeat(32)}`) }],
  ["200 skills that are one", { skills: skills(200, () => "C++") }],
  ["blanks", { headline: full(" "), wants: full("\n"), experience: full("\t") }],
];

for (const [what, said, more] of texts)
  test(`${what}: the verdicts are those of the facts, and soon`, async () => {
    const reply = await match(said, more);
    assert.equal(reply.status, 200, reply.text.slice(0, 300));
    assert.deepEqual(reply.json.counts, plain.counts);
    for (const item of reply.json.items) {
      const points = item.parts.reduce((n, p) => n + Math.round(p.points * 100), 0);
      assert.equal(points, Math.round(item.fit * 100), item.opening.id);
    }
    assert.ok((await median(() => match(said, more))) < FACTOR * usual, `usually ${usual} ms`);
  });

test("private-use Han finds what the character finds that it stands for", async () => {
  const [one, other] = [await match({ headline: "\uE40C生" }), await match({ headline: "衞生" })];
  const of = (reply) => reply.json.items.map((i) => [i.opening.id, i.fit]);
  assert.deepEqual(of(one), of(other));
});

test("surrogates in their order are a character, alone they are refused with a sentence", async () => {
  const said = (text) => server.post("/v1/match", `{"profile":{"texts":{"headline":"${text}"}}}`);
  assert.equal((await said("\\ud842\\udfb7")).status, 200);
  for (const text of ["\\ud842", "\\udfb7", "\\udfb7\\ud842", "\\ud842a\\udfb7", "\\ud842\\ud842"]) {
    const reply = await said(text);
    assert.equal(reply.status, 400, text);
    assert.equal(reply.json.errors[0].code, "json-syntax", text);
  }
});

/* More than a request may have in its head: refused, and the server goes on. */
test("a query string of a megabyte is refused before it is read", async () => {
  const status = await server.get(`/v1/openings?q=${"a".repeat(1024 * 1024)}`).then(
    (reply) => reply.status,
    (error) => error.code,
  );
  assert.ok([414, 431, "EPIPE", "ECONNRESET"].includes(status), String(status));
  assert.equal((await match({ headline: "engineer" })).status, 200);
});

test("a body of 10 MB of one Han character is refused, and the server goes on", async () => {
  const status = await match({ headline: "創".repeat((10 * 1024 * 1024) / 3) }).then(
    (reply) => reply.status,
    (error) => error.code,
  );
  assert.ok([413, "EPIPE", "ECONNRESET"].includes(status), String(status));
  assert.equal((await match({ headline: "engineer" })).status, 200);
});

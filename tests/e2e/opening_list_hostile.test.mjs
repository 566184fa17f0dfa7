/*
 * Words that are no words: each is answered as an ordinary request is, in a
 * time that is an ordinary one times a generous factor.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startServer } from "../support/server.mjs";

const FACTOR = 50;
let server;
let usual;

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

const search = (q) => server.get(`/v1/openings?q=${q}`);
const match = (body) => server.post("/v1/match", body);

before(async () => {
  server = await startServer();
  usual = Math.max(1, await median(() => search("engineer")));
});
after(() => server.stop());

const found = [
  ["operators of another search", "NEAR(a b, 3) AND \"x\" OR -y* title:z ^w"],
  ["quotes and parentheses", "\"\"\"((()))''"],
  ["one letter 2,000 times", "a".repeat(2000)],
  ["one Han character 120 times", "創".repeat(120)],
  ["a family of emoji", "👨‍👩‍👧‍👦".repeat(40)],
  ["private-use characters of old Hong Kong systems", "\uE40C\uECD4".repeat(50)],
  ["private-use characters that stand for nothing", "\uF8FF".repeat(300)],
  ["combining marks without a letter", "\u0301".repeat(600)],
  ["right to left and back", "\u202Eabc\u202C".repeat(60)],
  ["controls", "a\u0001b\u0007c"],
  ["240 different words", Array.from({ length: 240 }, (_, i) => `w${i}`).join(" ")],
  ["one synonym after another", "internship 實習 estágio ".repeat(40)],
];

for (const [name, q] of found)
  test(`${name}: answered, and soon`, async () => {
    const encoded = encodeURIComponent(q);
    const reply = await search(encoded);
    assert.equal(reply.status, 200, reply.text);
    assert.ok((await median(() => search(encoded))) < FACTOR * usual);
  });

test("octets that are no UTF-8 are refused or are no words", async () => {
  for (const q of ["%ED%A0%80", "%FF%FE", "%C0%AF", "a%80b"]) {
    const reply = await search(q);
    assert.ok([200, 400, 422].includes(reply.status), `${q}: ${reply.status}`);
  }
});

test("300 synonyms are more than is looked for: told, not left out", async () => {
  const reply = await search(Array.from({ length: 300 }, () => "job").join("+"));
  assert.equal(reply.status, 422);
  assert.equal(reply.json.errors[0].code, "costly");
  assert.match(reply.json.errors[0].detail, /240/);
});

test("5,000 skills are refused with their pointer", async () => {
  const skills = Array.from({ length: 5000 }, (_, i) => `skill ${i}`);
  const reply = await match({ profile: { texts: { skills } } });
  assert.equal(reply.status, 422);
  assert.equal(reply.json.errors[0].pointer, "/profile/texts/skills");
});

test("200 skills and 20,000 octets of one character are matched, and soon", async () => {
  const body = {
    profile: {
      texts: {
        headline: "工程師".repeat(2000),
        experience: "x".repeat(20000),
        skills: Array.from({ length: 200 }, (_, i) => `skill ${i} 技能`),
      },
    },
  };
  assert.equal((await match(body)).status, 200);
  assert.ok((await median(() => match(body))) < 4 * FACTOR * usual);
});

test("a body of 10 MB is refused before it is read, and the server goes on", async () => {
  const body = { profile: { texts: { headline: "a".repeat(10 * 1024 * 1024) } } };
  /* Who is refused while still sending may see the connection end first. */
  const status = await match(body).then(
    (reply) => reply.status,
    (error) => error.code,
  );
  assert.ok([413, "EPIPE", "ECONNRESET"].includes(status), String(status));
  assert.equal((await search("engineer")).status, 200);
});

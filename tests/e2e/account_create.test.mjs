/* POST /v1/accounts: who may have one, and what it gives away. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { address, PASSWORD, QUICK_HASHES, register, signIn } from "../support/accounts.mjs";
import { startServer } from "../support/server.mjs";

let server;
before(async () => (server = await startServer({ more: QUICK_HASHES })));
after(() => server.stop());

const ask = (body) => server.post("/v1/accounts", body);
const good = () => ({ email: address(), password: PASSWORD, role: "seeker", lang: "pt" });

test("an account is made, and its owner can sign in at once", async () => {
  const body = good();
  assert.equal((await ask(body)).status, 201);
  const { headers } = await signIn(server, body.email);
  const me = (await server.get("/v1/me", headers)).json;
  assert.equal(me.email, body.email);
  assert.equal(me.role, "seeker");
  assert.equal(me.lang, "pt");
  assert.equal(me.email_confirmed, false);
});

test("an address that has an account gets the same reply, and keeps its password", async () => {
  const email = await register(server);
  const again = await ask({ ...good(), email, password: "another five of them 8" });
  const fresh = await ask(good());
  assert.equal(again.status, 201);
  assert.deepEqual(again.json, fresh.json);
  assert.equal((await server.post("/v1/sessions", { email, password: "another five of them 8", kind: "bearer" })).status, 401);
  await signIn(server, email);
});

test("a known and a new address take about as long", async () => {
  const email = await register(server);
  const time = async (body) => {
    const start = process.hrtime.bigint();
    assert.equal((await ask(body)).status, 201);
    return Number(process.hrtime.bigint() - start);
  };
  const times = { known: [], fresh: [] };
  for (let i = 0; i < 21; i++) {
    times.known.push(await time({ ...good(), email }));
    times.fresh.push(await time(good()));
  }
  const median = (list) => list.sort((a, b) => a - b)[10];
  const ratio = median(times.known) / median(times.fresh);
  assert.ok(ratio > 0.6 && ratio < 1.67, `known / fresh = ${ratio}`);
});

test("an address is one however its letters are written", async () => {
  const email = await register(server);
  const { headers } = await signIn(server, `  ${email.toUpperCase()} `);
  assert.equal((await server.get("/v1/me", headers)).json.email, email);
});

for (const [why, change, code, pointer] of [
  ["no address", { email: "someone" }, "email", "/email"],
  ["an address without a domain", { email: "a@b" }, "email", "/email"],
  ["an address with a space", { email: "a b@example.org" }, "email", "/email"],
  ["a short password", { password: "short 1" }, "password-short", "/password"],
  ["a long password", { password: "x y ".repeat(65) }, "password-long", "/password"],
  ["a password that is guessed first", { password: "password1" }, "password-guessed", "/password"],
  ["a role that nobody takes for himself", { role: "administrator" }, "not-accepted", "/role"],
  ["a language that is not ours", { lang: "fr" }, "unknown-language", "/lang"],
  ["an unknown key", { admin: true }, "unknown-key", "/admin"],
  ["no role", { role: undefined }, "missing", ""],
])
  test(`${why} is refused with its pointer`, async () => {
    const reply = await ask({ ...good(), ...change });
    assert.equal(reply.status, 422, reply.text);
    assert.ok(reply.json.errors.some((e) => e.code === code && e.pointer === pointer), reply.text);
  });

test("every fault is told at once, in the reader's language", async () => {
  const reply = await server.post("/v1/accounts?lang=zh-Hant", { email: "x", password: PASSWORD, role: "boss" });
  assert.equal(reply.json.errors.length, 2);
  assert.equal(reply.json.errors[0].detail, "須為電郵地址。");
});

test("neither the address nor the password stands in the database", async () => {
  const email = "canary-flamingo@example.org";
  await register(server, { email, password: "canary heron seven 7" });
  for (const end of ["", "-wal"]) {
    const bytes = readFileSync(server.db + end);
    for (const word of ["canary-flamingo", "canary heron"]) assert.equal(bytes.indexOf(word), -1, `${word} in ${end}`);
  }
});

test("an address that no letter could be sent to is none", async () => {
  for (const email of ["a,b@example.org", "a<b@example.org", "a\"b@example.org", "a;b@example.org", "(a)b@example.org", "a@ex,ample.org"])
    assert.equal((await server.post("/v1/accounts", { email, password: "three words of mine 7", role: "seeker", lang: "en" })).status, 422, email);
});

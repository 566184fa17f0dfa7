/* POST /v1/searches: alerts for an address without an account. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { address } from "../support/accounts.mjs";
import { letterBox, lettersSoFar, lettersTo, tokenTo } from "../support/letters.mjs";
import { inRecord } from "../support/record.mjs";
import { importJobs, job, learned, runNow } from "../support/searches.mjs";
import { startServer } from "../support/server.mjs";

const box = letterBox();
const QUERY = { q: "glassblower" };
let server;

before(async () => {
  server = await startServer({ more: [...box.more, "--set", "mail.look=20ms", "--set", "clock.every=20ms"] });
  await importJobs(server, job("known-1"));
});
after(() => server.stop());

const ask = (email, more = {}) => server.post("/v1/searches", { email, query: QUERY, every: "daily", lang: "zh-Hant", ...more });

test("nothing comes before the address has answered, and then what is new", async () => {
  const email = address();
  const asked = await ask(email);
  assert.equal(asked.status, 202);
  assert.deepEqual(asked.json, { next: "confirm_email" });
  const token = await tokenTo(box.folder, email, /確認你儲存的搜尋/);
  assert.match(token, /^ba_/);
  await importJobs(server, job("before-1"));
  assert.equal(inRecord(server.db, "SELECT count(*) FROM saved_search WHERE last_run_us > 0")[0][0], 0);
  const confirmed = await server.post("/v1/searches/confirm", { token });
  assert.equal(confirmed.status, 200);
  await learned(server, confirmed.json.id);
  await importJobs(server, job("after-1"));
  await runNow(server, confirmed.json.id);
  const [letter] = await lettersTo(box.folder, email, { subject: /有新消息/ });
  assert.match(letter.body, /^你好：\n\n你儲存的搜尋有以下新消息：\n\n新機會\n\n- 玻璃工 after-1/);
  assert.equal(letter.body.includes("before-1"), false);
});

test("the address is in no column in the clear", async () => {
  const email = "canary.address@example.org";
  await ask(email);
  await lettersTo(box.folder, email);
  for (const table of ["saved_search", "outbox"])
    for (const [name] of inRecord(server.db, `SELECT name FROM pragma_table_info('${table}')`))
      assert.deepEqual(inRecord(server.db, `SELECT count(*) FROM ${table} WHERE instr(CAST(${name} AS BLOB), CAST('canary.address' AS BLOB)) > 0`), [[0]], `${table}.${name}`);
});

test("an address that is none, or none at all, is refused with its pointer", async () => {
  assert.deepEqual((await ask("nobody")).json.errors.map((e) => e.pointer), ["/email"]);
  assert.equal((await server.post("/v1/searches", { query: QUERY, every: "daily" })).status, 422);
});

test("the letter says what happens, and has no way to be sent twice by one request", async () => {
  const email = address();
  await ask(email, { lang: "en" });
  const [letter] = await lettersTo(box.folder, email);
  assert.match(letter.body, /within 7 days to confirm/);
  assert.equal(lettersSoFar(box.folder, email).length, 1);
});

test("nothing is kept of children under 14", async () => {
  const reply = await ask(address(), { profile: { facts: { birth_year: new Date().getUTCFullYear() - 12 } } });
  assert.equal(reply.status, 422, reply.text);
  assert.deepEqual(reply.json.errors.map((e) => [e.code, e.pointer]), [["too-young", "/profile/facts/birth_year"]]);
});

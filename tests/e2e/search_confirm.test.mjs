/* POST /v1/searches/confirm */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { address } from "../support/accounts.mjs";
import { letterBox, tokenTo } from "../support/letters.mjs";
import { inRecord } from "../support/record.mjs";
import { startServer } from "../support/server.mjs";

const box = letterBox();
let server;

before(async () => {
  server = await startServer({ more: [...box.more, "--set", "mail.look=20ms"] });
});
after(() => server.stop());

async function asked() {
  const email = address();
  await server.post("/v1/searches", { email, query: {}, every: "daily", lang: "en" });
  return tokenTo(box.folder, email, /Confirm/);
}

test("the link works once", async () => {
  const token = await asked();
  const first = await server.post("/v1/searches/confirm", { token });
  assert.equal(first.status, 200);
  assert.equal(first.json.token, token);
  assert.equal(first.json.feed, `/v1/searches/${token}/feed.atom`);
  assert.equal((await server.post("/v1/searches/confirm", { token })).status, 410);
});

test("after seven days it has expired, and its feed never was there", async () => {
  const token = await asked();
  inRecord(server.db, ["UPDATE saved_search SET created_us = created_us - ? WHERE confirmed_us = 0", 7 * 86_400_000_000]);
  assert.equal((await server.post("/v1/searches/confirm", { token })).status, 410);
  assert.equal((await server.get(`/v1/searches/${token}/feed.atom`)).status, 404);
});

test("a token that nobody was given, or of another purpose, is refused", async () => {
  assert.equal((await server.post("/v1/searches/confirm", { token: `ba_${"A".repeat(43)}` })).status, 410);
  assert.ok((await server.post("/v1/searches/confirm", { token: `bv_${"A".repeat(43)}` })).status >= 400);
  assert.equal((await server.post("/v1/searches/confirm", {})).status, 422);
});

/* PUT /v1/me/searches/{id} */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newcomer, QUICK_HASHES } from "../support/accounts.mjs";
import { letterBox } from "../support/letters.mjs";
import { inRecord } from "../support/record.mjs";
import { learned } from "../support/searches.mjs";
import { startServer } from "../support/server.mjs";

let server;
let ann;

before(async () => {
  server = await startServer({ more: [...QUICK_HASHES, ...letterBox().more, "--set", "clock.every=20ms"] });
  ann = await newcomer(server);
});
after(() => server.stop());

const put = (target, body, headers) => server.ask("PUT", target, { body: JSON.stringify(body), headers: { "content-type": "application/json", ...headers } });
const save = (body = {}) => server.post("/v1/me/searches", { query: {}, every: "daily", ...body }, ann.headers);

test("another search in its place has told of nothing, and keeps its feeds", async () => {
  const { headers, json } = await save();
  const seen = () => inRecord(server.db, ["SELECT count(*) FROM saved_search_seen WHERE search = ?", json.id])[0][0];
  await learned(server, json.id);
  assert.ok(seen() > 0);
  const changed = await put(headers.location, { query: { q: "no such word zzzz" }, every: "weekly", lang: "pt" }, { ...ann.headers, "if-match": headers.etag });
  assert.equal(changed.status, 200);
  assert.notEqual(changed.headers.etag, headers.etag);
  assert.equal(changed.json.every, "weekly");
  assert.deepEqual(changed.json.query, { q: "no such word zzzz" });
  await learned(server, json.id);
  assert.equal(seen(), 0);
  assert.equal((await server.get(json.feed)).status, 200);
});

test("a version that is no longer there is not replaced", async () => {
  const { headers } = await save();
  await put(headers.location, { query: {}, every: "weekly" }, ann.headers);
  const late = await put(headers.location, { query: {}, every: "never" }, { ...ann.headers, "if-match": headers.etag });
  assert.equal(late.status, 412);
  assert.equal((await server.get(headers.location, ann.headers)).json.every, "weekly");
});

test("nobody else's is replaced", async () => {
  const { headers } = await save();
  const ben = await newcomer(server);
  assert.equal((await put(headers.location, { query: {}, every: "never" }, ben.headers)).status, 404);
  assert.equal((await put(headers.location, { query: {}, every: "hourly" }, ann.headers)).status, 422);
});

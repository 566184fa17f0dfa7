/* GET /v1/me/searches/{id} */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newcomer, QUICK_HASHES } from "../support/accounts.mjs";
import { letterBox } from "../support/letters.mjs";
import { startServer } from "../support/server.mjs";

let server;

before(async () => {
  server = await startServer({ more: [...QUICK_HASHES, ...letterBox().more] });
});
after(() => server.stop());

test("it is what was saved, for whoever saved it, and for nobody else", async () => {
  const ann = await newcomer(server);
  const body = { query: { q: "x", filters: { kind: ["job"] } }, profile: { facts: { education: "bachelor" }, texts: {}, wishes: {} }, every: "weekly", lang: "zh-Hans" };
  const { headers, json } = await server.post("/v1/me/searches", body, ann.headers);
  const got = await server.get(headers.location, ann.headers);
  assert.equal(got.status, 200);
  assert.equal(got.headers.etag, headers.etag);
  const { id, created, ...rest } = got.json;
  assert.equal(id, json.id);
  assert.ok(Date.parse(created));
  assert.deepEqual(rest, body);
  const ben = await newcomer(server);
  const foreign = await server.get(headers.location, ben.headers);
  const absent = await server.get("/v1/me/searches/nothing", ben.headers);
  assert.equal(foreign.status, 404);
  assert.deepEqual({ ...foreign.json, request: "" }, { ...absent.json, request: "" });
});

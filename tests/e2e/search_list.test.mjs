/* GET /v1/me/searches */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newcomer, QUICK_HASHES } from "../support/accounts.mjs";
import { letterBox } from "../support/letters.mjs";
import { startServer } from "../support/server.mjs";

const PATH = "/v1/me/searches";
let server;

before(async () => {
  server = await startServer({ more: [...QUICK_HASHES, ...letterBox().more] });
});
after(() => server.stop());

test("one's own are listed page by page, without the token, and nobody else's", async () => {
  const ann = await newcomer(server);
  const ben = await newcomer(server);
  await server.post(PATH, { query: { q: "ben" }, every: "daily" }, ben.headers);
  const made = new Set();
  for (const q of ["a", "b", "c"]) made.add((await server.post(PATH, { query: { q }, every: "daily" }, ann.headers)).json.id);
  const first = (await server.get(`${PATH}?limit=2`, ann.headers)).json;
  const second = (await server.get(`${PATH}?limit=2&cursor=${first.next}`, ann.headers)).json;
  assert.deepEqual(new Set([...first.items, ...second.items].map((s) => s.id)), made);
  assert.equal(second.next, null);
  assert.equal(JSON.stringify(first).includes("ba_"), false);
  assert.equal((await server.get(`${PATH}?cursor=${first.next}`, ben.headers)).status, 400);
});

test("without a login there is nothing", async () => {
  assert.equal((await server.get(PATH)).status, 401);
});

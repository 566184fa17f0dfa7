/* DELETE /v1/me/searches/{id} */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newcomer, QUICK_HASHES } from "../support/accounts.mjs";
import { letterBox } from "../support/letters.mjs";
import { inRecord } from "../support/record.mjs";
import { learned } from "../support/searches.mjs";
import { startServer } from "../support/server.mjs";

let server;

before(async () => {
  server = await startServer({ more: [...QUICK_HASHES, ...letterBox().more, "--set", "clock.every=20ms"] });
});
after(() => server.stop());

test("it goes with what it has told, by whoever saved it and by nobody else", async () => {
  const ann = await newcomer(server);
  const ben = await newcomer(server);
  const { headers, json } = await server.post("/v1/me/searches", { query: {}, every: "daily" }, ann.headers);
  await learned(server, json.id);
  const remove = (who) => server.ask("DELETE", headers.location, { headers: who.headers });
  assert.equal((await remove(ben)).status, 404);
  assert.equal((await remove(ann)).status, 204);
  assert.equal((await remove(ann)).status, 404);
  assert.deepEqual(inRecord(server.db, ["SELECT count(*) FROM saved_search_seen WHERE search = ?", json.id]), [[0]]);
});

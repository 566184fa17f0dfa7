/* POST /v1/searches/stop; that it ends a search is shown in search_create. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newcomer, QUICK_HASHES } from "../support/accounts.mjs";
import { letterBox, lettersTo, tokenOf } from "../support/letters.mjs";
import { importJobs, job, learned, runNow } from "../support/searches.mjs";
import { startServer } from "../support/server.mjs";

const box = letterBox();
let server;

before(async () => {
  server = await startServer({ more: [...QUICK_HASHES, ...box.more, "--set", "mail.look=20ms", "--set", "clock.every=20ms"] });
});
after(() => server.stop());

const stop = (token) => server.ask("POST", `/v1/searches/stop?token=${token}`, {});

test("it ends one search and no other, and says the same when it is used again", async () => {
  const ann = await newcomer(server);
  const made = [];
  for (const q of ["glassblower", "vidreiro"]) made.push((await server.post("/v1/me/searches", { query: { q }, every: "daily" }, ann.headers)).json.id);
  for (const id of made) await learned(server, id);
  await importJobs(server, job("fresh-1"));
  await runNow(server, made[0], 0);
  const [letter] = await lettersTo(box.folder, ann.email, { subject: /News/ });
  assert.equal((await stop(tokenOf(letter))).status, 204);
  assert.equal((await stop(tokenOf(letter))).status, 204);
  const { items } = (await server.get("/v1/me/searches", ann.headers)).json;
  assert.deepEqual(items.map((s) => s.id), [made[1]]);
});

test("a token that nobody was given ends nothing", async () => {
  assert.equal((await stop(`bu_${"A".repeat(43)}`)).status, 410);
  assert.equal((await stop("x")).status, 400);
  assert.equal((await server.ask("POST", "/v1/searches/stop", {})).status, 422);
});

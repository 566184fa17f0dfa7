/* GET /v1/me: the account that signed in, and no other. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newcomer, QUICK_HASHES, register, signInByCookie } from "../support/accounts.mjs";
import { startServer } from "../support/server.mjs";

let server;
before(async () => (server = await startServer({ more: QUICK_HASHES })));
after(() => server.stop());

test("each sees oneself, and nobody keeps the reply", async () => {
  const [one, other] = [await newcomer(server), await newcomer(server, { role: "poster" })];
  const replies = [await server.get("/v1/me", one.headers), await server.get("/v1/me", other.headers)];
  assert.deepEqual(replies.map((r) => r.json.email), [one.email, other.email]);
  assert.deepEqual(replies.map((r) => r.json.role), ["seeker", "poster"]);
  for (const r of replies) assert.equal(r.headers["cache-control"], "private, no-store");
});

test("a page of ours is told its proof again; an app has none", async () => {
  const page = await signInByCookie(server, await register(server));
  assert.equal((await server.get("/v1/me", page.headers)).json.csrf, page.csrf);
  assert.equal((await server.get("/v1/me", (await newcomer(server)).headers)).json.csrf, undefined);
});

/* DELETE /v1/sessions: signs out everywhere. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newcomer, QUICK_HASHES, signIn } from "../support/accounts.mjs";
import { startServer } from "../support/server.mjs";

let server;
before(async () => (server = await startServer({ more: QUICK_HASHES })));
after(() => server.stop());

test("every login of the account ends, those of others go on, and a new one is good", async () => {
  const { email, headers } = await newcomer(server);
  const second = await signIn(server, email);
  const stranger = await newcomer(server);
  assert.equal((await server.ask("DELETE", "/v1/sessions", { headers })).status, 204);
  for (const login of [headers, second.headers]) assert.equal((await server.get("/v1/me", login)).status, 401);
  assert.equal((await server.get("/v1/me", stranger.headers)).status, 200);
  assert.equal((await server.get("/v1/me", (await signIn(server, email)).headers)).status, 200);
});

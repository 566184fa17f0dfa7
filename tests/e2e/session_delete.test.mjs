/* DELETE /v1/sessions/current: signs out here and nowhere else. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newcomer, QUICK_HASHES, register, signIn, signInByCookie } from "../support/accounts.mjs";
import { serve, startServer } from "../support/server.mjs";

let server;
before(async () => (server = await startServer({ more: QUICK_HASHES })));
after(() => server.stop());

const leave = (on, headers) => on.ask("DELETE", "/v1/sessions/current", { headers });

test("the token opens nothing more, another of the same account still does", async () => {
  const { email, headers } = await newcomer(server);
  const other = await signIn(server, email);
  assert.equal((await leave(server, headers)).status, 204);
  assert.equal((await server.get("/v1/me", headers)).status, 401);
  assert.equal((await server.get("/v1/me", other.headers)).status, 200);
});

test("the cookie is taken away", async () => {
  const { unsafe } = await signInByCookie(server, await register(server));
  const reply = await leave(server, unsafe);
  assert.match(reply.headers["set-cookie"][0], /^__Host-sid=;.*Max-Age=0/);
});

test("twice is once", async () => {
  const { headers } = await newcomer(server);
  assert.equal((await leave(server, headers)).status, 204);
  assert.equal((await leave(server, headers)).status, 401);
});

test("it stays ended over a restart", async () => {
  const first = await startServer({ more: QUICK_HASHES });
  const { headers } = await newcomer(first);
  await leave(first, headers);
  await first.stop("SIGKILL");
  const second = await serve(first.db, { more: QUICK_HASHES });
  try {
    assert.equal((await second.get("/v1/me", headers)).status, 401);
  } finally {
    await second.stop();
  }
});

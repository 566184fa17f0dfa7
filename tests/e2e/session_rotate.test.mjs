/* POST /v1/sessions/rotation: a token takes the place of another, and thieves are noticed. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newcomer, QUICK_HASHES, register, signIn, signInByCookie } from "../support/accounts.mjs";
import { serve, startServer } from "../support/server.mjs";

let server;
before(async () => (server = await startServer({ more: QUICK_HASHES })));
after(() => server.stop());

const bearer = (token) => ({ authorization: `Bearer ${token}` });
const rotate = (token, at = server) => at.ask("POST", "/v1/sessions/rotation", { headers: bearer(token) });
const status = async (token, at = server) => (await at.get("/v1/me", bearer(token))).status;

async function rotated(token, at) {
  const reply = await rotate(token, at);
  assert.equal(reply.status, 201, reply.text);
  return reply.json.token;
}

test("the new token goes on, for no longer than the first one would have", async () => {
  const email = await register(server);
  const first = (await server.post("/v1/sessions", { email, password: "three words of mine 7", kind: "bearer" })).json;
  const reply = await rotate(first.token);
  assert.equal(reply.status, 201);
  assert.notEqual(reply.json.token, first.token);
  assert.equal(reply.json.expires, first.expires);
  assert.equal(await status(reply.json.token), 200);
  assert.equal(await status(await rotated(reply.json.token)), 200);
});

test("a token that was replaced ends all that came from it, and no other login", async () => {
  const { email, token } = await newcomer(server);
  const other = (await signIn(server, email)).token;
  const second = await rotated(token);
  const third = await rotated(second);
  assert.equal(await status(third), 200);
  assert.equal(await status(token), 401);
  for (const one of [third, second, token]) assert.equal(await status(one), 401);
  assert.equal(await status(other), 200);
  assert.match(server.log(), /event=login\.reused/);
});

test("what was replaced rotates no more", async () => {
  const { token } = await newcomer(server);
  const second = await rotated(token);
  assert.equal((await rotate(token)).status, 401);
  assert.equal(await status(second), 401);
});

test("of two requests with one token at once only one gets another", async () => {
  const { token } = await newcomer(server);
  const replies = await Promise.all(Array.from({ length: 8 }, () => rotate(token)));
  assert.deepEqual([...new Set(replies.map((r) => r.status))].sort(), [201, 401]);
  assert.equal(replies.filter((r) => r.status === 201).length, 1);
});

test("a cookie has nothing to rotate", async () => {
  const { unsafe } = await signInByCookie(server, await register(server));
  const reply = await server.post("/v1/sessions/rotation", {}, unsafe);
  assert.equal(reply.status, 409);
});

test("what was replaced, and what was ended, stay so after a crash", async () => {
  const first = await startServer({ more: QUICK_HASHES });
  const { token } = await newcomer(first);
  const second = await rotated(token, first);
  const { token: stolen } = await newcomer(first);
  const next = await rotated(stolen, first);
  assert.equal(await status(stolen, first), 401);
  await first.stop("SIGKILL");
  const again = await serve(first.db, { more: QUICK_HASHES });
  try {
    assert.equal(await status(next, again), 401);
    assert.equal(await status(second, again), 200);
    assert.equal(await status(token, again), 401);
    assert.equal(await status(second, again), 401);
  } finally {
    await again.stop();
  }
});

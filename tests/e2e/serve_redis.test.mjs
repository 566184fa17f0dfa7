/* Logins in Redis: all that one can do with them, and a Redis that is killed, hung, emptied or old. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { newcomer, PASSWORD, QUICK_HASHES, signIn } from "../support/accounts.mjs";
import { hasRedis, startRedis } from "../support/redis.mjs";
import { eventually, serve, startServer } from "../support/server.mjs";

const skip = hasRedis ? false : "there is no redis-server";
/* One loop, one connection to Redis: when it is up all of the server is. */
const options = () => [...QUICK_HASHES, ...redis.more, "--set", "server.loops=1"];
let redis;
let server;
before(async () => {
  if (skip) return;
  redis = await startRedis();
  server = await startServer({ more: options() });
});
after(async () => {
  await server?.stop();
  await redis?.stop();
});

const bearer = (token) => ({ authorization: `Bearer ${token}` });
const status = async (token) => (await server.get("/v1/me", bearer(token))).status;
const up = (token) => eventually(async () => (await status(token)) !== 503, "the server reaches Redis again");

async function rotated(token) {
  const reply = await server.ask("POST", "/v1/sessions/rotation", { headers: bearer(token) });
  assert.equal(reply.status, 201, reply.text);
  return reply.json.token;
}

test("logins are listed and ended one by one, and all together", { skip }, async () => {
  const { email, token } = await newcomer(server);
  const lost = await signIn(server, email);
  const items = (await server.get("/v1/me/sessions", bearer(token))).json.items;
  assert.equal(items.length, 2);
  const { id } = items.find((i) => !i.current);
  assert.equal((await server.ask("DELETE", `/v1/me/sessions/${id}`, { headers: bearer(token) })).status, 204);
  assert.equal(await status(lost.token), 401);
  assert.equal((await server.ask("DELETE", `/v1/me/sessions/${"0".repeat(32)}`, { headers: bearer(token) })).status, 404);
  assert.equal((await server.ask("DELETE", "/v1/sessions", { headers: bearer(token) })).status, 204);
  assert.equal(await status(token), 401);
});

test("a replaced token ends its family here too", { skip }, async () => {
  const { token } = await newcomer(server);
  const second = await rotated(token);
  assert.equal(await status(second), 200);
  assert.equal(await status(token), 401);
  assert.equal(await status(second), 401);
});

test("no token stands in Redis, and no login in the database", { skip }, async () => {
  const { token } = await newcomer(server);
  assert.equal(readFileSync(redis.save()).indexOf(token.slice(3)), -1);
  for (const end of ["", "-wal"]) assert.equal(readFileSync(server.db + end).indexOf(token.slice(3)), -1);
});

test("while it is gone who signed in gets 503, everybody else goes on", { skip }, async () => {
  const { email, token } = await newcomer(server);
  const kept = redis.save();
  await redis.stop("SIGKILL");
  await eventually(async () => (await status(token)) === 503, "the server notices");
  assert.equal((await server.get("/v1/openings?limit=1")).status, 200);
  assert.equal((await server.get("/livez")).status, 200);
  assert.equal((await server.post("/v1/sessions", { email, password: PASSWORD, kind: "bearer" })).status, 503);
  await redis.restore(kept);
  await up(token);
  assert.equal(await status(token), 200);
});

test("hung, it makes nobody wait for longer than the deadline", { skip }, async () => {
  const { token } = await newcomer(server);
  redis.pause();
  try {
    const start = Date.now();
    assert.equal(await status(token), 503);
    assert.ok(Date.now() - start < 20 * 250, "many deadlines of 250 ms");
  } finally {
    redis.goOn();
  }
  await up(token);
  assert.equal(await status(token), 200);
});

test("emptied, it logs people out and never in", { skip }, async () => {
  const { email, token } = await newcomer(server);
  await redis.restore(null);
  await up(token);
  assert.equal(await status(token), 401);
  assert.equal(await status((await signIn(server, email)).token), 200);
});

test("restored from an old file it brings back nothing that was ended or replaced since", { skip }, async () => {
  const out = await newcomer(server);
  const changed = await newcomer(server);
  const replaced = await newcomer(server);
  const idle = await newcomer(server);
  const old = redis.save();
  assert.equal((await server.ask("DELETE", "/v1/sessions/current", { headers: out.headers })).status, 204);
  const put = await server.ask("PUT", "/v1/me/password", {
    body: JSON.stringify({ password: PASSWORD, new_password: "brand new words 11" }),
    headers: { "content-type": "application/json", ...changed.headers },
  });
  assert.equal(put.status, 200);
  await rotated(replaced.token);
  await redis.restore(old);
  await up(idle.token);
  assert.equal(await status(idle.token), 200);
  for (const { token } of [out, changed, replaced]) assert.equal(await status(token), 401);
});

test("what was ended and replaced is known to the next process, whatever Redis holds", { skip }, async () => {
  const replaced = await newcomer(server);
  const out = await newcomer(server);
  const old = redis.save();
  await rotated(replaced.token);
  await server.ask("DELETE", "/v1/sessions/current", { headers: out.headers });
  await server.stop("SIGKILL");
  await redis.restore(old);
  server = await serve(server.db, { more: options() });
  await up(out.token);
  for (const { token } of [out, replaced]) assert.equal(await status(token), 401);
});

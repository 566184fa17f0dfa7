/* Idempotency-Key: a request that is sent again is answered again, and done once. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { address, newcomer, PASSWORD, QUICK_HASHES } from "../support/accounts.mjs";
import { startServer } from "../support/server.mjs";

let server;
before(async () => (server = await startServer({ more: QUICK_HASHES })));
after(() => server.stop());

const put = (headers, body, key, more = {}) =>
  server.ask("PUT", "/v1/me/profile", {
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", "idempotency-key": key, ...headers, ...more },
  });
const faults = (reply) => reply.json.errors.map((e) => [e.code, e.parameter]);

test("the same request under the same key has the same reply, and is done once", async () => {
  const { headers } = await newcomer(server);
  const first = await put(headers, { texts: { headline: "welder" } }, "one");
  assert.equal(first.status, 200);
  const etag = (await server.get("/v1/me/profile", headers)).headers.etag;
  const again = await put(headers, { texts: { headline: "welder" } }, "one");
  assert.deepEqual([again.status, again.text], [first.status, first.text]);
  assert.equal(again.headers.etag, first.headers.etag);
  assert.equal(again.headers["idempotency-replayed"], "true");
  assert.equal(first.headers["idempotency-replayed"], undefined);
  assert.equal((await server.get("/v1/me/profile", headers)).headers.etag, etag, "its version did not move");
});

test("another body, or another If-Match, under the same key is refused", async () => {
  const { headers } = await newcomer(server);
  await put(headers, { texts: { headline: "welder" } }, "one");
  for (const reply of [
    await put(headers, { texts: { headline: "baker" } }, "one"),
    await put(headers, { texts: { headline: "welder" } }, "one", { "if-match": '"p1"' }),
  ]) {
    assert.equal(reply.status, 422);
    assert.deepEqual(faults(reply), [["idempotency-key", "Idempotency-Key"]]);
  }
  assert.equal((await server.get("/v1/me/profile", headers)).json.texts.headline, "welder");
});

test("a key is its account's own", async () => {
  const one = await newcomer(server);
  const other = await newcomer(server);
  await put(one.headers, { texts: { headline: "welder" } }, "shared");
  const reply = await put(other.headers, { texts: { headline: "baker" } }, "shared");
  assert.equal(reply.status, 200);
  assert.equal(reply.json.texts.headline, "baker");
});

test("a failure keeps no reply: the corrected request may take the same key", async () => {
  const { headers } = await newcomer(server);
  assert.equal((await put(headers, { facts: { age: 20 } }, "one")).status, 422);
  assert.equal((await put(headers, { facts: {} }, "one")).status, 200);
});

test("a key has visible characters, up to 128", async () => {
  const { headers } = await newcomer(server);
  for (const key of ["x".repeat(129), "two words"]) {
    const reply = await put(headers, {}, key);
    assert.equal(reply.status, 422);
    assert.deepEqual(faults(reply), [["idempotency-key", "Idempotency-Key"]]);
  }
  assert.equal((await put(headers, {}, "x".repeat(128))).status, 200);
});

test("where a token is told no key is taken", async () => {
  const key = { "idempotency-key": "one" };
  const account = await server.post("/v1/accounts", { email: address(), password: PASSWORD, role: "seeker" }, key);
  const login = await server.post("/v1/sessions", { email: address(), password: PASSWORD, kind: "bearer" }, key);
  for (const reply of [account, login]) {
    assert.equal(reply.status, 422);
    assert.deepEqual(faults(reply), [["not-accepted", "Idempotency-Key"]]);
  }
});

test("what is kept of a reply is sealed", async () => {
  const { headers } = await newcomer(server);
  await put(headers, { texts: { headline: "canary pelican" } }, "one");
  assert.match((await put(headers, { texts: { headline: "canary pelican" } }, "one")).text, /canary pelican/);
  for (const end of ["", "-wal"]) assert.equal(readFileSync(server.db + end).indexOf("canary pelican"), -1, end);
});

/* GET /v1/me/sessions: where an account is signed in. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newcomer, QUICK_HASHES, signIn, signInByCookie } from "../support/accounts.mjs";
import { startServer } from "../support/server.mjs";

let server;
before(async () => (server = await startServer({ more: QUICK_HASHES })));
after(() => server.stop());

const list = async (headers) => {
  const reply = await server.get("/v1/me/sessions", headers);
  assert.equal(reply.status, 200, reply.text);
  return reply.json.items;
};

test("each login is listed with what it said of itself, this one as the current", async () => {
  const { email, headers } = await newcomer(server);
  const page = await signInByCookie(server, email);
  await server.ask("POST", "/v1/sessions", {
    body: JSON.stringify({ email, password: "three words of mine 7", kind: "bearer" }),
    headers: { "content-type": "application/json", "user-agent": "Harbour/2.1 (phone)" },
  });
  const items = await list(headers);
  assert.deepEqual(items.map((i) => i.kind).sort(), ["bearer", "bearer", "cookie"]);
  assert.equal(items.filter((i) => i.current).length, 1);
  assert.deepEqual(items.filter((i) => i.label !== "").map((i) => i.label), ["Harbour/2.1 (phone)"]);
  assert.equal((await list(page.headers)).find((i) => i.current).kind, "cookie");
  assert.equal(new Set(items.map((i) => i.id)).size, 3);
});

test("nobody's but one's own, and none that has ended", async () => {
  const { email, headers } = await newcomer(server);
  await newcomer(server);
  const other = await signIn(server, email);
  await server.ask("DELETE", "/v1/sessions/current", { headers: other.headers });
  assert.equal((await list(headers)).length, 1);
  await server.ask("POST", "/v1/sessions/rotation", { headers });
  const again = await signIn(server, email);
  assert.equal((await list(again.headers)).length, 2);
  await server.ask("DELETE", "/v1/sessions", { headers: again.headers });
  const last = await signIn(server, email);
  assert.equal((await list(last.headers)).length, 1);
});

test("without a login there is none to see", async () => {
  assert.equal((await server.get("/v1/me/sessions")).status, 401);
});

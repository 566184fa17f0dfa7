/* DELETE /v1/me/sessions/{id}: signing out somewhere else. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newcomer, QUICK_HASHES, signIn } from "../support/accounts.mjs";
import { startServer } from "../support/server.mjs";

let server;
before(async () => (server = await startServer({ more: QUICK_HASHES })));
after(() => server.stop());

const list = async (headers) => (await server.get("/v1/me/sessions", headers)).json.items;
const end = (headers, id) => server.ask("DELETE", `/v1/me/sessions/${id}`, { headers });
const status = async (headers) => (await server.get("/v1/me", headers)).status;

test("the other login ends and this one goes on", async () => {
  const { email, headers } = await newcomer(server);
  const lost = await signIn(server, email);
  const { id } = (await list(headers)).find((i) => !i.current);
  assert.equal((await end(headers, id)).status, 204);
  assert.equal(await status(lost.headers), 401);
  assert.equal(await status(headers), 200);
  assert.equal((await end(headers, id)).status, 404);
});

test("another one's login is as if it were not there", async () => {
  const mine = await newcomer(server);
  const other = await newcomer(server);
  const [{ id }] = await list(other.headers);
  const foreign = await end(mine.headers, id);
  const absent = await end(mine.headers, "0".repeat(32));
  assert.equal(foreign.status, 404);
  assert.deepEqual({ ...foreign.json, request: 0 }, { ...absent.json, request: 0 });
  assert.equal(await status(other.headers), 200);
});

test("without a login nothing ends", async () => {
  assert.equal((await end({}, "0".repeat(32))).status, 401);
});

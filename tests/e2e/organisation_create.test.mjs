/* POST /v1/organisations: who makes one owns it, and it is to be verified. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newcomer } from "../support/accounts.mjs";
import { deskServer, facts, pointers, poster, send, sql } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

const make = (who, body) => send(server, "POST", "/v1/organisations", who, body);

test("who makes one owns it, and an administrator is asked", async () => {
  const who = await poster(server);
  const reply = await make(who, facts);
  assert.equal(reply.status, 201, reply.text);
  assert.deepEqual(reply.json, { id: reply.json.id, ...facts, verified: false });
  assert.equal(reply.headers.location, `/v1/organisations/${reply.json.id}`);
  const [own] = (await server.get("/v1/me/organisations", who.headers)).json.items;
  assert.deepEqual([own.id, own.role, own.verification.state], [reply.json.id, "owner", "asked"]);
});

test("a name that is one text is in the reader's language", async () => {
  const reply = await send(server, "POST", "/v1/organisations", await poster(server), { name: "海港工場", kind: "company" }, { "accept-language": "zh-HK" });
  assert.equal(reply.status, 201, reply.text);
  assert.deepEqual((await server.get(`/v1/organisations/${reply.json.id}`)).json.name, { "zh-Hant": "海港工場" });
});

test("every fault is told with its pointer", async () => {
  const reply = await make(await poster(server), { name: {}, kind: "club", places: ["atlantis"], website: "ftp://x", id: "mine" });
  assert.equal(reply.status, 422);
  assert.deepEqual(pointers(reply), ["/id", "/kind", "/name", "/places/0", "/website"]);
  assert.deepEqual(pointers(await make(await poster(server), { name: "x" })), [""]);
});

test("a seeker has none, and nobody without a login", async () => {
  assert.equal((await make(await newcomer(server), facts)).status, 403);
  assert.equal((await make(null, facts)).status, 401);
});

test("an account has twenty and no more", async () => {
  const who = await poster(server);
  for (let i = 0; i < 20; i++) assert.equal((await make(who, facts)).status, 201);
  assert.equal((await make(who, facts)).status, 409);
});

test("a request that is sent again makes no second one", async () => {
  const who = await poster(server);
  const key = { "idempotency-key": "once" };
  const first = await send(server, "POST", "/v1/organisations", who, facts, key);
  const again = await send(server, "POST", "/v1/organisations", who, facts, key);
  assert.equal(again.json.id, first.json.id);
  assert.equal(sql(server.db, `SELECT count(*) FROM member WHERE account = '${who.id}'`)[0][0], 1);
});

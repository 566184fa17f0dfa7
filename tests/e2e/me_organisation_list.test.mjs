/* GET /v1/me/organisations: for which the caller acts. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newcomer } from "../support/accounts.mjs";
import { deskServer, facts, member, organisation, poster, send } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

test("each with role and verification, and nobody else's", async () => {
  const a = await organisation(server);
  const reply = await server.get("/v1/me/organisations", (await member(server, a, "reviewer")).headers);
  assert.deepEqual(reply.json.items.map((i) => [i.id, i.role, i.verified, i.verification.state]), [[a.id, "reviewer", true, "verified"]]);
  assert.deepEqual((await server.get("/v1/me/organisations", (await poster(server)).headers)).json, { items: [], next: null });
});

test("page by page", async () => {
  const who = await poster(server);
  const made = [];
  for (let i = 0; i < 5; i++) made.push((await send(server, "POST", "/v1/organisations", who, facts)).json.id);
  const seen = [];
  for (let next = ""; next !== null; ) {
    const { json } = await server.get(`/v1/me/organisations?limit=2${next && `&cursor=${next}`}`, who.headers);
    assert.ok(json.items.length <= 2);
    seen.push(...json.items.map((i) => i.id));
    next = json.next;
  }
  assert.deepEqual(seen, made.sort());
});

test("a seeker has none", async () => {
  assert.equal((await server.get("/v1/me/organisations", (await newcomer(server)).headers)).status, 403);
});

/* GET /v1/organisations/{id}: public facts, and whether it is verified. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, facts, organisation } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer([{ type: "organisation", id: "shipped", name: { en: "Transport", "zh-Hans": "运输署" } }])));
after(() => server.stop());

test("anyone may know its facts and whether it is verified", async () => {
  const good = await organisation(server);
  const new_ = await organisation(server, { verified: false });
  assert.deepEqual((await server.get(`/v1/organisations/${good.id}`)).json, { id: good.id, ...facts, verified: true });
  assert.equal((await server.get(`/v1/organisations/${new_.id}`)).json.verified, false);
});

test("a shipped one is nobody's, and with lang its name is one text", async () => {
  const reply = await server.get("/v1/organisations/shipped?lang=zh-Hans");
  assert.deepEqual(reply.json, { id: "shipped", name: "运输署", verified: false });
});

test("what is not there is 404, and a parameter that nobody knows 422", async () => {
  assert.equal((await server.get("/v1/organisations/absent")).status, 404);
  assert.equal((await server.get("/v1/organisations/shipped?x=1")).status, 422);
});

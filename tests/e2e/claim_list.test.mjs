/* GET /v1/admin/claims: the longest waiting first. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { administrator, deskServer, onlyAdministrators, organisation, send } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer(Array.from({ length: 9 }, (_, i) => ({ id: `shipped-${i}`, kind: "job", title: { en: `Shipped ${i}` }, organisation: "absent", apply: { by: "link", url: "https://example.org/" } })))));
after(() => server.stop());

const claim = (o, opening, note = "It is ours.") => send(server, "POST", `/v1/organisations/${o.id}/claims`, o.owner, { opening, note });

test("by state, oldest first", async () => {
  const o = await organisation(server);
  const made = [];
  for (const i of [0, 1, 2]) made.push((await claim(o, `shipped-${i}`)).json);
  const who = await administrator(server);
  const first = (await server.get("/v1/admin/claims?limit=2", who.headers)).json;
  const rest = (await server.get(`/v1/admin/claims?limit=2&cursor=${first.next}`, who.headers)).json;
  assert.deepEqual([...first.items, ...rest.items], made);
  assert.deepEqual((await server.get("/v1/admin/claims?state=agreed", who.headers)).json.items, []);
});

test("administrators alone may", async () => {
  await onlyAdministrators(server, "GET", "/v1/admin/claims");
});

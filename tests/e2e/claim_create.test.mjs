/* POST /v1/organisations/{id}/claims: says that a shipped opening is its own. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, onlyMembers, organisation, pointers, published, send } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer(Array.from({ length: 9 }, (_, i) => ({ id: `shipped-${i}`, kind: "job", title: { en: `Shipped ${i}` }, organisation: "absent", apply: { by: "link", url: "https://example.org/" } })))));
after(() => server.stop());

const claim = (o, opening, note = "It is ours.") => send(server, "POST", `/v1/organisations/${o.id}/claims`, o.owner, { opening, note });

test("a shipped opening is asked for, once by each", async () => {
  const o = await organisation(server);
  const reply = await claim(o, "shipped-0");
  assert.equal(reply.status, 201, reply.text);
  assert.deepEqual([reply.json.opening, reply.json.organisation, reply.json.state], ["shipped-0", o.id, "asked"]);
  assert.equal((await claim(o, "shipped-0")).status, 409);
  assert.equal((await claim(await organisation(server), "shipped-0")).status, 201);
});

test("not one that is posted here, nor one that is not there, nor by one that is not verified", async () => {
  const o = await organisation(server);
  assert.equal((await claim(o, (await published(server, await organisation(server))).id)).status, 409);
  assert.deepEqual(pointers(await claim(o, "absent")), ["/opening"]);
  assert.equal((await claim(await organisation(server, { verified: false }), "shipped-1")).json.type, "/errors/unverified");
});

test("editors may, others not", async () => {
  const o = await organisation(server);
  await onlyMembers(server, o, "editor", "POST", `/v1/organisations/${o.id}/claims`, { opening: "shipped-2", note: "Ours" });
});

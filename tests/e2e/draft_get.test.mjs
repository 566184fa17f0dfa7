/* GET /v1/organisations/{id}/drafts/{draft}: as it was written, with what would be refused. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, onlyMembers, organisation, posting, send } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

const draft = async (o, body = posting({ status: "draft" })) => (await send(server, "POST", `/v1/organisations/${o.id}/openings`, o.owner, body)).json;

test("as it was written, whole or not, with what would be refused", async () => {
  const o = await organisation(server);
  const good = await draft(o);
  assert.deepEqual((await server.get(`/v1/organisations/${o.id}/drafts/${good.id}`, o.owner.headers)).json, good);
  assert.deepEqual(good.errors, []);
  const bad = await draft(o, { status: "draft", kind: "gig", note: "call them" });
  assert.deepEqual(bad.document, { status: "draft", kind: "gig", note: "call them" });
  assert.deepEqual(bad.errors.map((e) => e.pointer).sort(), ["", "/kind", "/note"].sort());
  const words = (await server.get(`/v1/organisations/${o.id}/drafts/${bad.id}?lang=pt`, o.owner.headers)).json.errors;
  assert.ok(words.some((e) => e.detail === "Esta chave não é conhecida aqui."));
});

test("editors may, others not, and another organisation's is not there", async () => {
  const o = await organisation(server);
  const { id } = await draft(o);
  await onlyMembers(server, o, "editor", "GET", `/v1/organisations/${o.id}/drafts/${id}`);
  const p = await organisation(server);
  assert.equal((await server.get(`/v1/organisations/${p.id}/drafts/${id}`, p.owner.headers)).status, 404);
});

/* GET /v1/organisations/{id}/drafts: what is not published yet. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, onlyMembers, organisation, posting, send } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

const draft = async (o, body = posting({ status: "draft" })) => (await send(server, "POST", `/v1/organisations/${o.id}/openings`, o.owner, body)).json;

test("all of its own, by title", async () => {
  const o = await organisation(server);
  await draft(await organisation(server));
  const made = [await draft(o), await draft(o, { status: "draft" })];
  const { items, next } = (await server.get(`/v1/organisations/${o.id}/drafts`, o.owner.headers)).json;
  assert.deepEqual(items.map((d) => d.id).sort(), made.map((d) => d.id).sort());
  assert.deepEqual(items.find((d) => d.id === made[0].id).title, posting().title);
  assert.equal(next, null);
});

test("editors may, others not", async () => {
  const o = await organisation(server);
  await onlyMembers(server, o, "editor", "GET", `/v1/organisations/${o.id}/drafts`);
});

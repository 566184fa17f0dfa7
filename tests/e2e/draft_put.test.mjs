/* PUT /v1/organisations/{id}/drafts/{draft}: as it is by now. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, onlyMembers, organisation, posting, send } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

const draft = async (o, body = posting({ status: "draft" })) => (await send(server, "POST", `/v1/organisations/${o.id}/openings`, o.owner, body)).json;

test("it is replaced, and only the version that was read", async () => {
  const o = await organisation(server);
  const { id } = await draft(o);
  const target = `/v1/organisations/${o.id}/drafts/${id}`;
  const { etag } = (await server.get(target, o.owner.headers)).headers;
  const reply = await send(server, "PUT", target, o.owner, { note: 1 }, { "if-match": etag });
  assert.equal(reply.status, 200, reply.text);
  assert.deepEqual([reply.json.document, reply.json.version], [{ note: 1 }, 2]);
  assert.equal((await send(server, "PUT", target, o.owner, {}, { "if-match": etag })).status, 412);
  assert.equal((await send(server, "PUT", target, o.owner, [])).status, 422);
  assert.equal((await send(server, "PUT", `/v1/organisations/${o.id}/drafts/absent`, o.owner, {})).status, 404);
});

test("editors may, others not", async () => {
  const o = await organisation(server);
  await onlyMembers(server, o, "editor", "PUT", `/v1/organisations/${o.id}/drafts/${(await draft(o)).id}`, {});
});

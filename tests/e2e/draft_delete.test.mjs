/* DELETE /v1/organisations/{id}/drafts/{draft}: thrown away. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, onlyMembers, organisation, posting, send } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

const draft = async (o, body = posting({ status: "draft" })) => (await send(server, "POST", `/v1/organisations/${o.id}/openings`, o.owner, body)).json;

test("it is gone, once", async () => {
  const o = await organisation(server);
  const target = `/v1/organisations/${o.id}/drafts/${(await draft(o)).id}`;
  assert.equal((await send(server, "DELETE", target, o.owner)).status, 204);
  assert.equal((await send(server, "DELETE", target, o.owner)).status, 404);
});

test("editors may, others not", async () => {
  const o = await organisation(server);
  await onlyMembers(server, o, "editor", "DELETE", `/v1/organisations/${o.id}/drafts/${(await draft(o)).id}`);
});

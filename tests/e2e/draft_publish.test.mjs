/* POST /v1/organisations/{id}/drafts/{draft}/publish: an opening that anyone may see. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, onlyMembers, organisation, pointers, posting, published, send } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

const draft = async (o, body = posting({ status: "draft" })) => (await send(server, "POST", `/v1/organisations/${o.id}/openings`, o.owner, body)).json;

const publish = (o, id, more) => send(server, "POST", `/v1/organisations/${o.id}/drafts/${id}/publish`, o.owner, undefined, more);

test("anyone may see it, and the draft is gone", async () => {
  const o = await organisation(server);
  const { id } = await draft(o);
  const reply = await publish(o, id);
  assert.equal(reply.status, 201, reply.text);
  assert.equal((await server.get(reply.headers.location)).json.state, "open");
  assert.equal((await publish(o, id)).status, 404);
});

test("one that is not whole is refused with every pointer and stays a draft", async () => {
  const o = await organisation(server);
  const { id } = await draft(o, { status: "draft", kind: "job", places: ["atlantis"], title: { en: "x" } });
  assert.deepEqual(pointers(await publish(o, id)), ["/places/0"]);
  assert.equal((await server.get(`/v1/organisations/${o.id}/drafts/${id}`, o.owner.headers)).status, 200);
});

test("not in the name of one that is not verified, nor in the place of an opening, nor another version", async () => {
  const o = await organisation(server, { verified: false });
  assert.equal((await publish(o, (await draft(o)).id)).json.type, "/errors/unverified");
  const p = await organisation(server);
  const { id } = await published(server, p);
  assert.equal((await publish(p, (await draft(p, posting({ id, status: "draft" }))).id)).status, 409);
  assert.equal((await publish(p, (await draft(p)).id, { "if-match": '"d7"' })).status, 412);
});

test("editors may, others not", async () => {
  const o = await organisation(server);
  await onlyMembers(server, o, "editor", "POST", `/v1/organisations/${o.id}/drafts/${(await draft(o)).id}/publish`);
});

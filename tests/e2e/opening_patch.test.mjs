/* PATCH /v1/openings/{id}: some members. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, onlyMembers, organisation, pointers, published, send } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

const patch = (o, id, body, more) => send(server, "PATCH", `/v1/openings/${id}`, o.owner, body, more);

test("what is given is replaced, what is null goes, the rest stays", async () => {
  const o = await organisation(server);
  const { id, etag } = await published(server, o, { skills: ["sql"], vacancies: 3 });
  const reply = await patch(o, id, { skills: null, vacancies: 4, summary: { en: "New" } }, { "if-match": etag });
  assert.equal(reply.status, 200, reply.text);
  const seen = (await server.get(`/v1/openings/${id}`)).json;
  assert.deepEqual([seen.skills, seen.vacancies, seen.summary, seen.kind], [undefined, 4, { en: "New" }, "job"]);
  assert.equal((await patch(o, id, {}, { "if-match": etag })).status, 412);
});

test("it is refused as a whole document would be, and nothing changes", async () => {
  const o = await organisation(server);
  const { id, version } = await published(server, o);
  assert.deepEqual(pointers(await patch(o, id, { title: null })), [""]);
  assert.deepEqual(pointers(await patch(o, id, { places: ["atlantis"], status: "closed" })), ["/places/0", "/status"]);
  assert.equal((await server.get(`/v1/openings/${id}/document`, o.owner.headers)).json.version, version);
});

test("editors may, others not", async () => {
  const o = await organisation(server);
  const { id } = await published(server, o);
  await onlyMembers(server, o, "editor", "PATCH", `/v1/openings/${id}`, {});
});

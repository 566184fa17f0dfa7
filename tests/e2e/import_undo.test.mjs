/* DELETE /v1/organisations/{id}/imports/{import}: all of it is taken back. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, onlyMembers, organisation, posting, send, sql } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

const bring = (o, feed, { more = "", type = "application/json", who = o.owner } = {}) =>
  server.ask("POST", `/v1/organisations/${o.id}/imports${more}`, { body: typeof feed === "string" ? feed : JSON.stringify(feed), headers: { "content-type": type, ...who.headers } });
let made = 0;
const feedOf = (n, members = {}) => Array.from({ length: n }, () => posting({ id: `feed-${++made}`, ...members }));

const undo = (o, id) => send(server, "DELETE", `/v1/organisations/${o.id}/imports/${id}`, o.owner);
const record = (o) => sql(server.db, `SELECT id, status, document, confirmed_day FROM opening WHERE organisation = '${o.id}' ORDER BY id`);

test("what it made is gone, what it changed or closed is as it was, once", async () => {
  const o = await organisation(server);
  const feed = feedOf(3);
  await bring(o, feed.slice(0, 2));
  const before = record(o);
  const { id } = (await bring(o, [{ ...feed[0], vacancies: 9 }, feed[2]], { more: "?complete=true" })).json;
  assert.notDeepEqual(record(o), before);
  const reply = await undo(o, id);
  assert.equal(reply.status, 200, reply.text);
  assert.ok(reply.json.undone);
  assert.deepEqual(record(o), before);
  assert.equal((await server.get(`/v1/openings/${feed[2].id}`)).status, 404);
  assert.equal((await server.get(`/v1/openings/${feed[1].id}`)).json.state, "open");
  assert.equal((await undo(o, id)).status, 409);
});

test("not when something changed since: then nothing is taken back", async () => {
  const o = await organisation(server);
  const feed = feedOf(2);
  const { id } = (await bring(o, feed)).json;
  await send(server, "PATCH", `/v1/openings/${feed[1].id}`, o.owner, { vacancies: 2 });
  const before = record(o);
  assert.equal((await undo(o, id)).status, 409);
  assert.deepEqual(record(o), before);
});

test("another organisation's is not there; editors may, others not", async () => {
  const o = await organisation(server);
  const { id } = (await bring(o, feedOf(1))).json;
  assert.equal((await undo(await organisation(server), id)).status, 404);
  await onlyMembers(server, o, "editor", "DELETE", `/v1/organisations/${o.id}/imports/${id}`);
});

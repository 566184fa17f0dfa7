/* GET /v1/organisations/{id}/imports/{import}: what it did. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, onlyMembers, organisation, posting } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

const bring = (o, feed, { more = "", type = "application/json", who = o.owner } = {}) =>
  server.ask("POST", `/v1/organisations/${o.id}/imports${more}`, { body: typeof feed === "string" ? feed : JSON.stringify(feed), headers: { "content-type": type, ...who.headers } });
let made = 0;
const feedOf = (n, members = {}) => Array.from({ length: n }, () => posting({ id: `feed-${++made}`, ...members }));

test("opening by opening, to its organisation alone", async () => {
  const o = await organisation(server);
  const feed = feedOf(2);
  await bring(o, [feed[0]]);
  const { headers, json } = await bring(o, [feed[1]], { more: "?complete=true" });
  const reply = await server.get(headers.location, o.owner.headers);
  assert.deepEqual([reply.json.id, reply.json.rows], [json.id, [{ id: feed[0].id, change: "closed" }, { id: feed[1].id, change: "created" }]]);
  const p = await organisation(server);
  assert.equal((await server.get(`/v1/organisations/${p.id}/imports/${json.id}`, p.owner.headers)).status, 404);
});

test("editors may, others not", async () => {
  const o = await organisation(server);
  await onlyMembers(server, o, "editor", "GET", `/v1/organisations/${o.id}/imports/${(await bring(o, feedOf(1))).json.id}`);
});

/* GET /v1/organisations/{id}/imports: those that changed something. */
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

test("newest first, page by page; one that changed nothing is none", async () => {
  const o = await organisation(server);
  const ids = [];
  const feed = feedOf(1);
  for (let i = 0; i < 3; i++) ids.unshift((await bring(o, [{ ...feed[0], vacancies: i + 1 }])).json.id);
  await bring(o, [{ ...feed[0], vacancies: 3 }]);
  const first = (await server.get(`/v1/organisations/${o.id}/imports?limit=2`, o.owner.headers)).json;
  const rest = (await server.get(`/v1/organisations/${o.id}/imports?limit=2&cursor=${first.next}`, o.owner.headers)).json;
  assert.deepEqual([...first.items, ...rest.items].map((i) => i.id), ids);
  assert.equal(first.items[0].account, o.owner.id);
});

test("editors may, others not", async () => {
  const o = await organisation(server);
  await onlyMembers(server, o, "editor", "GET", `/v1/organisations/${o.id}/imports`);
});

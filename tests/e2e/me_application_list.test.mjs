/* GET /v1/me/applications: one's own, newest first, page by page. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { applied, seeker, startApplying } from "../support/applying.mjs";

let server, acme, me, ids;
before(async () => {
  ({ server, acme } = await startApplying());
  me = await seeker(server);
  ids = [];
  for (const opening of ["tester", "graduates", "fund-a"]) ids.unshift(await applied(server, me, opening));
  await applied(server, await seeker(server), "tester");
});
after(() => server.stop());

const list = (who, query = "") => server.get(`/v1/me/applications${query}`, who.headers);

test("they are one's own, the newest first", async () => {
  const { json } = await list(me);
  assert.deepEqual(json.items.map((i) => i.id), ids);
  assert.equal(json.next, null);
});

test("pages follow each other without a gap", async () => {
  const first = (await list(me, "?limit=2")).json;
  assert.deepEqual(first.items.map((i) => i.id), ids.slice(0, 2));
  const second = (await list(me, `?limit=2&cursor=${first.next}`)).json;
  assert.deepEqual(second.items.map((i) => i.id), ids.slice(2));
  assert.equal((await list(await seeker(server), `?cursor=${first.next}`)).status, 400);
});

test("it is for seekers", async () => {
  assert.equal((await list(acme)).status, 403);
  assert.equal((await list({})).status, 401);
});

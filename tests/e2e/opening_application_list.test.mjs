/* GET /v1/openings/{id}/applications: to its members, oldest first or as ranked. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { applied, member, seeker, send, startApplying, walk } from "../support/applying.mjs";

let server, acme, borough, ids;
before(async () => {
  ({ server, acme, borough } = await startApplying());
  ids = [];
  for (let i = 0; i < 3; i++) ids.push(await applied(server, await seeker(server), "tester"));
});
after(() => server.stop());

const list = (who, query = "") => server.get(`/v1/openings/tester/applications${query}`, who.headers);

test("all of them, the oldest first, to every member", async () => {
  const { json } = await list(await member(server, "acme", "reviewer"));
  assert.deepEqual(json.items.map((i) => i.id), ids);
  assert.equal(new Set(json.items.map((i) => i.person)).size, 3);
});

test("pages follow each other", async () => {
  const first = (await list(acme, "?limit=2")).json;
  const second = (await list(acme, `?limit=2&cursor=${first.next}`)).json;
  assert.deepEqual([...first.items, ...second.items].map((i) => i.id), ids);
});

test("those of one state are as the poster ranked them", async () => {
  for (const id of ids) await walk(server, id, [acme, "shortlisted"], [acme, "reserve"]);
  const order = [ids[2], ids[0], ids[1]];
  assert.equal((await send(server, "PUT", "/v1/openings/tester/ranking", acme, { applications: order })).status, 200);
  const { json } = await list(acme, "?state=reserve");
  assert.deepEqual(json.items.map((i) => [i.id, i.rank]), order.map((id, i) => [id, i + 1]));
  assert.deepEqual((await list(acme, "?state=refused")).json.items, []);
  assert.equal((await list(acme, "?state=draft")).status, 422);
});

test("others see nothing of it", async () => {
  assert.equal((await list(borough)).status, 404);
  assert.equal((await list(await seeker(server))).status, 404);
  assert.equal((await list({})).status, 401);
});

/* PUT /v1/openings/{id}/ranking: an order, replaced whole. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { applied, member, seeker, send, startApplying } from "../support/applying.mjs";

let server, acme, borough, ids;
before(async () => {
  ({ server, acme, borough } = await startApplying());
  ids = [];
  for (let i = 0; i < 3; i++) ids.push(await applied(server, await seeker(server), "tester"));
});
after(() => server.stop());

const rank = (who, applications) => send(server, "PUT", "/v1/openings/tester/ranking", who, { applications });
const ranks = async () =>
  Object.fromEntries((await server.get("/v1/openings/tester/applications", acme.headers)).json.items.map((i) => [i.id, i.rank]));

test("a new ranking takes the place of the old one", async () => {
  assert.equal((await rank(acme, ids)).json.ranked, 3);
  assert.deepEqual(await ranks(), { [ids[0]]: 1, [ids[1]]: 2, [ids[2]]: 3 });
  await rank(acme, [ids[1]]);
  assert.deepEqual(await ranks(), { [ids[0]]: 0, [ids[1]]: 1, [ids[2]]: 0 });
});

test("an application of another opening, or named twice, changes nothing", async () => {
  const before_ = await ranks();
  const other = await applied(server, await seeker(server), "graduates");
  assert.equal((await rank(acme, [ids[0], other])).json.errors[0].pointer, "/applications/1");
  assert.equal((await rank(acme, [ids[0], ids[0]])).json.errors[0].code, "duplicate-id");
  assert.deepEqual(await ranks(), before_);
});

test("it is for editors of its organisation", async () => {
  assert.equal((await rank(await member(server, "acme", "reviewer"), ids)).status, 403);
  assert.equal((await rank(await member(server, "acme", "editor"), ids)).status, 200);
  assert.equal((await rank(borough, ids)).status, 404);
});

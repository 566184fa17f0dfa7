/* GET /v1/me/placements: where one started. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { seeker, started, startApplying } from "../support/applying.mjs";

let server, acme, borough;
before(async () => ({ server, acme, borough } = await startApplying()));
after(() => server.stop());

const list = (who, query = "") => server.get(`/v1/me/placements${query}`, who.headers);

test("one's own, and nobody else's", async () => {
  const [me, other] = [await seeker(server), await seeker(server)];
  const id = await started(server, me, acme, "tester");
  await started(server, other, borough, "fund-a");
  const { items, next } = (await list(me)).json;
  assert.deepEqual(items.map((p) => [p.application, p.opening.id, p.state, p.city]), [[id, "tester", "in_post", "shenzhen"]]);
  assert.equal(items[0].person, undefined);
  assert.equal(next, null);
  assert.deepEqual((await list(await seeker(server))).json.items, []);
});

test("it is for seekers", async () => {
  assert.equal((await list(acme)).status, 403);
  assert.equal((await list({})).status, 401);
  assert.equal((await list(await seeker(server), "?state=posted")).status, 422);
});

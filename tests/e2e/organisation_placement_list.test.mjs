/* GET /v1/organisations/{id}/placements: who started there. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { member, seeker, started, startApplying } from "../support/applying.mjs";

let server, acme, borough;
before(async () => ({ server, acme, borough } = await startApplying()));
after(() => server.stop());

const list = (who, query = "") => server.get(`/v1/organisations/borough/placements${query}`, who.headers);

test("its own under stand-ins, page by page", async () => {
  const ids = [];
  for (let i = 0; i < 3; i++) ids.push(await started(server, await seeker(server), borough, "fund-a"));
  await started(server, await seeker(server), acme, "tester");
  const first = (await list(await member(server, "borough", "reviewer"), "?limit=2")).json;
  const reader = borough;
  const all = (await list(reader)).json.items;
  assert.deepEqual(all.map((p) => p.application).sort(), ids.sort());
  assert.deepEqual(first.items, all.slice(0, 2));
  assert.equal(new Set(all.map((p) => p.person)).size, 3);
});

test("another organisation's are not there", async () => {
  assert.equal((await list(acme)).status, 404);
  assert.equal((await list({})).status, 401);
});

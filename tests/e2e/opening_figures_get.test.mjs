/* GET /v1/openings/{id}/figures: how many apply for how many places. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { applied, seeker, startApplying } from "../support/applying.mjs";

let server;
before(async () => ({ server } = await startApplying()));
after(() => server.stop());

const figures = (id) => server.get(`/v1/openings/${id}/figures`);

test("applications per place are shown to anyone", async () => {
  assert.deepEqual((await figures("tester")).json, { applications: 0, places: 2, applications_per_place: 0 });
  for (let i = 0; i < 3; i++) await applied(server, await seeker(server), "tester");
  assert.deepEqual((await figures("tester")).json, { applications: 3, places: 2, applications_per_place: 1.5 });
});

test("where places are not stated there is no figure a place", async () => {
  assert.deepEqual((await figures("graduates")).json, { applications: 0, places: null, applications_per_place: null });
});

test("a draft has no figures, like an absent one", async () => {
  assert.equal((await figures("draft")).status, 404);
  assert.equal((await figures("absent")).status, 404);
});

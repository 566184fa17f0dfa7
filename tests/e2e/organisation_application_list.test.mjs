/* GET /v1/organisations/{id}/applications: what waits for an answer, over all openings. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { applied, seeker, startApplying, walk } from "../support/applying.mjs";

let server, acme, borough;
before(async () => ({ server, acme, borough } = await startApplying()));
after(() => server.stop());

const list = (who, query = "") => server.get(`/v1/organisations/acme/applications${query}`, who.headers);

test("what was submitted and not looked at, the oldest first; another state when it is asked for", async () => {
  const me = await seeker(server);
  const [one, two] = [await applied(server, me, "tester"), await applied(server, me, "graduates")];
  await applied(server, me, "fund-a");
  assert.deepEqual((await list(acme)).json.items.map((i) => i.id), [one, two]);
  await walk(server, one, [acme, "seen"]);
  assert.deepEqual((await list(acme)).json.items.map((i) => i.id), [two]);
  assert.deepEqual((await list(acme, "?state=seen")).json.items.map((i) => i.id), [one]);
});

test("another organisation's are not there", async () => {
  assert.equal((await list(borough)).status, 404);
  assert.equal((await list({})).status, 401);
});

/* POST /v1/me/ventures: read as a match reads one; names are sealed. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { errorsOf, newSeeker, startSmall } from "../support/seekers.mjs";

let server;
before(async () => ({ server } = await startSmall()));
after(() => server.stop());

const venture = {
  name: "canary-egret robots",
  about: "canary-egret in the harbour",
  facts: { venture_stage: "early", company_registered_in: ["hong-kong"] },
  members: [{ person: "canary-egret-ann", role: "canary-egret chief", equity: 60, facts: { residency: ["hk_permanent"] } }, { equity: 40 }],
};

test("what is sent comes back, led by the seeker", async () => {
  const me = await newSeeker(server);
  const reply = await me.post("/v1/me/ventures", venture);
  assert.equal(reply.status, 201, reply.text);
  const { id, is_led, people, created, updated, ...rest } = reply.json;
  assert.deepEqual(rest, venture);
  assert.deepEqual([is_led, people, created], [true, [], updated]);
  assert.equal(reply.headers.location, `/v1/me/ventures/${id}`);
});

test("it is refused as a match would refuse it", async () => {
  const me = await newSeeker(server);
  const reply = await me.post("/v1/me/ventures", { facts: { venture_stage: "big", education: "bachelor" }, members: [{ equity: 70 }, { equity: 40 }], more: 1 });
  assert.equal(reply.status, 422);
  assert.deepEqual(errorsOf(reply).map(([, at]) => at).sort(), ["", "/facts/education", "/facts/venture_stage", "/members", "/more"]);
});

test("no name or text of it stands in the database as it is", async () => {
  const me = await newSeeker(server);
  await me.post("/v1/me/ventures", venture);
  for (const end of ["", "-wal"]) assert.equal(readFileSync(server.db + end).indexOf("canary-egret"), -1, end);
});

test("an account leads at most 20", async () => {
  const me = await newSeeker(server);
  for (let i = 0; i < 20; i++) assert.equal((await me.post("/v1/me/ventures", { name: `v${i}` })).status, 201);
  assert.equal((await me.post("/v1/me/ventures", { name: "one more" })).status, 409);
});

/* POST /v1/check-ins: a link alone answers; what is no link is told apart. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { startApplying } from "../support/applying.mjs";

let server;
before(async () => ({ server } = await startApplying()));
after(() => server.stop());

const answer = (body) => server.post("/v1/check-ins", body);

test("a token of another kind is malformed, one that never was has expired", async () => {
  assert.equal((await answer({ token: `bv_${"A".repeat(43)}`, answer: "same" })).status, 400);
  assert.equal((await answer({ token: "x", answer: "same" })).status, 400);
  const reply = await answer({ token: `bc_${"A".repeat(43)}`, answer: "same" });
  assert.equal(reply.status, 410);
  assert.equal(reply.json.type, "/errors/link-expired");
});

test("an answer is one of those that are offered", async () => {
  const reply = await answer({ token: `bc_${"A".repeat(43)}`, answer: "left" });
  assert.equal(reply.status, 422);
  assert.equal(reply.json.errors[0].pointer, "/answer");
  assert.equal((await answer({})).status, 422);
});

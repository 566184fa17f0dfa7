/* POST /v1/openings/{id}/answers: one answer to many, to all or to none. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { applied, member, seeker, send, startApplying, walk } from "../support/applying.mjs";

let server, acme, borough;
before(async () => ({ server, acme, borough } = await startApplying()));
after(() => server.stop());

const answer = (who, body) => send(server, "POST", "/v1/openings/tester/answers", who, body);
const two = async () => [await applied(server, await seeker(server), "tester"), await applied(server, await seeker(server), "tester")];
const states = async (ids) => Promise.all(ids.map(async (id) => (await server.get(`/v1/applications/${id}`, acme.headers)).json.state));

test("all get the same answer", async () => {
  const ids = await two();
  const reply = await answer(acme, { applications: ids, to: "refused", reason: "filled" });
  assert.deepEqual(reply.json, { state: "refused", answered: 2 });
  assert.deepEqual(await states(ids), ["refused", "refused"]);
});

test("when one cannot, none does, and it is named with what it can", async () => {
  const ids = await two();
  await walk(server, ids[1], [acme, { to: "refused", reason: "skills" }]);
  const reply = await answer(acme, { applications: ids, to: "seen" });
  assert.equal(reply.status, 409);
  assert.equal(reply.json.application, ids[1]);
  assert.deepEqual(reply.json.allowed, ["submitted"]);
  assert.deepEqual(await states(ids), ["submitted", "refused"]);
});

test("what is not of the opening, and what is not said, is a fault", async () => {
  const ids = await two();
  const other = await applied(server, await seeker(server), "graduates");
  assert.equal((await answer(acme, { applications: [ids[0], other], to: "seen" })).json.errors[0].pointer, "/applications/1");
  assert.equal((await answer(acme, { applications: ids, to: "refused" })).status, 422);
  assert.equal((await answer(acme, { to: "seen" })).status, 422);
});

test("it is for editors of its organisation", async () => {
  const ids = await two();
  assert.equal((await answer(await member(server, "acme", "reviewer"), { applications: ids, to: "seen" })).status, 403);
  assert.equal((await answer(borough, { applications: ids, to: "seen" })).status, 404);
});

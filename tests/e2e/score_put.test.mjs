/* PUT /v1/applications/{id}/scores: a reviewer's own, replaced by the next. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { applied, member, seeker, send, startApplying } from "../support/applying.mjs";
import { inRecord } from "../support/record.mjs";

let server, acme, borough, me, id;
before(async () => {
  ({ server, acme, borough } = await startApplying());
  me = await seeker(server);
  id = await applied(server, me, "tester");
});
after(() => server.stop());

const put = (who, body) => send(server, "PUT", `/v1/applications/${id}/scores`, who, body);

test("the last score of a reviewer counts", async () => {
  assert.equal((await put(acme, { score: 40 })).status, 204);
  assert.equal((await put(acme, { score: 80, note: "canary-rail" })).status, 204);
  const { json } = await server.get(`/v1/applications/${id}/scores`, acme.headers);
  assert.deepEqual(json.items.map((s) => [s.score, s.note, s.own]), [[80, "canary-rail", true]]);
  assert.ok(!JSON.stringify(inRecord(server.db, "SELECT * FROM score")).includes(Buffer.from("canary-rail").toString("hex")));
});

test("a score is a whole number from 0 to 100", async () => {
  for (const score of [-1, 101, 1.5, "5", null]) assert.equal((await put(acme, { score })).status, 422, String(score));
});

test("every member gives one; the seeker and strangers give none", async () => {
  assert.equal((await put(await member(server, "acme", "reviewer"), { score: 0 })).status, 204);
  assert.equal((await put(me, { score: 100 })).status, 404);
  assert.equal((await put(borough, { score: 0 })).status, 404);
});

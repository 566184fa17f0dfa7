/* GET /v1/applications/{id}/scores: to the members alone. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { administrator, applied, member, seeker, send, startApplying } from "../support/applying.mjs";

let server, acme, borough, me, id;
before(async () => {
  ({ server, acme, borough } = await startApplying());
  me = await seeker(server);
  id = await applied(server, me, "tester");
});
after(() => server.stop());

const list = (who) => server.get(`/v1/applications/${id}/scores`, who.headers);

test("all scores and their mean", async () => {
  assert.deepEqual((await list(acme)).json, { items: [], mean: null });
  const reviewer = await member(server, "acme", "reviewer");
  await send(server, "PUT", `/v1/applications/${id}/scores`, acme, { score: 70 });
  await send(server, "PUT", `/v1/applications/${id}/scores`, reviewer, { score: 75 });
  const { json } = await list(reviewer);
  assert.equal(json.mean, 72.5);
  assert.deepEqual(json.items.map((s) => [s.score, s.own]).sort(), [[70, false], [75, true]]);
});

test("nobody else reads them, not even the person", async () => {
  for (const who of [me, borough, await administrator(server)]) assert.equal((await list(who)).status, 404);
});

test("the score of a reviewer who left stays, without words", async () => {
  const reviewer = await member(server, "acme", "reviewer");
  await send(server, "PUT", `/v1/applications/${id}/scores`, reviewer, { score: 31, note: "canary-shrike" });
  assert.equal((await send(server, "DELETE", "/v1/me", reviewer)).status, 202);
  const { status, json, text } = await list(acme);
  assert.equal(status, 200, text);
  assert.deepEqual(json.items.filter((s) => s.score === 31).map((s) => [s.note, s.reviewer === reviewer.id]), [[null, false]]);
});

/* What an organisation is told of its applications; and what the clock ends. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { applied, daysLater, move, seeker, startApplying } from "../support/applying.mjs";
import { letterBox } from "../support/letters.mjs";
import { eventually } from "../support/server.mjs";
import { webhookSink } from "../support/sinks.mjs";

let server;
let acme;
let sink;

before(async () => {
  ({ server, acme } = await startApplying({ more: [...letterBox().more, "--set", "webhooks.insecure=yes", "--set", "mail.look=20ms", "--set", "clock.every=20ms"] }));
  sink = await webhookSink();
  const made = await server.post("/v1/organisations/acme/webhooks", { url: sink.url, events: ["application.submitted", "application.refused", "application.expired"] }, acme.headers);
  assert.equal(made.status, 201);
});
after(async () => {
  await server.stop();
  sink.close();
});

const told = (id) => sink.asked.map((a) => JSON.parse(a.body)).filter((b) => b.data.id === id);

test("what was asked for is told with the id alone, and what was not is not", async () => {
  const me = await seeker(server);
  const id = await applied(server, me, "tester");
  await move(server, acme, id, { to: "seen" });
  await move(server, acme, id, { to: "refused", reason: "other", note: "canary-words" });
  await eventually(() => told(id).length >= 2, "two events");
  assert.deepEqual(told(id).map((b) => b.type).sort(), ["application.refused", "application.submitted"]);
  assert.ok(told(id).every((b) => JSON.stringify(b.data) === JSON.stringify({ organisation: "acme", id })));
  assert.equal(sink.asked.some((a) => a.body.includes("canary")), false);
});

test("an application that nobody answers ends by the clock, and that is told too", async () => {
  const me = await seeker(server);
  const id = await applied(server, me, "graduates");
  daysLater(server, id, 200);
  await eventually(() => told(id).some((b) => b.type === "application.expired"), "it expired");
  assert.equal((await server.get(`/v1/applications/${id}`, me.headers)).json.state, "expired");
});

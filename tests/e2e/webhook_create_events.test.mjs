/* What an organisation is told of its applications; and what the clock ends. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { applied, daysLater, move, seeker, send, startApplying } from "../support/applying.mjs";
import { letterBox } from "../support/letters.mjs";
import { eventually } from "../support/server.mjs";
import { webhookSink } from "../support/sinks.mjs";

let server;
let acme;
let sink;

before(async () => {
  ({ server, acme } = await startApplying({ more: [...letterBox().more, "--set", "webhooks.insecure=yes", "--set", "mail.look=20ms", "--set", "clock.every=20ms"] }));
  sink = await webhookSink();
  const made = await server.post("/v1/organisations/acme/webhooks", { url: sink.url, events: ["application.submitted", "application.refused", "application.expired", "opening.closed"] }, acme.headers);
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

const state = async (who, id) => (await server.get(`/v1/applications/${id}`, who.headers)).json.state;
const bring = (feed, more = "") => send(server, "POST", `/v1/organisations/acme/imports${more}`, acme, feed);

test("an opening that its members close, or a feed, in whatever way it says so, is told and ends what waits", async () => {
  const me = await seeker(server);
  const feed = ["feed-said", "feed-left"].map((id) => ({ id, kind: "job", title: { en: "Feeder" }, places: ["shenzhen"] }));
  assert.equal((await bring(feed)).status, 201);
  const ids = [];
  for (const opening of ["feed-said", "feed-left", "exclusive"]) ids.push(await applied(server, me, opening));
  assert.equal((await send(server, "POST", "/v1/openings/exclusive/state", acme, { state: "closed" })).status, 200);
  assert.equal((await bring([{ ...feed[0], status: "closed" }], "?complete=true")).status, 201);
  for (const id of ids) assert.equal(await state(me, id), "expired");
  await eventually(() => ["feed-said", "feed-left", "exclusive"].every((id) => told(id).length > 0), "each is told");
  for (const id of ["feed-said", "feed-left", "exclusive"]) assert.deepEqual(told(id).map((b) => b.type), ["opening.closed"], id);
});

test("a short outage while much happens switches nothing off", async () => {
  const down = await webhookSink(() => ({ status: 503 }));
  after(() => down.close());
  const events = ["submitted", "seen", "shortlisted", "interview", "reserve", "refused"];
  const { id } = (await server.post("/v1/organisations/acme/webhooks", { url: down.url, events: events.map((e) => `application.${e}`) }, acme.headers)).json;
  for (let i = 0; i < 4; i++) {
    const application = await applied(server, await seeker(server), "tester");
    for (const to of events.slice(1)) await move(server, acme, application, to === "refused" ? { to, reason: "skills" } : { to });
  }
  const mine = async () => (await server.get("/v1/organisations/acme/webhooks", acme.headers)).json.items.find((w) => w.id === id);
  await eventually(async () => (await mine()).state === "off" || (await mine()).failures >= 25, "all were tried once");
  assert.equal((await mine()).state, "on");
});

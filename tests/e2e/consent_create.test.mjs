/* POST /v1/me/consents: a yes to the text as it is; a no at any time. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { errorsOf, newSeeker, startSmall } from "../support/seekers.mjs";

let server, version;
before(async () => {
  ({ server } = await startSmall());
  version = (await server.get("/v1/consents")).json.items[0].version;
});
after(() => server.stop());

const say = (me, body) => me.post("/v1/me/consents", { purpose: "match", given: true, version, lang: "en", ...body });

test("a yes is kept with version, language and time", async () => {
  const me = await newSeeker(server);
  const reply = await say(me, { purpose: "statistics", lang: "zh-Hans" });
  assert.equal(reply.status, 201);
  assert.deepEqual({ ...reply.json, at: undefined }, { purpose: "statistics", destination: null, given: true, version, lang: "zh-Hans", at: undefined });
  assert.ok(Date.parse(reply.json.at) > 0);
});

test("a yes to an older text is refused, its withdrawal is not", async () => {
  const me = await newSeeker(server);
  assert.deepEqual(errorsOf(await say(me, { version: "2020-01-01" })), [["not-accepted", "/version"]]);
  await say(me, {});
  assert.equal((await say(me, { given: false, version: "2020-01-01" })).status, 201);
});

test("a transfer names a place that is known, and nothing else names one", async () => {
  const me = await newSeeker(server);
  assert.deepEqual(errorsOf(await say(me, { purpose: "transfer" })), [["missing", ""]]);
  assert.deepEqual(errorsOf(await say(me, { purpose: "transfer", destination: "atlantis" })), [["unknown-value", "/destination"]]);
  assert.deepEqual(errorsOf(await say(me, { purpose: "alerts", destination: "shenzhen" })), [["excludes", "/destination"]]);
  assert.deepEqual((await me.get("/v1/me/consents")).json.items, []);
});

test("taking back what was never agreed to adds no word", async () => {
  const me = await newSeeker(server);
  assert.equal((await say(me, { given: false })).json.given, false);
  assert.deepEqual((await me.get("/v1/me/consents")).json.items, []);
});

test("the same request sent again is one word", async () => {
  const me = await newSeeker(server);
  const body = { purpose: "match", given: true, version, lang: "en" };
  for (let i = 0; i < 2; i++) assert.equal((await me.post("/v1/me/consents", body, { "idempotency-key": "k1" })).status, 201);
  assert.equal((await me.get("/v1/me/consents")).json.items.length, 1);
});

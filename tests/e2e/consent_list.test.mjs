/* GET /v1/me/consents: off at first; what counts, and every word. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newSeeker, startSmall } from "../support/seekers.mjs";

let server, version;
before(async () => {
  ({ server } = await startSmall());
  version = (await server.get("/v1/consents")).json.items[0].version;
});
after(() => server.stop());

test("everything is off before anything was said", async () => {
  const me = await newSeeker(server);
  const { json } = await me.get("/v1/me/consents");
  assert.deepEqual(json.present.map((c) => [c.purpose, c.given, c.at]), [
    ["match", false, null], ["posters", false, null], ["alerts", false, null], ["statistics", false, null],
  ]);
  assert.deepEqual(json.items, []);
});

test("the newest word counts and the others stay", async () => {
  const me = await newSeeker(server);
  const say = (purpose, given, more = {}) => me.post("/v1/me/consents", { purpose, given, version, lang: "pt", ...more });
  await say("posters", true);
  await say("posters", false);
  await say("transfer", true, { destination: "shenzhen" });
  await say("transfer", true, { destination: "zhuhai" });
  await say("transfer", false, { destination: "zhuhai" });
  const { json } = await me.get("/v1/me/consents");
  const word = (purpose, destination = null) => json.present.find((c) => c.purpose === purpose && c.destination === destination)?.given;
  assert.deepEqual([word("posters"), word("transfer", "shenzhen"), word("transfer", "zhuhai"), word("match")], [false, true, false, false]);
  assert.deepEqual(json.items.map((c) => c.given), [true, false, true, true, false]);
  assert.equal(json.items[0].lang, "pt");
  const page = await me.get("/v1/me/consents?limit=2");
  const rest = await me.get(`/v1/me/consents?limit=10&cursor=${encodeURIComponent(page.json.next)}`);
  assert.deepEqual(rest.json.items.map((c) => c.given), [true, true, false]);
});

test("nobody sees another one's", async () => {
  const [me, other] = [await newSeeker(server), await newSeeker(server)];
  await me.post("/v1/me/consents", { purpose: "match", given: true, version, lang: "en" });
  assert.deepEqual((await other.get("/v1/me/consents")).json.items, []);
});

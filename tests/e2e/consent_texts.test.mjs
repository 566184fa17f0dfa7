/* GET /v1/consents: the five purposes, their words and versions. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { startSmall } from "../support/seekers.mjs";

let server;
before(async () => ({ server } = await startSmall()));
after(() => server.stop());

test("five purposes, each in four languages, for anybody", async () => {
  const { json } = await server.get("/v1/consents");
  assert.deepEqual(json.items.map((i) => i.purpose), ["match", "posters", "alerts", "statistics", "transfer"]);
  for (const { title, text, version } of json.items) {
    for (const t of [title, text]) assert.deepEqual(Object.keys(t).sort(), ["en", "pt", "zh-Hans", "zh-Hant"]);
    assert.equal(new Set(Object.values(text)).size, 4);
    assert.match(version, /^\d{4}-\d\d-\d\d$/);
  }
  assert.deepEqual(json.items.filter((i) => i.has_destination).map((i) => i.purpose), ["transfer"]);
});

test("one language gives strings", async () => {
  const { json } = await server.get("/v1/consents?lang=zh-Hant");
  assert.equal(json.items[1].title, "讓機構看見你");
});

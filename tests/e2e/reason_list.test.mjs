/* GET /v1/reasons: every code once in its group, in the reader's language. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { startServer } from "../support/server.mjs";

let server;
before(async () => (server = await startServer()));
after(() => server.stop());

test("the codes of each group, with their words in four languages", async () => {
  const { json, headers } = await server.get("/v1/reasons");
  const of = (group) => json.items.filter((r) => r.group === group).map((r) => r.code);
  assert.equal(of("refusal").length, 15);
  assert.equal(of("withdrawal").length, 9);
  assert.equal(of("early_end").length, 9);
  assert.equal(of("not_retained").length, 6);
  assert.ok(json.items.every((r) => Object.keys(r.text).length === 4));
  assert.ok(json.items.every((r) => r.needs_note === (r.code === "other")));
  assert.match(headers["cache-control"], /public/);
});

test("with a language each text is one", async () => {
  const { json } = await server.get("/v1/reasons?lang=pt");
  assert.equal(json.items.find((r) => r.code === "filled").text, "Vagas preenchidas");
  assert.equal((await server.get("/v1/reasons?group=x")).status, 422);
});

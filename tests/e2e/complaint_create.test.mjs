/* POST /v1/openings/{id}/complaints: reports a mistake or fraud. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, pointers, send, sql } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer([{ id: "draft", kind: "job", title: { en: "Draft" }, status: "draft" }, { id: "shipped-0", kind: "job", title: { en: "Shipped" } }])));
after(() => server.stop());

const report = (id, body) => send(server, "POST", `/v1/openings/${id}/complaints`, null, body);

test("anyone may, and the words stand nowhere as they are", async () => {
  const reply = await report("shipped-0", { kind: "fraud", words: "canary-egret asks for money", email: "canary-stork@example.org" });
  assert.equal(reply.status, 202, reply.text);
  assert.deepEqual(reply.json, { received: true });
  const [[hex]] = sql(server.db, "SELECT quote(words_sealed) || quote(reply_sealed) FROM complaint");
  for (const word of ["canary-egret", "canary-stork"]) assert.doesNotMatch(hex, new RegExp(Buffer.from(word).toString("hex"), "i"));
});

test("every fault is told, and an absent opening or a draft is 404", async () => {
  assert.deepEqual(pointers(await report("shipped-0", { kind: "boring", words: " ", email: "nobody", more: 1 })), ["/email", "/kind", "/more", "/words"]);
  assert.deepEqual(pointers(await report("shipped-0", { kind: "other", words: "x".repeat(4001) })), ["/words"]);
  for (const id of ["absent", "draft"]) assert.equal((await report(id, { kind: "other", words: "x" })).status, 404);
});

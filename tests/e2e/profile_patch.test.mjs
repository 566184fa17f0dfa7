/* PATCH /v1/me/profile: a merge patch of what is kept. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { errorsOf, newSeeker, startSmall } from "../support/seekers.mjs";

let server;
before(async () => ({ server } = await startSmall()));
after(() => server.stop());

const profile = {
  facts: { birth_year: 2001, education: "bachelor", languages: { english: "fluent", putonghua: "basic" } },
  texts: { headline: "Tester", skills: ["SQL"] },
  wishes: { kinds: ["job"] },
};

test("members are replaced, objects into objects, and null takes away", async () => {
  const me = await newSeeker(server);
  await me.put("/v1/me/profile", profile);
  const reply = await me.patch(
    "/v1/me/profile",
    { facts: { education: null, languages: { putonghua: "working" } }, texts: { skills: ["C"] }, wishes: null },
    { "content-type": "application/merge-patch+json" },
  );
  assert.equal(reply.status, 200, reply.text);
  const want = {
    facts: { birth_year: 2001, languages: { english: "fluent", putonghua: "working" } },
    texts: { headline: "Tester", skills: ["C"] },
    wishes: {},
  };
  assert.deepEqual(reply.json, want);
  assert.deepEqual((await me.get("/v1/me/profile")).json, want);
});

test("without a profile the patch is the first", async () => {
  const me = await newSeeker(server);
  assert.deepEqual((await me.patch("/v1/me/profile", { facts: { birth_year: 2000, education: null } })).json.facts, { birth_year: 2000 });
});

test("what is refused changes nothing, and a stale version is 412", async () => {
  const me = await newSeeker(server);
  const first = await me.put("/v1/me/profile", profile);
  const bad = await me.patch("/v1/me/profile", { facts: { education: "phd" }, more: 1 });
  assert.equal(bad.status, 422);
  assert.deepEqual(errorsOf(bad).map(([, at]) => at).sort(), ["/facts/education", "/more"]);
  assert.equal((await me.patch("/v1/me/profile", [1])).status, 422);
  assert.equal((await me.patch("/v1/me/profile", { texts: {} }, { "if-match": '"p99"' })).status, 412);
  assert.equal((await me.get("/v1/me/profile")).headers.etag, first.headers.etag);
  assert.equal((await me.patch("/v1/me/profile", { texts: { wants: "x" } }, { "if-match": first.headers.etag })).status, 200);
});

test("another type of body is 415", async () => {
  const me = await newSeeker(server);
  assert.equal((await me.patch("/v1/me/profile", {}, { "content-type": "application/json-patch+json" })).status, 415);
  assert.equal((await me.put("/v1/me/profile", {}, { "content-type": "application/merge-patch+json" })).status, 415);
});

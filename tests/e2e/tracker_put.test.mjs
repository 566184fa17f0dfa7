/* PUT /v1/me/trackers/{id}: "I applied there". */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { plus, today } from "../support/days.mjs";
import { errorsOf, newSeeker, startSmall } from "../support/seekers.mjs";

let server;
before(async () => ({ server } = await startSmall()));
after(() => server.stop());

test("a note is kept, and replaced whole", async () => {
  const me = await newSeeker(server);
  const remind = plus(today(), 7);
  const reply = await me.put("/v1/me/trackers/one", { state: "applied", note: "by post", day: "2026-11-01", remind });
  assert.equal(reply.status, 200, reply.text);
  const { updated, ...rest } = reply.json;
  assert.deepEqual(rest, { opening: "one", state: "applied", note: "by post", day: "2026-11-01", remind: `${remind}T01:00:00Z` });
  assert.ok(Date.parse(updated) > 0);
  assert.deepEqual((await me.put("/v1/me/trackers/one", { state: "refused" })).json.note, "");
  assert.equal((await me.get("/v1/me/trackers")).json.items.length, 1);
});

test("of an opening that is not there it is 404; a bad value is told by its pointer", async () => {
  const me = await newSeeker(server);
  assert.equal((await me.put("/v1/me/trackers/nowhere", { state: "saved" })).status, 404);
  const reply = await me.put("/v1/me/trackers/one", { state: "hoped", day: "2026-02-30", more: 1 });
  assert.deepEqual(errorsOf(reply).map(([, at]) => at).sort(), ["/day", "/more", "/state"]);
  assert.deepEqual(errorsOf(await me.put("/v1/me/trackers/one", { state: "saved", remind: "2020-01-01" })), [["past", "/remind"]]);
});

test("a note stands in no file as it is", async () => {
  const me = await newSeeker(server);
  await me.put("/v1/me/trackers/one", { state: "saved", note: "canary-sandpiper" });
  for (const end of ["", "-wal"]) assert.equal(readFileSync(server.db + end).indexOf("canary-sandpiper"), -1, end);
});

/* PUT /v1/me/ventures/{id}: the lead alone, by version. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newSeeker, startSmall } from "../support/seekers.mjs";

let server;
before(async () => ({ server } = await startSmall()));
after(() => server.stop());

test("only the version that was read is replaced, by its lead", async () => {
  const [me, other] = [await newSeeker(server), await newSeeker(server)];
  const made = await me.post("/v1/me/ventures", { name: "Before", facts: { venture_stage: "idea" } });
  const path = `/v1/me/ventures/${made.json.id}`;
  const put = (who, more) => who.put(path, { name: "After" }, more);
  const reply = await put(me, { "if-match": made.headers.etag });
  assert.equal(reply.status, 200, reply.text);
  assert.deepEqual([reply.json.name, reply.json.facts], ["After", undefined]);
  assert.equal((await put(me, { "if-match": made.headers.etag })).status, 412);
  assert.equal((await put(other)).status, 404);
  assert.equal((await me.put(path, { name: " " })).status, 422);
});

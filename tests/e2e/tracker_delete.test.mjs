/* DELETE /v1/me/trackers/{id}. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newSeeker, startSmall } from "../support/seekers.mjs";

let server;
before(async () => ({ server } = await startSmall()));
after(() => server.stop());

test("a note goes; another one's is not there", async () => {
  const [me, other] = [await newSeeker(server), await newSeeker(server)];
  await me.put("/v1/me/trackers/one", { state: "saved" });
  assert.equal((await other.delete("/v1/me/trackers/one")).status, 404);
  assert.equal((await me.delete("/v1/me/trackers/one")).status, 204);
  assert.equal((await me.delete("/v1/me/trackers/one")).status, 404);
});

/* GET /v1/me/ventures/{id}: its lead, its members, nobody else. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newSeeker, startSmall } from "../support/seekers.mjs";

let server;
before(async () => ({ server } = await startSmall()));
after(() => server.stop());

test("a stranger's is as one that is not there", async () => {
  const [me, other] = [await newSeeker(server), await newSeeker(server)];
  const made = await me.post("/v1/me/ventures", { name: "Mine" });
  const reply = await me.get(`/v1/me/ventures/${made.json.id}`);
  assert.equal(reply.headers.etag, made.headers.etag);
  assert.deepEqual(reply.json, made.json);
  const [hidden, absent] = [await other.get(`/v1/me/ventures/${made.json.id}`), await other.get("/v1/me/ventures/none")];
  assert.equal(hidden.status, 404);
  assert.deepEqual({ ...hidden.json, request: 0 }, { ...absent.json, request: 0 });
});

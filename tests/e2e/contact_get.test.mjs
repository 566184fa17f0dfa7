/* GET /v1/me/contact: nobody else's, and nothing before it was put. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newSeeker, startSmall } from "../support/seekers.mjs";

let server;
before(async () => ({ server } = await startSmall()));
after(() => server.stop());

test("there is an empty one before it was put", async () => {
  const me = await newSeeker(server);
  const reply = await me.get("/v1/me/contact");
  assert.deepEqual([reply.status, reply.json, reply.headers.etag], [200, {}, undefined]);
});

test("each seeker has their own", async () => {
  const [me, other] = [await newSeeker(server), await newSeeker(server)];
  await me.put("/v1/me/contact", { name: "Chan Tai Man" });
  assert.deepEqual((await me.get("/v1/me/contact")).json, { name: "Chan Tai Man" });
  assert.deepEqual((await other.get("/v1/me/contact")).json, {});
});

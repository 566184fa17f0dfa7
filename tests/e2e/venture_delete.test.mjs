/* DELETE /v1/me/ventures/{id}: by its lead. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { tokenTo } from "../support/letters.mjs";
import { newConfirmed, newSeeker, startSmall } from "../support/seekers.mjs";

let server, box;
before(async () => ({ server, box } = await startSmall()));
after(() => server.stop());

test("it goes, for its members too, and no link of it works any more", async () => {
  const [lead, me] = [await newConfirmed(server, box), await newSeeker(server)];
  const made = await lead.post("/v1/me/ventures", { name: "Short" });
  const path = `/v1/me/ventures/${made.json.id}`;
  for (const email of ["first@example.org", "second@example.org"]) await lead.post(`${path}/members`, { email, role: "x" });
  const join = async (who, email) => who.post("/v1/ventures/join", { token: await tokenTo(box.folder, email, /venture/) });
  assert.equal((await join(me, "first@example.org")).status, 200);
  assert.equal((await me.delete(path)).status, 403);
  assert.equal((await lead.delete(path, { "if-match": '"v9"' })).status, 412);
  assert.equal((await lead.delete(path)).status, 204);
  for (const who of [lead, me]) assert.equal((await who.get(path)).status, 404);
  assert.deepEqual((await me.get("/v1/me/ventures")).json.items, []);
  assert.equal((await join(await newSeeker(server), "second@example.org")).status, 410);
});

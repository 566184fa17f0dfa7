/* DELETE /v1/me/ventures/{id}/members/{account}: by the lead, or by oneself. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { tokenTo } from "../support/letters.mjs";
import { newConfirmed, newSeeker, startSmall } from "../support/seekers.mjs";

let server, box;
before(async () => ({ server, box } = await startSmall()));
after(() => server.stop());

test("one leaves, the lead takes one out, and a member takes out nobody", async () => {
  const lead = await newConfirmed(server, box);
  const { id } = (await lead.post("/v1/me/ventures", { name: "Team" })).json;
  const accounts = [];
  for (const email of ["m1@example.org", "m2@example.org", "m3@example.org"]) {
    const me = await newSeeker(server);
    await lead.post(`/v1/me/ventures/${id}/members`, { email, role: "x" });
    await me.post("/v1/ventures/join", { token: await tokenTo(box.folder, email, /venture/) });
    accounts.push({ ...me, account: (await me.get("/v1/me")).json.id });
  }
  const [first, second, third] = accounts;
  const path = (who) => `/v1/me/ventures/${id}/members/${who.account}`;
  assert.equal((await first.delete(path(second))).status, 403);
  assert.equal((await (await newSeeker(server)).delete(path(second))).status, 404);
  assert.equal((await first.delete(path(first))).status, 204);
  assert.equal((await lead.delete(path(second))).status, 204);
  assert.equal((await lead.delete(path(second))).status, 404);
  const { people } = (await lead.get(`/v1/me/ventures/${id}`)).json;
  assert.deepEqual(people.map((p) => p.account), [third.account]);
  assert.equal((await first.get(`/v1/me/ventures/${id}`)).status, 404);
});

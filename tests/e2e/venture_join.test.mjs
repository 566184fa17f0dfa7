/* POST /v1/ventures/join: the link of a letter, once. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { tokenTo } from "../support/letters.mjs";
import { newConfirmed, newSeeker, startSmall } from "../support/seekers.mjs";

let server, box, lead;
before(async () => {
  ({ server, box } = await startSmall());
  lead = await newConfirmed(server, box);
});
after(() => server.stop());

let asked = 0;
async function invite(id, body = {}) {
  const email = `asked${++asked}@example.org`;
  const reply = await lead.post(`/v1/me/ventures/${id}/members`, { email, role: "cto", ...body });
  return reply.status === 202 ? tokenTo(box.folder, email, /venture/) : reply.status;
}
const join = (who, token) => who.post("/v1/ventures/join", { token });
const make = async () => (await lead.post("/v1/me/ventures", { name: "Harbour" })).json.id;

test("who joins sees it, and cannot write it", async () => {
  const [id, me] = [await make(), await newSeeker(server)];
  const reply = await join(me, await invite(id, { equity: 25.5 }));
  assert.equal(reply.status, 200, reply.text);
  assert.deepEqual([reply.json.name, reply.json.is_led], ["Harbour", false]);
  const [{ is_you, role, equity }] = (await me.get(`/v1/me/ventures/${id}`)).json.people;
  assert.deepEqual([is_you, role, equity], [true, "cto", 25.5]);
  assert.equal((await me.put(`/v1/me/ventures/${id}`, { name: "Mine now" })).status, 403);
});

test("a link works once, and no other token does", async () => {
  const [id, me] = [await make(), await newSeeker(server)];
  const token = await invite(id);
  await join(me, token);
  const again = await join(await newSeeker(server), token);
  assert.deepEqual([again.status, again.json.type], [410, "/errors/link-expired"]);
  assert.equal((await join(me, "bi_nothing")).status, 400);
  assert.equal((await join(me, me.token)).status, 400);
});

test("the lead joins nothing of their own, a member not twice, and the link stays good", async () => {
  const [id, me] = [await make(), await newSeeker(server)];
  const token = await invite(id);
  assert.equal((await join(lead, token)).status, 409);
  assert.equal((await join(me, token)).status, 200);
  assert.equal((await join(me, await invite(id))).status, 409);
});

test("shares never come to more than the whole", async () => {
  const id = await make();
  const [first, second] = [await invite(id, { equity: 60 }), await invite(id, { equity: 50 })];
  assert.equal((await join(await newSeeker(server), first)).status, 200);
  assert.equal((await join(await newSeeker(server), second)).status, 409);
  assert.equal(await invite(id, { equity: 41 }), 409);
  assert.equal((await join(await newSeeker(server), await invite(id, { equity: 40 }))).status, 200);
});

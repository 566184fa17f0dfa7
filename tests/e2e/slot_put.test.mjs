/* PUT /v1/applications/{id}/slots/{slot}: the seeker takes or declines, the poster says what came of it. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { administrator, applied, seeker, send, startApplying } from "../support/applying.mjs";
import { inRecord } from "../support/record.mjs";

let server, acme, borough;
before(async () => ({ server, acme, borough } = await startApplying()));
after(() => server.stop());

const put = (who, id, slot, state) => send(server, "PUT", `/v1/applications/${id}/slots/${slot}`, who, { state });

async function proposed(count = 1) {
  const me = await seeker(server);
  const id = await applied(server, me, "tester");
  const slots = [];
  for (let i = 0; i < count; i++) {
    const body = { starts: `2099-01-0${i + 1}T10:00:00Z`, minutes: 30, where: "Room 1" };
    slots.push((await send(server, "POST", `/v1/applications/${id}/slots`, acme, body)).json.id);
  }
  return { me, id, slots };
}

test("proposed, taken, held", async () => {
  const { me, id, slots } = await proposed();
  assert.equal((await put(acme, id, slots[0], "taken")).status, 409, "it is the seeker's to take");
  assert.equal((await put(me, id, slots[0], "taken")).status, 204);
  assert.equal((await put(me, id, slots[0], "held")).status, 409);
  assert.equal((await put(acme, id, slots[0], "held")).status, 204);
  assert.equal((await server.get(`/v1/applications/${id}`, me.headers)).json.slots[0].state, "held");
});

test("the members learn whether the seeker will come", async () => {
  const { me, id, slots } = await proposed();
  const told = async () => (await server.get("/v1/me/notices", acme.headers)).json.items.filter((n) => n.kind === "application.slot" && n.object === id).length;
  assert.equal((await put(me, id, slots[0], "taken")).status, 204);
  assert.equal(await told(), 1);
  assert.equal((await put(me, id, slots[0], "declined")).status, 204);
  assert.equal(await told(), 2);
});

test("one time is taken at most; a declined one makes room", async () => {
  const { me, id, slots } = await proposed(2);
  assert.equal((await put(me, id, slots[0], "taken")).status, 204);
  assert.equal((await put(me, id, slots[1], "taken")).status, 409);
  assert.equal((await put(me, id, slots[0], "declined")).status, 204);
  assert.equal((await put(me, id, slots[1], "taken")).status, 204);
});

test("a slot of another application, and a stranger's, is not there", async () => {
  const [one, two] = [await proposed(), await proposed()];
  assert.equal((await put(one.me, one.id, two.slots[0], "taken")).status, 404);
  assert.equal((await put(two.me, one.id, one.slots[0], "taken")).status, 404);
  assert.equal((await put(borough, one.id, one.slots[0], "held")).status, 404);
  assert.equal((await put(one.me, one.id, one.slots[0], "proposed")).status, 422);
});

test("what an administrator says of one stands in the audit chain", async () => {
  const { me, id, slots } = await proposed();
  await put(me, id, slots[0], "taken");
  const admin = await administrator(server);
  assert.equal((await put(admin, id, slots[0], "held")).status, 204);
  assert.deepEqual(inRecord(server.db, ["SELECT object, detail FROM audit WHERE action = 'slot.moved' AND actor = ?", admin.id]), [[id, "held"]]);
});

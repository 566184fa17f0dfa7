/* PUT /v1/placements/{id}/pay: a month's pay, as openings write it. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { inRecord } from "../support/record.mjs";
import { administrator, member, seeker, send, started, startApplying } from "../support/applying.mjs";

let server, acme, borough, me, id;
before(async () => {
  ({ server, acme, borough } = await startApplying());
  me = await seeker(server);
  await started(server, me, acme, "tester");
  id = (await server.get("/v1/me/placements", me.headers)).json.items[0].id;
});
after(() => server.stop());

const put = (who, body) => send(server, "PUT", `/v1/placements/${id}/pay`, who, body);

test("what is absent stays", async () => {
  const first = await put(acme, { start: 18000, currency: "HKD" });
  assert.deepEqual(first.json.pay_start, { amount: 18000, currency: "HKD", per: "month" });
  assert.equal(first.json.pay_end, null);
  const second = await put(me, { end: 20000.5, currency: "HKD" });
  assert.deepEqual([second.json.pay_start.amount, second.json.pay_end.amount], [18000, 20000.5]);
});

test("an amount is above nothing, in a currency of the region", async () => {
  for (const body of [{ start: 0, currency: "HKD" }, { start: -5, currency: "HKD" }, { start: 1e12, currency: "HKD" }, { start: 5 }, { start: 5, currency: "EUR" }])
    assert.equal((await put(acme, body)).status, 422, JSON.stringify(body));
});

test("strangers change nothing", async () => {
  assert.equal((await put(borough, { start: 1, currency: "HKD" })).status, 404);
});

test("a reviewer changes nothing, and what an administrator changes stands in the audit chain", async () => {
  assert.equal((await put(await member(server, "acme", "reviewer"), { start: 1, currency: "HKD" })).status, 403);
  assert.equal((await put(await member(server, "acme", "editor"), { start: 18100, currency: "HKD" })).status, 200);
  const admin = await administrator(server);
  assert.equal((await put(admin, { start: 18200, currency: "HKD" })).status, 200);
  assert.deepEqual(inRecord(server.db, ["SELECT object FROM audit WHERE action = 'placement.pay' AND actor = ?", admin.id]), [[id]]);
});

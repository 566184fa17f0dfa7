/* GET /v1/placements/{id}: what each side sees. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { inRecord } from "../support/record.mjs";
import { administrator, seeker, started, startApplying } from "../support/applying.mjs";

let server, acme, borough, me, id;
before(async () => {
  ({ server, acme, borough } = await startApplying());
  me = await seeker(server);
  await started(server, me, acme, "tester");
  id = (await server.get("/v1/me/placements", me.headers)).json.items[0].id;
});
after(() => server.stop());

const get = (who) => server.get(`/v1/placements/${id}`, who.headers);

test("the person sees when they will be asked how it goes; the poster does not", async () => {
  const { json } = await get(me);
  assert.deepEqual(json.check_ins.map((c) => c.months), [3, 6, 12, 18, 24]);
  const months = (c) => (Date.parse(c.due) - Date.parse(json.start)) / 86_400_000 / 30.44;
  for (const c of json.check_ins) assert.ok(Math.abs(months(c) - c.months) < 0.2, c.due);
  assert.deepEqual(json.events.map((e) => [e.state, e.by]), [["in_post", "seeker"]]);
  for (const who of [acme, await administrator(server)]) {
    const theirs = await get(who);
    assert.equal(theirs.json.check_ins, undefined);
    assert.match(theirs.json.person, /^applicant-/);
    assert.ok(!theirs.text.includes(me.id));
  }
});

test("strangers get what an absent id gets", async () => {
  for (const who of [borough, await seeker(server)]) {
    const absent = await server.get("/v1/placements/absent", who.headers);
    assert.deepEqual({ ...(await get(who)).json, request: 0 }, { ...absent.json, request: 0 });
  }
});

test("that an administrator looked stands in the audit chain", async () => {
  const admin = await administrator(server);
  assert.equal((await get(admin)).status, 200);
  assert.deepEqual(inRecord(server.db, ["SELECT object FROM audit WHERE action = 'placement.read' AND actor = ?", admin.id]), [[id]]);
});

/* POST /v1/applications/{id}/slots: a time to meet is proposed and shown to both. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { applied, seeker, send, startApplying, walk } from "../support/applying.mjs";

let server, acme, borough, me, id;
before(async () => {
  ({ server, acme, borough } = await startApplying());
  me = await seeker(server);
  id = await applied(server, me, "tester");
});
after(() => server.stop());

const body = { starts: "2099-01-04T10:00:00+08:00", minutes: 45, where: "canary-quay 3" };
const propose = (who, more = {}, which = id) => send(server, "POST", `/v1/applications/${which}/slots`, who, { ...body, ...more });

test("both sides read the time and the place", async () => {
  const reply = await propose(acme);
  assert.equal(reply.status, 201, reply.text);
  assert.equal(reply.headers.location, `/v1/applications/${id}/slots/${reply.json.id}`);
  assert.equal(reply.json.starts, "2099-01-04T02:00:00Z");
  for (const who of [me, acme])
    assert.deepEqual((await server.get(`/v1/applications/${id}`, who.headers)).json.slots, [reply.json]);
});

test("a time has a zone and is to come", async () => {
  for (const starts of ["2099-01-04T10:00:00", "2099-02-30T10:00:00Z", "2099-01-04T24:00:00Z", "2099-01-04", "2099-01-04T10:00:00+8"])
    assert.equal((await propose(acme, { starts })).json.errors?.[0]?.code, "time", starts);
  assert.equal((await propose(acme, { starts: "2020-01-04T10:00:00Z" })).json.errors[0].code, "past");
  assert.equal((await propose(acme, { minutes: 4 })).status, 422);
});

test("the seeker proposes none, strangers find nothing, and what has ended takes none", async () => {
  assert.equal((await propose(me)).status, 404);
  assert.equal((await propose(borough)).status, 404);
  const other = await applied(server, await seeker(server), "tester");
  await walk(server, other, [acme, { to: "refused", reason: "skills" }]);
  assert.equal((await propose(acme, {}, other)).status, 409);
});

/* DELETE /v1/me of somebody who applied: posters are told, places are free, and nothing that was sent is left. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { applied, confirmed, move, seeker, send, startApplying, walk } from "../support/applying.mjs";
import { inRecord } from "../support/record.mjs";

let server, acme;
before(async () => ({ server, acme } = await startApplying()));
after(() => server.stop());

const stateOf = async (id) => (await server.get(`/v1/applications/${id}`, acme.headers)).json;
const leave = async (who) => assert.equal((await send(server, "DELETE", "/v1/me", who)).status, 202);

test("what waits is withdrawn, an offer is declined; the members are told of both, by notice and by letter", async () => {
  const [me, lucky] = [await seeker(server), await seeker(server)];
  const [waits, offer] = [await applied(server, me, "tester"), await applied(server, lucky, "exclusive")];
  await walk(server, offer, [acme, "offered"]);
  await leave(me);
  await leave(lucky);
  for (const [id, state] of [[waits, "withdrawn"], [offer, "declined"]]) {
    const it = await stateOf(id);
    assert.deepEqual([it.state, it.reason, it.events.at(-1).by, it.events.at(-1).note], [state, "other", "seeker", null]);
    const told = (await server.get("/v1/me/notices", acme.headers)).json.items.filter((n) => n.object === id).map((n) => n.kind);
    assert.ok(told.includes(`application.${state}`), told.join());
    assert.equal(inRecord(server.db, ["SELECT count(*) FROM outbox WHERE account = ? AND id LIKE ? AND subject = 'application-poster'", acme.id, `${id}.%`])[0][0], 1);
  }
});

test("the only place that was promised can be promised again", async () => {
  const [first, second] = [await seeker(server), await seeker(server)];
  const [taken, next] = [await applied(server, first, "exclusive"), await applied(server, second, "exclusive")];
  await walk(server, taken, [acme, "offered"]);
  assert.equal((await move(server, acme, next, { to: "offered" })).status, 409, "there is one");
  await leave(first);
  assert.equal((await move(server, acme, next, { to: "offered" })).status, 200);
});

test("a start that was claimed and a place that was accepted end, too", async () => {
  for (const steps of [["accepted"], ["accepted", "start_claimed"]]) {
    const me = await seeker(server);
    const id = await applied(server, me, "tester");
    await walk(server, id, [acme, "offered"], [me, "accepted"], ...steps.slice(1).map((s) => [acme, s]));
    await leave(me);
    assert.equal((await stateOf(id)).state, "withdrawn");
  }
});

test("nothing that was sealed for the application is left in its rows", async () => {
  const me = await seeker(server);
  await send(server, "PUT", "/v1/me/contact", me, { name: "Canary Wader" });
  const id = await applied(server, me, "strict", { statement: "canary", declarations: ["not-employed"], answers: { why: "canary" } });
  await send(server, "PUT", `/v1/applications/${id}/scores`, acme, { score: 3, note: "canary" });
  await send(server, "POST", `/v1/applications/${id}/slots`, acme, { starts: "2099-01-01T10:00:00Z", minutes: 30, where: "canary" });
  await leave(me);
  const sealed = inRecord(
    server.db,
    [
      "SELECT statement_sealed, answers_sealed, contact_sealed, facts_sealed, (SELECT group_concat(note_sealed, '') FROM application_event WHERE application = a.id), (SELECT group_concat(note_sealed, '') FROM score WHERE application = a.id), (SELECT group_concat(where_sealed, '') FROM slot WHERE application = a.id) FROM application a WHERE id = ?",
      id,
    ],
  )[0];
  assert.deepEqual(sealed.map((c) => c ?? ""), sealed.map(() => ""));
  const everywhere = inRecord(server.db, "SELECT group_concat(person) FROM application")[0][0];
  assert.ok(!everywhere.includes(me.id));
  assert.ok(await confirmed(server));
});

test("what they reported without signing in is gone with their address, others' reports stay", async () => {
  const me = await seeker(server);
  for (const email of [` ${me.email.toUpperCase()}`, "other@example.org"])
    assert.equal((await server.post("/v1/openings/tester/complaints", { kind: "mistake", words: "canary", email })).status, 202);
  await leave(me);
  const rows = inRecord(server.db, "SELECT length(words_sealed) > 0, length(reply_sealed) > 0 FROM complaint ORDER BY 1");
  assert.deepEqual(rows, [[0, 0], [1, 1]]);
});

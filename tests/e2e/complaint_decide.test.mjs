/* POST /v1/admin/complaints/{id}/decision: right, or dismissed. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { administrator, deskServer, onlyAdministrators, pointers, send, sql } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer(Array.from({ length: 9 }, (_, i) => ({ id: `shipped-${i}`, kind: "job", title: { en: `Shipped ${i}` }, organisation: "absent", apply: { by: "link", url: "https://example.org/" } })))));
after(() => server.stop());

async function reported(more = {}) {
  await send(server, "POST", "/v1/openings/shipped-0/complaints", null, { kind: "mistake", words: "wrong pay", ...more });
  const { items } = (await server.get("/v1/admin/complaints?limit=100", (await administrator(server)).headers)).json;
  return items.at(-1).id;
}
const decide = async (id, body) => send(server, "POST", `/v1/admin/complaints/${id}/decision`, await administrator(server), body);
const letters = () => sql(server.db, "SELECT count(*) FROM outbox WHERE subject LIKE 'complaint-%'")[0][0];

test("who left an address is answered, who left none is not", async () => {
  const before = letters();
  const reply = await decide(await reported({ email: "a@example.org" }), { state: "right", note: "Corrected." });
  assert.equal(reply.status, 200, reply.text);
  assert.equal(reply.json.state, "right");
  assert.equal(letters(), before + 1);
  await decide(await reported(), { state: "dismissed" });
  assert.equal(letters(), before + 1);
});

test("once, and in the chain", async () => {
  const id = await reported();
  await decide(id, { state: "dismissed" });
  assert.equal((await decide(id, { state: "right" })).status, 409);
  assert.deepEqual(sql(server.db, `SELECT action, detail FROM audit WHERE object = '${id}'`), [["complaint.decided", "dismissed"]]);
});

test("what is not there is 404; administrators alone may", async () => {
  assert.equal((await decide("absent", { state: "right" })).status, 404);
  const id = await reported();
  assert.deepEqual(pointers(await decide(id, { state: "open" })), ["/state"]);
  await onlyAdministrators(server, "POST", `/v1/admin/complaints/${id}/decision`, { state: "right" });
});

test("the address goes with the answer", async () => {
  const id = await reported({ email: "gone@example.org" });
  await decide(id, { state: "dismissed" });
  assert.equal(sql(server.db, `SELECT length(reply_sealed) FROM complaint WHERE id = '${id}'`)[0][0], 0);
});

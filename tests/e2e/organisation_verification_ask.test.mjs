/* POST /v1/organisations/{id}/verification: asks again after a refusal. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { administrator, deskServer, onlyMembers, organisation, send } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

const ask = (o) => send(server, "POST", `/v1/organisations/${o.id}/verification`, o.owner);

test("after a refusal an administrator is asked again", async () => {
  const o = await organisation(server, { verified: false });
  const decided = await send(server, "POST", `/v1/admin/organisations/${o.id}/verification`, await administrator(server), { verdict: "refused", note: "No such company." });
  assert.equal(decided.status, 200, decided.text);
  const reply = await ask(o);
  assert.equal(reply.status, 200);
  assert.equal(reply.json.verification.state, "asked");
});

test("who asks twice keeps the place in the queue, and a verified one need not ask", async () => {
  const o = await organisation(server, { verified: false });
  const first = (await server.get("/v1/me/organisations", o.owner.headers)).json.items[0].verification.at;
  assert.equal((await ask(o)).json.verification.at, first);
  assert.equal((await ask(await organisation(server))).status, 409);
});

test("owners may, others not", async () => {
  const o = await organisation(server, { verified: false });
  await onlyMembers(server, o, "owner", "POST", `/v1/organisations/${o.id}/verification`);
});

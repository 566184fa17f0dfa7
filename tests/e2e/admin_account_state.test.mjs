/* POST /v1/admin/accounts/{id}/state: an account is blocked, and opened again. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { administrator } from "../support/administrators.mjs";
import { newcomer, QUICK_HASHES, signIn } from "../support/accounts.mjs";
import { letterBox, lettersTo, tokenTo } from "../support/letters.mjs";
import { baybridge, startServer } from "../support/server.mjs";

const box = letterBox();
let server;
let boss;
before(async () => {
  server = await startServer({ more: [...QUICK_HASHES, ...box.more] });
  boss = await administrator(server);
});
after(() => server.stop());

const move = (id, state, note = "Spam reported twice.", headers = boss.headers) =>
  server.post(`/v1/admin/accounts/${id}/state`, { state, note }, headers);
const idOf = async (person) => (await server.get("/v1/me", person.headers)).json.id;
const actions = async (id) =>
  (await server.get(`/v1/admin/audit?object=${id}`, boss.headers)).json.items.map((i) => [i.action, i.detail]);

test("who is blocked is out everywhere, cannot come back, and is told why", async () => {
  const person = await newcomer(server);
  const id = await idOf(person);
  const reply = await move(id, "blocked");
  assert.equal(reply.status, 200, reply.text);
  assert.deepEqual(reply.json, { id, role: "seeker", state: "blocked" });
  assert.equal((await server.get("/v1/me", person.headers)).status, 401);
  await assert.rejects(signIn(server, person.email), /401/);
  const [letter] = await lettersTo(box.folder, person.email, { subject: /was blocked/ });
  assert.match(letter.body, /Spam reported twice\./);
});

test("links that were sent before work no longer", async () => {
  const person = await newcomer(server);
  await server.post("/v1/accounts/reset", { email: person.email });
  const reset = await tokenTo(box.folder, person.email, /new password/);
  const verify = await tokenTo(box.folder, person.email, /Confirm/);
  await move(await idOf(person), "blocked");
  assert.equal((await server.post("/v1/accounts/verification", { token: verify })).status, 410);
  const put = await server.ask("PUT", "/v1/accounts/password", {
    body: JSON.stringify({ token: reset, password: "brand new words 11" }),
    headers: { "content-type": "application/json" },
  });
  assert.equal(put.status, 410);
});

test("opened again it has the state that it had, confirmed or not", async () => {
  const plain = await newcomer(server);
  const confirmed = await newcomer(server);
  await server.post("/v1/accounts/verification", { token: await tokenTo(box.folder, confirmed.email, /Confirm/) });
  for (const [person, state] of [[plain, "unverified"], [confirmed, "active"]]) {
    const id = await idOf(person);
    await move(id, "blocked");
    assert.equal((await move(id, "active", "A mistake of ours.")).json.state, state);
    const again = await signIn(server, person.email);
    assert.equal((await server.get("/v1/me", again.headers)).json.email_confirmed, state === "active");
    assert.equal((await server.get("/v1/me", person.headers)).status, 401, "older logins stay dead");
    assert.deepEqual((await actions(id)).slice(-2), [["account.blocked", state], ["account.unblocked", state]]);
    assert.match((await lettersTo(box.folder, person.email, { subject: /open again/ }))[0].body, /A mistake of ours\./);
  }
});

test("the state that it has already is refused with the one that is allowed, and nothing is noted", async () => {
  const id = await idOf(await newcomer(server));
  const early = await move(id, "active");
  assert.deepEqual([early.status, early.json.type, early.json.allowed], [409, "/errors/illegal-transition", ["blocked"]]);
  await move(id, "blocked");
  const late = await move(id, "blocked");
  assert.deepEqual([late.status, late.json.allowed], [409, ["active"]]);
  assert.equal((await actions(id)).length, 1);
});

test("nobody blocks himself", async () => {
  assert.equal((await move(await idOf(boss), "blocked")).status, 409);
  assert.equal((await server.get("/v1/me", boss.headers)).status, 200);
});

test("another administrator can be blocked", async () => {
  const other = await administrator(server);
  assert.equal((await move(await idOf(other), "blocked")).status, 200);
  assert.equal((await server.get("/v1/admin/audit", other.headers)).status, 401);
});

test("an account that is not there is 404; a body that is none is refused", async () => {
  assert.equal((await move("0".repeat(26), "blocked")).status, 404);
  const id = await idOf(await newcomer(server));
  const reply = await server.post(`/v1/admin/accounts/${id}/state`, { state: "erased", more: 1 }, boss.headers);
  assert.equal(reply.status, 422);
  assert.deepEqual(reply.json.errors.map((e) => [e.code, e.pointer]).sort(), [["missing", ""], ["not-accepted", "/state"], ["unknown-key", "/more"]]);
});

test("it is for administrators", async () => {
  const person = await newcomer(server);
  const id = await idOf(person);
  for (const role of ["seeker", "poster"]) assert.equal((await move(id, "blocked", "x", (await newcomer(server, { role })).headers)).status, 403);
  assert.equal((await move(id, "blocked", "x", {})).status, 401);
  assert.equal((await server.get("/v1/me", person.headers)).status, 200);
});

test("the note stands in no clear column, and the chain still fits", async () => {
  const person = await newcomer(server);
  await move(await idOf(person), "blocked", "canary cormorant");
  await lettersTo(box.folder, person.email, { subject: /was blocked/ });
  for (const end of ["", "-wal"]) assert.equal(readFileSync(server.db + end).indexOf("canary cormorant"), -1);
  assert.equal(baybridge(["audit", "verify", "--db", server.db]).status, 0);
});

/* POST /v1/organisations/join: takes up the invitation of a letter. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { address, newcomer } from "../support/accounts.mjs";
import { deskServer, organisation, pointers, poster, send, sql } from "../support/desk.mjs";
import { letterBox, lettersTo, tokenOf } from "../support/letters.mjs";

const box = letterBox();
let server;
before(async () => (server = await deskServer([], [...box.more, "--set", "mail.site=https://jobs.example.hk"])));
after(() => server.stop());

async function invited(role = "editor", email = address()) {
  const o = await organisation(server);
  const made = await send(server, "POST", `/v1/organisations/${o.id}/members`, o.owner, { email, role });
  assert.equal(made.status, 201, made.text);
  const [letter] = await lettersTo(box.folder, email, { subject: /act for an organisation/ });
  return { o, email, letter, id: made.json.id, token: tokenOf(letter) };
}
const join = (who, token) => send(server, "POST", "/v1/organisations/join", who, { token });

test("the letter names the organisation and its link makes a member, once", async () => {
  const { o, email, letter, token } = await invited();
  assert.match(letter.body, /Harbour Works asks you/);
  assert.match(letter.body, /https:\/\/jobs\.example\.hk\/#\/join\?token=bi_/);
  const who = await newcomer(server, { email, role: "poster" });
  const reply = await join(who, token);
  assert.equal(reply.status, 200, reply.text);
  assert.deepEqual([reply.json.id, reply.json.role], [o.id, "editor"]);
  assert.equal((await server.get(`/v1/organisations/${o.id}/drafts`, who.headers)).status, 200);
  const again = await join(who, token);
  assert.deepEqual([again.status, again.json.type], [410, "/errors/link-expired"]);
  assert.equal(sql(server.db, `SELECT count(*) FROM audit WHERE object = '${o.id}' AND action = 'member.joined'`)[0][0], 1);
});

test("the address is compared as people write it, and another one's account cannot use the link nor uses it up", async () => {
  const { email, token } = await invited();
  const other = await join(await poster(server), token);
  assert.equal(other.status, 422);
  assert.deepEqual(pointers(other), ["/token"]);
  const who = await newcomer(server, { email: email.toUpperCase(), role: "poster" });
  assert.equal((await join(who, token)).status, 200);
});

test("one that was taken back or is too old is used up; what is no token is malformed", async () => {
  const back = await invited();
  await send(server, "DELETE", `/v1/organisations/${back.o.id}/invitations/${back.id}`, back.o.owner);
  assert.equal((await join(await newcomer(server, { email: back.email, role: "poster" }), back.token)).status, 410);
  const old = await invited();
  sql(server.db, `UPDATE invitation SET expires_us = 1 WHERE id = '${old.id}'`);
  const who = await newcomer(server, { email: old.email, role: "poster" });
  assert.equal((await join(who, old.token)).status, 410);
  assert.equal((await join(who, "bi_nothing")).status, 400);
});

test("who is a member keeps the role it has", async () => {
  const { o, email, token } = await invited("reviewer");
  const who = await newcomer(server, { email, role: "poster" });
  const { id } = (await server.get("/v1/me", who.headers)).json;
  sql(server.db, `INSERT INTO member VALUES ('${o.id}', '${id}', 'owner', 1)`);
  assert.equal((await join(who, token)).json.role, "owner");
});

test("a seeker cannot", async () => {
  const { email, token } = await invited();
  assert.equal((await join(await newcomer(server, { email }), token)).status, 403);
});

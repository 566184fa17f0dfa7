/* PUT /v1/accounts/email: the new address counts once its link was opened. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { address, newcomer, PASSWORD, QUICK_HASHES, register, signIn } from "../support/accounts.mjs";
import { letterBox, tokenTo } from "../support/letters.mjs";
import { startServer } from "../support/server.mjs";

const box = letterBox();
let server;
before(async () => (server = await startServer({ more: [...QUICK_HASHES, ...box.more] })));
after(() => server.stop());

const put = (token) =>
  server.ask("PUT", "/v1/accounts/email", { body: JSON.stringify({ token }), headers: { "content-type": "application/json" } });

async function movingTo(next) {
  const person = await newcomer(server);
  await server.post("/v1/me/email", { email: next, password: PASSWORD }, person.headers);
  return { ...person, link: await tokenTo(box.folder, next, /new e-mail address/) };
}

test("one signs in with the new address and no longer with the old one; logins go on", async () => {
  const next = address();
  const { email, headers, link } = await movingTo(next);
  assert.equal((await put(link)).status, 200);
  const me = (await server.get("/v1/me", headers)).json;
  assert.deepEqual([me.email, me.email_confirmed], [next, true]);
  await signIn(server, next);
  await assert.rejects(signIn(server, email), /401/);
  assert.equal((await put(link)).status, 410);
});

test("the old address is free again, and its links are dead", async () => {
  const next = address();
  const { email, link } = await movingTo(next);
  await server.post("/v1/accounts/reset", { email });
  const reset = await tokenTo(box.folder, email, /new password/);
  await put(link);
  const late = await server.ask("PUT", "/v1/accounts/password", {
    body: JSON.stringify({ token: reset, password: "an intruder's own 5" }),
    headers: { "content-type": "application/json" },
  });
  assert.equal(late.status, 410);
  await register(server, { email });
  await signIn(server, email);
});

test("an address that somebody took meanwhile stays theirs", async () => {
  const next = address();
  const { email, headers, link } = await movingTo(next);
  await register(server, { email: next, password: "their own words 31" });
  assert.equal((await put(link)).status, 409);
  assert.equal((await server.get("/v1/me", headers)).json.email, email);
  await signIn(server, next, { password: "their own words 31" });
});

test("a new password ends the change", async () => {
  const next = address();
  const { email, link } = await movingTo(next);
  await server.post("/v1/accounts/reset", { email });
  await server.ask("PUT", "/v1/accounts/password", {
    body: JSON.stringify({ token: await tokenTo(box.folder, email, /new password/), password: "brand new words 11" }),
    headers: { "content-type": "application/json" },
  });
  assert.equal((await put(link)).status, 410);
  await signIn(server, email, { password: "brand new words 11" });
});

test("a token of another purpose is malformed", async () => {
  const email = await register(server);
  assert.equal((await put(await tokenTo(box.folder, email, /Confirm/))).status, 400);
});

/* How often somebody may try to enter an account, and whom that leaves alone. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { address, PASSWORD, QUICK_HASHES } from "../support/accounts.mjs";
import { startServer } from "../support/server.mjs";

let server;
before(
  async () =>
    (server = await startServer({ more: [...QUICK_HASHES, "--set", "limits.enabled=yes", "--set", "server.proxies=127.0.0.1"] })),
);
after(() => server.stop());

const from = (ip) => ({ "x-forwarded-for": ip });
const tryIt = (email, password, ip) => server.post("/v1/sessions", { email, password, kind: "bearer" }, from(ip));
const registered = async () => {
  const email = address();
  const reply = await server.post("/v1/accounts", { email, password: PASSWORD, role: "seeker" }, from("203.0.113.200"));
  assert.equal(reply.status, 201, reply.text);
  return email;
};

test("after ten tries from one network the eleventh is refused before it is looked at", async () => {
  const email = await registered();
  for (let i = 0; i < 10; i++) assert.equal((await tryIt(email, `wrong words ${i}`, "198.51.100.7")).status, 401);
  const reply = await tryIt(email, PASSWORD, "198.51.100.7");
  assert.equal(reply.status, 429);
  assert.ok(Number(reply.headers["retry-after"]) > 0);
  assert.match(reply.headers["ratelimit-policy"], /"login";q=10;w=300/);
  assert.equal((await tryIt(`  ${email.toUpperCase()}`, PASSWORD, "198.51.100.9")).status, 429, "however it is written, anywhere in the network");
});

test("the owner still gets in from elsewhere, and others from the same network", async () => {
  const email = await registered();
  const other = await registered();
  for (let i = 0; i < 11; i++) await tryIt(email, `wrong words ${i}`, "198.51.101.7");
  assert.equal((await tryIt(email, PASSWORD, "203.0.113.9")).status, 201);
  assert.equal((await tryIt(other, PASSWORD, "198.51.101.7")).status, 201);
});

test("an address that nobody has is counted the same", async () => {
  const email = address();
  for (let i = 0; i < 10; i++) assert.equal((await tryIt(email, "some words 11", "198.51.102.7")).status, 401);
  assert.equal((await tryIt(email, "some words 11", "198.51.102.7")).status, 429);
});

test("five letters an hour may be asked for, from one network to one address", async () => {
  const email = await registered();
  const ask = (to, ip) => server.post("/v1/accounts/reset", { email: to }, from(ip));
  for (let i = 0; i < 5; i++) assert.equal((await ask(email, "198.51.104.7")).status, 202);
  assert.equal((await ask(email, "198.51.104.7")).status, 429);
  assert.equal((await ask(address(), "198.51.104.7")).status, 202);
  assert.equal((await ask(email, "203.0.113.9")).status, 202);
});

test("whoever signed in cannot try passwords without end either", async () => {
  const email = await registered();
  const { token } = (await tryIt(email, PASSWORD, "198.51.105.7")).json;
  const put = (password) =>
    server.ask("PUT", "/v1/me/password", {
      body: JSON.stringify({ password, new_password: "brand new words 11" }),
      headers: { "content-type": "application/json", authorization: `Bearer ${token}`, ...from("198.51.105.7") },
    });
  for (let i = 0; i < 10; i++) assert.equal((await put(`wrong words ${i}`)).status, 422);
  assert.equal((await put(PASSWORD)).status, 429);
});

test("spaces around the body's members are no way around", async () => {
  const email = address();
  const send = (i) =>
    server.post("/v1/sessions", `${" ".repeat(i * 100)}{ "kind":"bearer", "password":"some words 11", "email": "${email}" }`, from("198.51.103.7"));
  for (let i = 0; i < 10; i++) assert.equal((await send(i)).status, 401);
  assert.equal((await send(11)).status, 429);
});

test("a stolen login tries no passwords by leaving", async () => {
  const email = await registered();
  const { token } = (await tryIt(email, PASSWORD, "203.0.113.77")).json;
  const leave = (password) => server.ask("DELETE", "/v1/me", { headers: { authorization: `Bearer ${token}`, "x-password": password, ...from("203.0.113.77") } });
  let reply;
  for (let i = 0; i <= 10 && reply?.status !== 429; i++) reply = await leave(`wrong%20words%20${i}`);
  assert.equal(reply.status, 429);
});

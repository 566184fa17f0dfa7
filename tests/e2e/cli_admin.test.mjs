/* baybridge admin create: the first administrator, while the server runs. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import test, { after, before } from "node:test";
import { administrator, makeAdministrator } from "../support/administrators.mjs";
import { address, PASSWORD, QUICK_HASHES, register, signInByCookie } from "../support/accounts.mjs";
import { baybridge, startServer, temporaryFolder } from "../support/server.mjs";

let server;
before(async () => (server = await startServer({ more: QUICK_HASHES })));
after(() => server.stop());

const create = (email, input, more = []) =>
  baybridge(["admin", "create", email, "--password-stdin", "--db", server.db, ...QUICK_HASHES, ...more], { input });

test("an administrator is made while the server runs, and signs in at once", async () => {
  const { email, headers } = await administrator(server);
  const me = (await server.get("/v1/me", headers)).json;
  assert.deepEqual([me.email, me.role, me.email_confirmed], [email, "administrator", true]);
});

test("it stands in the audit chain as an act of the system", async () => {
  const { headers } = await administrator(server);
  const { id } = (await server.get("/v1/me", headers)).json;
  const [entry] = (await server.get(`/v1/admin/audit?object=${id}`, headers)).json.items;
  assert.deepEqual([entry.actor, entry.action, entry.detail], ["system", "account.created", "administrator"]);
});

test("in a browser an administrator has a cookie like everybody", async () => {
  const { headers } = await signInByCookie(server, makeAdministrator(server));
  assert.equal((await server.get("/v1/admin/audit", headers)).status, 200);
});

for (const [why, email, input, words] of [
  ["a short password", address(), "short 1\n", /at least 8 bytes/],
  ["a password that is guessed first", address(), "password1\n", /first that others try/],
  ["the address as password", "ana.lei@example.org", "ana.lei@example.org\n", /e-mail address/],
  ["no password", address(), "", /no password/],
  ["an endless password", address(), "x".repeat(100_000), /longer/],
  ["no address", "ana", `${PASSWORD}\n`, /no e-mail address/],
])
  test(`${why} is refused with words`, () => {
    const run = create(email, input);
    assert.equal(run.status, 1, run.stderr);
    assert.match(run.stderr, words);
  });

test("an address that has an account keeps it as it is", async () => {
  const email = await register(server);
  const run = create(email, "another five of them 8\n");
  assert.equal(run.status, 1);
  assert.match(run.stderr, /has an account already/);
  const { headers } = await signInByCookie(server, email);
  assert.equal((await server.get("/v1/me", headers)).json.role, "seeker");
});

for (const [why, args] of [
  ["no word", []],
  ["another word", ["remove", "a@example.org"]],
  ["no address", ["create"]],
  ["no --password-stdin", ["create", "a@example.org"]],
  ["a language that is not ours", ["create", "a@example.org", "--password-stdin", "--lang", "fr"]],
])
  test(`${why} is a matter of usage`, () => {
    assert.equal(baybridge(["admin", ...args, "--db", server.db], { input: `${PASSWORD}\n` }).status, 2);
  });

test("the password stands in no file", () => {
  create(address(), "canary ostrich fifteen\n");
  for (const end of ["", "-wal"]) assert.equal(readFileSync(server.db + end).indexOf("canary ostrich"), -1);
});

test("before the first start it makes the database and its key", () => {
  const db = path.join(temporaryFolder(), "new.db");
  const run = baybridge(["admin", "create", address(), "--password-stdin", "--db", db, ...QUICK_HASHES], { input: `${PASSWORD}\n` });
  assert.equal(run.status, 0, run.stderr);
  assert.equal(readFileSync(`${db}.key`).length, 32);
  assert.match(baybridge(["audit", "verify", "--db", db]).stdout, /^1 entries fit/);
});

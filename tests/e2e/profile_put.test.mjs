/* PUT /v1/me/profile: validated as a match is, kept sealed, replaced by version. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { newcomer, QUICK_HASHES } from "../support/accounts.mjs";
import { serve, startServer } from "../support/server.mjs";

let server;
before(async () => (server = await startServer({ more: QUICK_HASHES })));
after(() => server.stop());

const profile = {
  facts: { birth_date: "2001-03-04", education: "bachelor", residency: ["hk_permanent"] },
  texts: { headline: "Junior tester", skills: ["SQL"], wants: "canary-pelican" },
  wishes: { kinds: ["job"], places: ["shenzhen"] },
};
const put = (on, who, body, more = {}) =>
  on.ask("PUT", "/v1/me/profile", { body: JSON.stringify(body), headers: { "content-type": "application/json", ...who.headers, ...more } });

test("what is put is read again, also after a restart", async () => {
  const first = await startServer({ more: QUICK_HASHES });
  const me = await newcomer(first);
  assert.equal((await put(first, me, profile)).status, 200);
  assert.deepEqual((await first.get("/v1/me/profile", me.headers)).json, profile);
  await first.stop();
  const second = await serve(first.db, { more: QUICK_HASHES });
  try {
    assert.deepEqual((await second.get("/v1/me/profile", me.headers)).json, profile);
  } finally {
    await second.stop();
  }
});

test("only the version that was read is replaced", async () => {
  const me = await newcomer(server);
  const first = (await put(server, me, profile)).headers.etag;
  const second = await put(server, me, { ...profile, texts: {} }, { "if-match": first });
  assert.equal(second.status, 200);
  assert.notEqual(second.headers.etag, first);
  assert.equal((await put(server, me, profile, { "if-match": first })).status, 412);
  assert.deepEqual((await server.get("/v1/me/profile", me.headers)).json.texts, {});
});

test("it is refused as a match would refuse it, with every pointer", async () => {
  const me = await newcomer(server);
  const reply = await put(server, me, { facts: { age: 20, education: "phd" }, wishes: { places: ["atlantis"] }, more: 1 });
  assert.equal(reply.status, 422);
  assert.deepEqual(reply.json.errors.map((e) => e.pointer).sort(), ["/facts/age", "/facts/education", "/more", "/wishes/places/0"]);
  assert.equal((await server.get("/v1/me/profile", me.headers)).status, 404);
});

test("its texts stand in no file as they are", async () => {
  const me = await newcomer(server);
  await put(server, me, profile);
  for (const end of ["", "-wal", ".snapshot"]) assert.equal(readFileSync(server.db + end).indexOf("canary-pelican"), -1, end);
});

test("nothing is kept of children under 14", async () => {
  const me = await newcomer(server);
  const year = new Date().getUTCFullYear();
  for (const facts of [{ birth_date: `${year - 13}-01-01` }, { birth_year: year - 13 }, { birth_year: [year - 13, year - 10] }]) {
    const reply = await put(server, me, { facts });
    assert.equal(reply.status, 422, reply.text);
    assert.deepEqual(reply.json.errors.map((e) => [e.code, e.pointer]), [["too-young", `/facts/${Object.keys(facts)[0]}`]]);
  }
  const patch = await server.ask("PATCH", "/v1/me/profile", { body: JSON.stringify({ facts: { birth_year: year - 12 } }), headers: { "content-type": "application/json", ...me.headers } });
  assert.equal(patch.status, 422, patch.text);
  assert.equal((await put(server, me, { facts: { birth_date: `${year - 14}-01-01` } })).status, 200);
  assert.equal((await put(server, me, { facts: { birth_year: year - 14 } })).status, 200);
});

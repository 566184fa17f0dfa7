/* GET /v1/admin/audit: page by page, for administrators alone. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { administrator } from "../support/administrators.mjs";
import { newcomer, QUICK_HASHES } from "../support/accounts.mjs";
import { startServer } from "../support/server.mjs";

let server;
let boss;
before(async () => {
  server = await startServer({ more: QUICK_HASHES });
  boss = await administrator(server);
  for (let i = 0; i < 4; i++) await administrator(server);
});
after(() => server.stop());

const get = (query = "", headers = boss.headers) => server.get(`/v1/admin/audit${query}`, headers);
const seqs = (reply) => reply.json.items.map((i) => i.seq);

test("pages follow one another, newest last, without a gap", async () => {
  const first = await get("?limit=2");
  assert.deepEqual(seqs(first), [1, 2]);
  const second = await get(`?limit=2&cursor=${first.json.next}`);
  assert.deepEqual(seqs(second), [3, 4]);
  const last = await get(`?limit=2&cursor=${second.json.next}`);
  assert.deepEqual(seqs(last), [5]);
  assert.equal(last.json.next, null);
  assert.deepEqual(seqs(await get()), [1, 2, 3, 4, 5]);
});

test("one thing alone can be asked for", async () => {
  const { id } = (await server.get("/v1/me", boss.headers)).json;
  const reply = await get(`?object=${id}`);
  assert.deepEqual(reply.json.items.map((i) => i.object), [id]);
  assert.deepEqual((await get("?object=nothing")).json.items, []);
});

test("a cursor is of use for the list and the caller that it was given to", async () => {
  const { next } = (await get("?limit=2")).json;
  const other = await administrator(server);
  for (const reply of [
    await get(`?limit=2&object=x&cursor=${next}`),
    await get(`?limit=2&cursor=${next}`, other.headers),
    await get(`?limit=2&cursor=${next.slice(0, -2)}`),
    await get("?cursor=hello"),
  ]) {
    assert.equal(reply.status, 400, reply.text);
    assert.deepEqual(reply.json.errors.map((e) => [e.code, e.parameter]), [["cursor", "cursor"]]);
  }
  assert.equal((await get(`?limit=1&cursor=${next}`)).status, 200, "another limit goes on from there");
});

for (const query of ["?limit=0", "?limit=101", "?limit=x", "?limit=1&limit=2", "?more=1", "?lang=fr"])
  test(`${query} is refused`, async () => assert.equal((await get(query)).status, 422));

test("it is for administrators", async () => {
  assert.equal((await get("", {})).status, 401);
  for (const role of ["seeker", "poster"]) assert.equal((await get("", (await newcomer(server, { role })).headers)).status, 403);
});

/* GET /v1/organisations/{id}/webhooks */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newcomer, QUICK_HASHES } from "../support/accounts.mjs";
import { letterBox } from "../support/letters.mjs";
import { makeOwner } from "../support/record.mjs";
import { startServer } from "../support/server.mjs";

const PATH = "/v1/organisations/acme/webhooks";
let server;
let owner;

before(async () => {
  server = await startServer({ more: [...QUICK_HASHES, ...letterBox().more] });
  owner = await newcomer(server, { role: "poster" });
  await makeOwner(server, owner.headers, "acme");
});
after(() => server.stop());

test("an organisation without any has an empty list", async () => {
  assert.deepEqual((await server.get(PATH, owner.headers)).json, { items: [], next: null });
});

test("those that were made are listed page by page, each once", async () => {
  const made = new Set();
  for (let i = 0; i < 3; i++) {
    const reply = await server.post(PATH, { url: `https://x.example/${i}`, events: ["opening.closed"] }, owner.headers);
    made.add(reply.json.id);
  }
  const first = (await server.get(`${PATH}?limit=2`, owner.headers)).json;
  assert.equal(first.items.length, 2);
  const second = (await server.get(`${PATH}?limit=2&cursor=${first.next}`, owner.headers)).json;
  assert.equal(second.next, null);
  assert.deepEqual(new Set([...first.items, ...second.items].map((w) => w.id)), made);
});

test("a cursor of another list is refused", async () => {
  assert.equal((await server.get(`${PATH}?cursor=abc`, owner.headers)).status, 400);
});

test("of an organisation that is another's there is nothing to see", async () => {
  const stranger = await newcomer(server, { role: "poster" });
  assert.equal((await server.get(PATH, stranger.headers)).status, 404);
  assert.equal((await server.get("/v1/organisations/none/webhooks", owner.headers)).status, 404);
});

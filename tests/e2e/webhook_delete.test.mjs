/* DELETE /v1/organisations/{id}/webhooks/{webhook} */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newcomer, QUICK_HASHES } from "../support/accounts.mjs";
import { letterBox } from "../support/letters.mjs";
import { inRecord, makeOwner } from "../support/record.mjs";
import { startServer } from "../support/server.mjs";

const path = (organisation) => `/v1/organisations/${organisation}/webhooks`;
let server;
let ann;
let ben;
let webhook;

before(async () => {
  server = await startServer({ more: [...QUICK_HASHES, ...letterBox().more] });
  ann = await newcomer(server, { role: "poster" });
  ben = await newcomer(server, { role: "poster" });
  await makeOwner(server, ann.headers, "acme");
  await makeOwner(server, ben.headers, "bolt");
  webhook = (await server.post(path("acme"), { url: "https://x.example/", events: ["opening.closed"] }, ann.headers)).json.id;
});
after(() => server.stop());

test("nobody removes another organisation's, not even through their own", async () => {
  assert.equal((await server.ask("DELETE", `${path("bolt")}/${webhook}`, { headers: ben.headers })).status, 404);
  assert.equal((await server.ask("DELETE", `${path("acme")}/${webhook}`, { headers: ben.headers })).status, 404);
  assert.equal((await server.get(path("acme"), ann.headers)).json.items.length, 1);
});

test("its owner removes it once, and that is in the audit", async () => {
  const remove = () => server.ask("DELETE", `${path("acme")}/${webhook}`, { headers: ann.headers });
  assert.equal((await remove()).status, 204);
  assert.equal((await remove()).status, 404);
  assert.deepEqual((await server.get(path("acme"), ann.headers)).json.items, []);
  assert.deepEqual(inRecord(server.db, "SELECT action, object, detail FROM audit WHERE action = 'webhook.removed'"), [["webhook.removed", "acme", webhook]]);
});

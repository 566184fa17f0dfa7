/* GET /v1/admin/imports/{import}: the golden cohort of many thousand lines. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import test, { after, before } from "node:test";
import { administrator, deskServer, onlyAdministrators, send } from "../support/desk.mjs";
import { eventually, ROOT } from "../support/server.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

test("a long history is read and written while others are answered; its progress only grows", async () => {
  const admin = await administrator(server);
  const body = readFileSync(path.join(ROOT, "tests/support/golden.ndjson"), "utf8").split("\n").slice(0, 6000).join("\n");
  const reply = await server.ask("POST", "/v1/admin/imports", { body, headers: { "content-type": "application/x-ndjson", ...admin.headers } });
  assert.equal(reply.status, 202, reply.text);
  let last = -1;
  const done = await eventually(async () => {
    const { status, json } = await send(server, "GET", reply.headers.location, admin);
    assert.equal(status, 200);
    assert.ok(json.progress.put >= last);
    last = json.progress.put;
    assert.equal((await send(server, "PATCH", "/v1/me", admin, { lang: "pt" })).status, 200);
    return json.ended ? json : null;
  }, "the end of it", 120000);
  assert.equal(done.state, "active", JSON.stringify(done.errors));
  assert.equal(done.progress.put, done.progress.read);
});

test("one that is not there is 404, and to others than administrators nothing is", async () => {
  assert.equal((await send(server, "GET", "/v1/admin/imports/none", await administrator(server))).status, 404);
  await onlyAdministrators(server, "GET", "/v1/admin/imports/none");
});

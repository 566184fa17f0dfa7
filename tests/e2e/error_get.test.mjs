/* GET /errors/{slug}. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import test, { after, before } from "node:test";
import { ROOT, startServer } from "../support/server.mjs";

let server;
before(async () => (server = await startServer()));
after(() => server.stop());

const table = readFileSync(path.join(ROOT, "src/base/errors.def"), "utf8");
const errors = [...table.matchAll(/^ERR\(\w+,\s*(\d+),\s*"([^"]+)",\s*"([^"]+)"/gm)];

test("every slug of errors.def has a page that says its title and status", async () => {
  assert.ok(errors.length >= 20);
  for (const [, status, slug, title] of errors) {
    const reply = await server.get(`/errors/${slug}`);
    assert.equal(reply.status, 200, slug);
    assert.match(reply.headers["content-type"], /^text\/html; charset=utf-8/);
    assert.ok(reply.text.includes(title), slug);
    assert.ok(reply.text.includes(status), slug);
    assert.match(reply.text, /^<!doctype html>/i);
  }
});

test("the type of a problem leads to its page", async () => {
  for (const target of ["/v1/openings?limit=0", "/v1/openings/no-such", "/v1/openings?cursor=x"]) {
    const { type } = (await server.get(target)).json;
    assert.equal((await server.get(type)).status, 200, target);
  }
});

test("an unknown slug is 404, and what was typed is never in the page", async () => {
  for (const slug of ["nothing", "ok", "%3Cscript%3E", "malformed%00", "Malformed", "malformed."]) {
    const reply = await server.get(`/errors/${slug}`);
    assert.ok([400, 404].includes(reply.status), `${slug}: ${reply.status}`);
    assert.ok(!reply.text.includes("<script>"));
  }
});

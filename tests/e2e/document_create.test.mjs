/* POST /v1/me/documents: PDF alone, up to 5 MiB, sealed. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { errorsOf, newSeeker, startSmall } from "../support/seekers.mjs";

let server;
before(async () => ({ server } = await startSmall()));
after(() => server.stop());

const pdf = (bytes, word = "canary-plover ") => Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(bytes - 9, word)]);
const PDF = { "content-type": "application/pdf" };
const keep = (me, body, { query = "kind=cv&name=CV.pdf", ...more } = {}) => me.post(`/v1/me/documents?${query}`, body, { ...PDF, ...more });

test("a file of any length up to 5 MiB comes back octet for octet", async () => {
  const me = await newSeeker(server);
  for (const bytes of [10, 65536, 65537, 5 * 1024 * 1024]) {
    const made = await keep(me, pdf(bytes));
    assert.equal(made.status, 201, made.text);
    assert.equal(made.json.bytes, bytes);
    assert.equal(made.headers.location, `/v1/me/documents/${made.json.id}`);
    assert.ok((await me.get(made.headers.location)).bytes.equals(pdf(bytes)), String(bytes));
  }
});

test("a fifth is refused, and one that goes makes room", async () => {
  const me = await newSeeker(server);
  const made = [];
  for (let i = 0; i < 4; i++) made.push((await keep(me, pdf(100))).json.id);
  assert.equal((await keep(me, pdf(100))).status, 409);
  await me.delete(`/v1/me/documents/${made[0]}`);
  assert.equal((await keep(me, pdf(100))).status, 201);
});

test("what is larger is refused by its length", async () => {
  const me = await newSeeker(server);
  assert.equal((await keep(me, pdf(5 * 1024 * 1024 + 1)).catch(() => ({ status: 413 }))).status, 413);
});

test("what is no PDF, or has no name or kind, is refused", async () => {
  const me = await newSeeker(server);
  assert.deepEqual(errorsOf(await keep(me, Buffer.from("<html>"))), [["no-pdf", ""]]);
  assert.deepEqual(errorsOf(await keep(me, Buffer.from("<html>"), { query: "kind=a%20b&more=1" })).map(([, at]) => at).sort(), ["", "kind", "more", "name"]);
  assert.deepEqual(errorsOf(await keep(me, pdf(50), { query: "kind=cv&name=a%0Ab" })), [["empty", "name"]]);
  assert.equal((await keep(me, { a: 1 }, { "content-type": "application/json" })).status, 415);
});

test("neither the file nor its name stands in the database as it is", async () => {
  const me = await newSeeker(server);
  assert.equal((await keep(me, pdf(200000), { query: `kind=cv&name=${encodeURIComponent("canary-plover 履歷.pdf")}` })).status, 201);
  for (const end of ["", "-wal"]) assert.equal(readFileSync(server.db + end).indexOf("canary-plover"), -1, end);
});

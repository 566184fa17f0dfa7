/* PUT /v1/me/contact: sealed, replaced by version, beside the profile. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { errorsOf, newSeeker, startSmall } from "../support/seekers.mjs";

let server;
before(async () => ({ server } = await startSmall()));
after(() => server.stop());

const contact = { name: "陳大文 canary-heron", phone: "+852 5555 0000", whatsapp: "+852 5555 0000", wechat: "taiman", other: "after six" };

test("what is put is read again, and the profile stays", async () => {
  const me = await newSeeker(server);
  await me.put("/v1/me/profile", { facts: { birth_year: 2000 } });
  assert.deepEqual((await me.put("/v1/me/contact", contact)).json, contact);
  assert.deepEqual((await me.get("/v1/me/contact")).json, contact);
  await me.put("/v1/me/profile", { facts: { birth_year: 2001 } });
  assert.deepEqual((await me.get("/v1/me/contact")).json, contact);
  assert.deepEqual((await me.get("/v1/me/profile")).json.facts, { birth_year: 2001 });
});

test("only the version that was read is replaced", async () => {
  const me = await newSeeker(server);
  const { etag } = (await me.put("/v1/me/contact", contact)).headers;
  assert.equal((await me.put("/v1/me/contact", { name: "A" }, { "if-match": etag })).status, 200);
  assert.equal((await me.put("/v1/me/contact", { name: "B" }, { "if-match": etag })).status, 412);
});

test("what is too long or unknown is refused with its pointer", async () => {
  const me = await newSeeker(server);
  const reply = await me.put("/v1/me/contact", { name: "x".repeat(201), phone: 5, fax: "1" });
  assert.deepEqual(errorsOf(reply).map(([, at]) => at).sort(), ["/fax", "/name", "/phone"]);
});

test("it stands in no file as it is", async () => {
  const me = await newSeeker(server);
  await me.put("/v1/me/contact", contact);
  for (const end of ["", "-wal"]) assert.equal(readFileSync(server.db + end).indexOf("canary-heron"), -1, end);
});

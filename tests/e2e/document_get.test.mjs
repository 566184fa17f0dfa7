/* GET /v1/me/documents/{id}: a file to be saved, its owner's alone. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newSeeker, startSmall } from "../support/seekers.mjs";

let server;
before(async () => ({ server } = await startSmall()));
after(() => server.stop());

const keep = (me, name) =>
  me.post(`/v1/me/documents?kind=cv&name=${encodeURIComponent(name)}`, Buffer.from("%PDF-1.4 x"), { "content-type": "application/pdf" });

test("it is never shown inline", async () => {
  const me = await newSeeker(server);
  const { id } = (await keep(me, '履歷 "1".pdf')).json;
  const reply = await me.get(`/v1/me/documents/${id}`);
  assert.equal(reply.headers["content-type"], "application/pdf");
  assert.equal(reply.headers["content-disposition"], "attachment; filename=\"document.pdf\"; filename*=UTF-8''%E5%B1%A5%E6%AD%B7%20%221%22.pdf");
  assert.equal(reply.headers["x-content-type-options"], "nosniff");
  assert.match(reply.headers["cache-control"], /no-store/);
});

test("another one's is not there", async () => {
  const [me, other] = [await newSeeker(server), await newSeeker(server)];
  const { id } = (await keep(me, "a.pdf")).json;
  assert.equal((await other.get(`/v1/me/documents/${id}`)).status, 404);
  assert.equal((await me.get("/v1/me/documents/none")).status, 404);
});

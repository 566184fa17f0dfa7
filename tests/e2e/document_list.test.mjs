/* GET /v1/me/documents: what is kept, by name. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newSeeker, startSmall } from "../support/seekers.mjs";

let server;
before(async () => ({ server } = await startSmall()));
after(() => server.stop());

test("one's own papers, page by page", async () => {
  const [me, other] = [await newSeeker(server), await newSeeker(server)];
  const names = ["履歷.pdf", "Degree.pdf", "Carta.pdf"];
  for (const name of names)
    await me.post(`/v1/me/documents?kind=cv&name=${encodeURIComponent(name)}`, Buffer.from("%PDF-1.4 x"), { "content-type": "application/pdf" });
  const first = await me.get("/v1/me/documents?limit=2");
  const second = await me.get(`/v1/me/documents?limit=2&cursor=${encodeURIComponent(first.json.next)}`);
  const all = [...first.json.items, ...second.json.items];
  assert.deepEqual(all.map((d) => d.name).sort(), [...names].sort());
  assert.deepEqual(all.map((d) => [d.kind, d.bytes, d.application]), Array(3).fill(["cv", 10, null]));
  assert.equal(second.json.next, null);
  assert.deepEqual((await other.get("/v1/me/documents")).json.items, []);
});

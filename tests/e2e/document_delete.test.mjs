/* DELETE /v1/me/documents/{id}. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newSeeker, startSmall } from "../support/seekers.mjs";

let server;
before(async () => ({ server } = await startSmall()));
after(() => server.stop());

test("a paper goes, by its owner alone", async () => {
  const [me, other] = [await newSeeker(server), await newSeeker(server)];
  const made = await me.post("/v1/me/documents?kind=cv&name=a", Buffer.from("%PDF-1.4 x"), { "content-type": "application/pdf" });
  const path = `/v1/me/documents/${made.json.id}`;
  assert.equal((await other.delete(path)).status, 404);
  assert.equal((await me.get(path)).status, 200);
  assert.equal((await me.delete(path)).status, 204);
  assert.equal((await me.delete(path)).status, 404);
  assert.equal((await me.get(path)).status, 404);
});

/* GET /v1/me/trackers: one's own, page by page. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newSeeker, startSmall } from "../support/seekers.mjs";

let server;
before(async () => ({ server } = await startSmall()));
after(() => server.stop());

test("a parameter that is not known is refused", async () => {
  const me = await newSeeker(server);
  const { status, json } = await me.get("/v1/me/trackers?order=up");
  assert.deepEqual([status, json.errors.map((e) => [e.code, e.parameter])], [422, [["unknown-parameter", "order"]]]);
});

test("one's own alone, in order of opening", async () => {
  const [me, other] = [await newSeeker(server), await newSeeker(server)];
  for (const id of ["two", "one"]) await me.put(`/v1/me/trackers/${id}`, { state: "saved", note: id });
  const first = await me.get("/v1/me/trackers?limit=1");
  const second = await me.get(`/v1/me/trackers?limit=1&cursor=${encodeURIComponent(first.json.next)}`);
  assert.deepEqual([...first.json.items, ...second.json.items].map((t) => [t.opening, t.note]), [["one", "one"], ["two", "two"]]);
  assert.deepEqual((await other.get("/v1/me/trackers")).json.items, []);
});

/* POST /v1/me/notices/seen: up to what was shown, or all. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { sql } from "../support/database.mjs";
import { errorsOf, newSeeker, startSmall } from "../support/seekers.mjs";

let server;
before(async () => ({ server } = await startSmall()));
after(() => server.stop());

test("what came after the one that was shown stays new", async () => {
  const [me, other] = [await newSeeker(server), await newSeeker(server)];
  const { id } = (await me.get("/v1/me")).json;
  const rows = [1, 2, 3].map((n) => `('s${n}', '${id}', 'application.seen', 'x', ${n}00000000, 0)`).join(", ");
  sql(server.db, `INSERT INTO notice VALUES ${rows}`);
  assert.deepEqual((await me.post("/v1/me/notices/seen", { up_to: "s2" })).json, { unseen: 1 });
  assert.deepEqual((await me.get("/v1/me/notices")).json.items.map((n) => n.seen !== null), [false, true, true]);
  assert.deepEqual(errorsOf(await other.post("/v1/me/notices/seen", { up_to: "s3" })), [["unknown-id", "/up_to"]]);
  assert.deepEqual((await me.post("/v1/me/notices/seen", {})).json, { unseen: 0 });
});

/* GET /v1/me/notices: what the account was told, newest first. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { sql } from "../support/database.mjs";
import { newSeeker, startSmall } from "../support/seekers.mjs";

let server;
before(async () => ({ server } = await startSmall()));
after(() => server.stop());

/* Rows as they are written with their cause. */
function tell(db, account, notices) {
  const rows = notices.map(([id, at]) => `('${id}', '${account}', 'application.seen', 'a-${id}', ${at}000000, 0)`).join(", ");
  sql(db, `INSERT INTO notice VALUES ${rows}`);
}

test("nothing was told to who is new", async () => {
  const me = await newSeeker(server);
  assert.deepEqual((await me.get("/v1/me/notices")).json, { unseen: 0, items: [], next: null });
});

test("the newest comes first, page by page, one's own alone", async () => {
  const [me, other] = [await newSeeker(server), await newSeeker(server)];
  tell(server.db, (await me.get("/v1/me")).json.id, [["n1", 100], ["n3", 300], ["n2", 200]]);
  const first = await me.get("/v1/me/notices?limit=2");
  assert.equal(first.json.unseen, 3);
  const rest = await me.get(`/v1/me/notices?limit=2&cursor=${encodeURIComponent(first.json.next)}`);
  assert.deepEqual([...first.json.items, ...rest.json.items].map((n) => [n.id, n.object, n.seen]), [["n3", "a-n3", null], ["n2", "a-n2", null], ["n1", "a-n1", null]]);
  assert.equal((await other.get("/v1/me/notices")).json.unseen, 0);
});

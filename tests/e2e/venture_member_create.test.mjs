/* POST /v1/me/ventures/{id}/members: asks by letter. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { lettersTo } from "../support/letters.mjs";
import { errorsOf, newConfirmed, newSeeker, startSmall } from "../support/seekers.mjs";

let server, box;
before(async () => ({ server, box } = await startSmall()));
after(() => server.stop());

const asks = (who, id, body) => who.post(`/v1/me/ventures/${id}/members`, { email: "friend@example.org", role: "designer", ...body });

test("a letter in the language that was asked for names venture, role and link", async () => {
  const me = await newConfirmed(server, box);
  const { id } = (await me.post("/v1/me/ventures", { name: "Harbour Robots" })).json;
  assert.equal((await asks(me, id, { email: "hans@example.org", lang: "zh-Hans", equity: 12.5 })).status, 202);
  const [letter] = await lettersTo(box.folder, "hans@example.org");
  assert.match(letter.subject, /邀请/);
  for (const word of ["Harbour Robots", "designer", "token=bi_"]) assert.ok(letter.body.includes(word), word);
});

test("only its lead asks, with an address that was confirmed", async () => {
  const [me, other] = [await newSeeker(server), await newConfirmed(server, box)];
  const { id } = (await me.post("/v1/me/ventures", { name: "Mine" })).json;
  const reply = await asks(me, id);
  assert.deepEqual([reply.status, reply.json.type], [403, "/errors/unconfirmed"]);
  assert.equal((await asks(other, id)).status, 404);
});

test("what does not fit is refused with its pointer", async () => {
  const me = await newConfirmed(server, box);
  const { id } = (await me.post("/v1/me/ventures", { name: "Mine" })).json;
  assert.deepEqual(errorsOf(await asks(me, id, { email: "nobody", role: "", equity: 101 })).map(([, at]) => at).sort().slice(0, 2), ["/email", "/role"]);
  assert.deepEqual(errorsOf(await asks(me, id, { equity: 101 })), [["range", "/equity"]]);
});

test("neither role nor token stands in the database as it is", async () => {
  const me = await newConfirmed(server, box);
  const { id } = (await me.post("/v1/me/ventures", { name: "Mine" })).json;
  await asks(me, id, { email: "quiet@example.org", role: "canary-stilt" });
  for (const end of ["", "-wal"])
    for (const word of ["canary-stilt", "bi_"]) assert.equal(readFileSync(server.db + end).indexOf(word), -1, word);
});

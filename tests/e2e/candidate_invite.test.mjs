/* POST /v1/openings/{id}/invitations: a letter to somebody whose name stays unknown. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { consent, member, seeker, send, startApplying } from "../support/applying.mjs";
import { letterBox, lettersSoFar, lettersTo } from "../support/letters.mjs";

const box = letterBox();
let server, acme, borough;
before(async () => ({ server, acme, borough } = await startApplying({ more: [...box.more, "--set", "quota.invitations=2"] })));
after(() => server.stop());

const invite = (who, body, id = "tester") => send(server, "POST", `/v1/openings/${id}/invitations`, who, body);
const ids = async () => (await server.get("/v1/openings/tester/candidates", acme.headers)).json.items.map((i) => i.id);

async function candidate() {
  const known = await ids();
  const who = await seeker(server);
  consent(server, who, "posters");
  return { who, id: (await ids()).find((i) => !known.includes(i)) };
}

test("a candidate is invited once, by a letter in their language", async () => {
  const { who, id } = await candidate();
  const reply = await invite(acme, { candidate: id, note: "Come and see us." });
  assert.equal(reply.status, 204, reply.text);
  const [letter] = await lettersTo(box.folder, who.email, { subject: /invited to apply: Tester/ });
  assert.match(letter.body, /Come and see us\./);
  assert.match(letter.body, /^House acme saw your profile/m);
  assert.match(letter.body, /#\/openings\/tester/);
  assert.equal((await invite(acme, { candidate: id })).status, 409);
});

test("a name of another list, or of who withdrew, is nobody", async () => {
  const { who, id } = await candidate();
  assert.equal((await invite(acme, { candidate: id }, "graduates")).json.errors[0].pointer, "/candidate");
  consent(server, who, "posters", { given: 0 });
  assert.equal((await invite(acme, { candidate: id })).status, 422);
  assert.equal(lettersSoFar(box.folder, who.email).filter((l) => /invited/.test(l.subject)).length, 0);
});

test("it is for editors, and so many a day", async () => {
  const { id } = await candidate();
  assert.equal((await invite(await member(server, "acme", "reviewer"), { candidate: id })).status, 403);
  assert.equal((await invite(borough, { candidate: id })).status, 404);
  assert.equal((await invite(acme, { candidate: id })).status, 204);
  assert.equal((await invite(acme, { candidate: (await candidate()).id })).status, 429);
});

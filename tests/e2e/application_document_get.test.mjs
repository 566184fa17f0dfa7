/* GET /v1/applications/{id}/documents/{document}: a given paper, for members, and the chain says who looked. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { applied, member, seeker, startApplying } from "../support/applying.mjs";
import { inRecord } from "../support/record.mjs";

const paper = Buffer.from("%PDF-1.7 canary-plover");
let server, acme, borough, me, id, given, kept;
before(async () => {
  ({ server, acme, borough } = await startApplying());
  me = await seeker(server);
  const put = async (name) =>
    (await server.ask("POST", `/v1/me/documents?kind=cv&name=${name}`, { body: paper, headers: { "content-type": "application/pdf", ...me.headers } })).json.id;
  [given, kept] = [await put("a"), await put("b")];
  id = await applied(server, me, "tester", { documents: [given] });
});
after(() => server.stop());

const get = (who, document, application = id) => server.get(`/v1/applications/${application}/documents/${document}`, who.headers);

test("members read the paper as it was, as a file, and it is written down", async () => {
  for (const who of [acme, await member(server, "acme", "reviewer")]) {
    const reply = await get(who, given);
    assert.equal(reply.status, 200, reply.text);
    assert.deepEqual(reply.bytes, paper);
    assert.match(reply.headers["content-disposition"], /^attachment/);
    assert.equal(inRecord(server.db, ["SELECT count(*) FROM audit WHERE actor = ? AND action = 'document.read' AND object = ?", who.id, given])[0][0], 1);
  }
});

test("the same paper may be given twice, and is listed with each", async () => {
  const second = await applied(server, me, "graduates", { documents: [given] });
  assert.equal((await get(acme, given, second)).status, 200);
  for (const one of [id, second]) {
    const { documents } = (await server.get(`/v1/applications/${one}`, acme.headers)).json;
    assert.deepEqual(documents, [{ id: given, kind: "cv", bytes: paper.length }]);
  }
});

test("a paper that was not given, and another's application, are not there", async () => {
  assert.equal((await get(acme, kept)).status, 404);
  assert.equal((await get(borough, given)).status, 404);
  assert.equal((await get(me, given)).status, 404);
  const other = await applied(server, await seeker(server), "tester");
  assert.equal((await get(acme, given, other)).status, 404);
});

test("what its owner removes is gone", async () => {
  assert.equal((await server.ask("DELETE", `/v1/me/documents/${given}`, { headers: me.headers })).status, 204);
  assert.equal((await get(acme, given)).status, 404);
});

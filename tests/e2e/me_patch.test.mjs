/* PATCH /v1/me: the language of letters. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newcomer, QUICK_HASHES } from "../support/accounts.mjs";
import { letterBox, lettersTo } from "../support/letters.mjs";
import { startServer } from "../support/server.mjs";

const box = letterBox();
let server;
before(async () => (server = await startServer({ more: [...QUICK_HASHES, ...box.more] })));
after(() => server.stop());

const patch = (headers, body) =>
  server.ask("PATCH", "/v1/me", { body: JSON.stringify(body), headers: { "content-type": "application/json", ...headers } });

test("the next letter is in the new language", async () => {
  const { email, headers } = await newcomer(server, { lang: "en" });
  const reply = await patch(headers, { lang: "pt" });
  assert.equal(reply.status, 200, reply.text);
  assert.equal(reply.json.lang, "pt");
  assert.equal((await server.get("/v1/me", headers)).json.lang, "pt");
  await server.ask("POST", "/v1/me/verification", { headers });
  await lettersTo(box.folder, email, { subject: /Confirme o seu/ });
});

for (const [why, body, pointer] of [
  ["a language that is not ours", { lang: "fr" }, "/lang"],
  ["a role", { lang: "en", role: "administrator" }, "/role"],
  ["nothing", {}, ""],
])
  test(`${why} is refused`, async () => {
    const { headers } = await newcomer(server);
    const reply = await patch(headers, body);
    assert.equal(reply.status, 422, reply.text);
    assert.equal(reply.json.errors[0].pointer, pointer);
  });

test("without a login there is nothing to change", async () => {
  assert.equal((await patch({}, { lang: "pt" })).status, 401);
});

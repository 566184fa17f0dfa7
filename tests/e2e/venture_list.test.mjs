/* GET /v1/me/ventures: those that one leads, and those that one joined. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { tokenTo } from "../support/letters.mjs";
import { newConfirmed, newSeeker, startSmall } from "../support/seekers.mjs";

let server, box;
before(async () => ({ server, box } = await startSmall()));
after(() => server.stop());

test("led ones come first, then those that were joined; others are not there", async () => {
  const [lead, me, stranger] = [await newConfirmed(server, box), await newSeeker(server), await newSeeker(server)];
  const { id } = (await lead.post("/v1/me/ventures", { name: "Theirs" })).json;
  await me.post("/v1/me/ventures", { name: "Mine" });
  await lead.post(`/v1/me/ventures/${id}/members`, { email: "ask.me@example.org", role: "cto" });
  await me.post("/v1/ventures/join", { token: await tokenTo(box.folder, "ask.me@example.org", /venture/) });
  const { json } = await me.get("/v1/me/ventures");
  assert.deepEqual(json.items.map((v) => [v.name, v.is_led]), [["Mine", true], ["Theirs", false]]);
  assert.deepEqual((await stranger.get("/v1/me/ventures")).json.items, []);
});

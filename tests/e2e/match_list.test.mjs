/* GET /v1/me/matches: as POST /v1/match with the profile that is kept. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newcomer, QUICK_HASHES } from "../support/accounts.mjs";
import { askerOf, errorsOf } from "../support/seekers.mjs";
import { startServer } from "../support/server.mjs";

let server;
before(async () => (server = await startServer({ more: QUICK_HASHES })));
after(() => server.stop());

const profile = {
  facts: { birth_year: 2000, education: "bachelor", residency: ["hk_permanent"], graduation_year: 2023 },
  texts: { headline: "Software tester", skills: ["python"] },
  wishes: { kinds: ["job"], places: ["shenzhen"] },
};
const venture = { name: "Harbour Robots", facts: { venture_stage: "early", company_registered_in: ["hong-kong"] } };
const seeker = async () => askerOf(server, await newcomer(server));
const ids = (reply) => reply.json.items.map((i) => i.opening.id);

test("the answer is that of POST /v1/match, with words and filters", async () => {
  const me = await seeker();
  await me.put("/v1/me/profile", profile);
  const mine = await me.get("/v1/me/matches?q=software&kind=job,internship&limit=7&lang=pt&as_of=2026-11-25");
  const sent = await server.post("/v1/match", { profile, q: "software", filters: { kind: ["job", "internship"] }, limit: 7, lang: "pt", as_of: "2026-11-25" });
  assert.equal(mine.status, 200, mine.text);
  const { next: a, ...one } = mine.json;
  const { next: b, ...other } = sent.json;
  assert.deepEqual(one, other);
  assert.equal(typeof a, typeof b);
});

test("pages go on, and a cursor is of its own list alone", async () => {
  const me = await seeker();
  await me.put("/v1/me/profile", profile);
  const all = await me.get("/v1/me/matches?limit=10");
  const first = await me.get("/v1/me/matches?limit=5");
  const second = await me.get(`/v1/me/matches?limit=5&cursor=${encodeURIComponent(first.json.next)}`);
  assert.deepEqual([...ids(first), ...ids(second)], ids(all));
  assert.equal((await me.get(`/v1/me/matches?q=x&cursor=${encodeURIComponent(first.json.next)}`)).status, 400);
});

test("a venture of one's own counts, a stranger's is not there", async () => {
  const [me, other] = [await seeker(), await seeker()];
  await me.put("/v1/me/profile", profile);
  await other.put("/v1/me/profile", profile);
  const { id } = (await me.post("/v1/me/ventures", venture)).json;
  const mine = await me.get(`/v1/me/matches?venture=${id}`);
  const { name, ...sent } = venture;
  assert.deepEqual(mine.json.counts, (await server.post("/v1/match", { profile, venture: sent })).json.counts);
  assert.notDeepEqual(mine.json.counts, (await me.get("/v1/me/matches")).json.counts);
  assert.equal((await other.get(`/v1/me/matches?venture=${id}`)).status, 404);
  assert.equal(name, "Harbour Robots");
});

test("without a profile it is 404, with a parameter nobody knows 422", async () => {
  const me = await seeker();
  assert.equal((await me.get("/v1/me/matches")).status, 404);
  await me.put("/v1/me/profile", profile);
  const bad = await me.get("/v1/me/matches?kind=gig&colour=red&limit=1000");
  assert.deepEqual(errorsOf(bad).map(([, at]) => at).sort(), ["colour", "kind", "limit"]);
});

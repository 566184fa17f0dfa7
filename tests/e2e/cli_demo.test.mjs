/* baybridge demo: a database of people who are made up, and what each role sees of it. */
import assert from "node:assert/strict";
import path from "node:path";
import test, { after, before } from "node:test";
import { QUICK_HASHES, signIn } from "../support/accounts.mjs";
import { baybridge, openToServer, serve, temporaryFolder } from "../support/server.mjs";

const db = path.join(temporaryFolder(), "demo.db");
const demo = () => baybridge(["demo", "--db", db, ...QUICK_HASHES]);
let server, password;
const as = async (role) => (await signIn(server, `${role}@example.org`, { password })).headers;

before(async () => {
  const run = demo();
  assert.equal(run.status, 0, run.stderr);
  password = run.stdout.match(/^ +password +(\S+)/m)[1];
  openToServer(db);
  server = await serve(db, { more: QUICK_HASHES });
});
after(() => server?.stop());

test("it is refused where there are accounts", () => {
  const run = demo();
  assert.equal(run.status, 1);
  assert.match(run.stderr, /has accounts/);
});

test("every opening and organisation that it makes is labelled in four languages", async () => {
  const { json } = await server.get("/v1/openings?organisation=demo-harbour-robotics");
  assert.equal(json.total, 3);
  for (const { title } of json.items) {
    assert.match(title.en, /^Synthetic: /);
    assert.match(title["zh-Hant"], /^模擬資料：/);
    assert.match(title["zh-Hans"], /^模拟数据：/);
    assert.match(title.pt, /^Fictício: /);
  }
});

test("the golden cohort is among it", async () => {
  const { status } = await server.get("/v1/openings/golden-1");
  assert.ok([200, 410].includes(status));
});

test("the seeker has a profile, matches and applications", async () => {
  const headers = await as("seeker");
  const profile = await server.get("/v1/me/profile", headers);
  assert.ok(profile.json.facts.birth_year > 1980);
  const matches = await server.get("/v1/me/matches?lang=en", headers);
  assert.equal(matches.status, 200, matches.text);
  assert.ok(matches.json.items.length > 0);
  const applications = await server.get("/v1/me/applications", headers);
  assert.ok(applications.json.items.length > 1);
});

test("the poster sees applications of the organisation, and candidates who agreed", async () => {
  const headers = await as("poster");
  const { json } = await server.get("/v1/me/organisations", headers);
  assert.equal(json.items.length, 1);
  assert.equal(json.items[0].id ?? json.items[0].organisation?.id, "demo-harbour-robotics");
  const openings = await server.get("/v1/organisations/demo-harbour-robotics/openings", headers);
  assert.ok(openings.json.items.length >= 3, openings.text);
  const received = await server.get("/v1/openings/demo-robotics-intern/applications", headers);
  assert.ok(received.json.items.length > 3, received.text);
  assert.doesNotMatch(received.text, /synthetic\d+@example\.org/);
  const candidates = await server.get("/v1/openings/demo-robotics-intern/candidates", headers);
  assert.equal(candidates.status, 200, candidates.text);
  assert.ok(candidates.json.items.length > 3);
});

test("the administrator reads the audit chain", async () => {
  const { status, json } = await server.get("/v1/admin/audit", await as("administrator"));
  assert.equal(status, 200);
  assert.ok(json.items.some((i) => i.action === "account.created"));
});

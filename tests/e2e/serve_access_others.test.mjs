/*
 * Every row of routes.def that names a thing, against things that are there and
 * somebody else's: whoever has no part in one is answered, octet for octet, as
 * if it were not there, and nothing of it changes.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import test, { after, before } from "node:test";
import { administrator, applied, member, seeker, send, started, startApplying, walk } from "../support/applying.mjs";
import { inRecord } from "../support/record.mjs";
import { CONTRACT, exchange, ROOT } from "../support/server.mjs";

const table = readFileSync(path.join(ROOT, "api/routes.def"), "utf8");
const routes = [...table.matchAll(/^ROUTE\((\w+),\s*"([^"]+)",\s*(\w+),\s*(\w+),\s*(\w+),/gm)].map(([, method, target, name, who, right]) => ({ method, target, name, who, right }));
const named = routes.filter((r) => r.who !== "ANYONE" && r.who !== "ADMINISTRATOR" && r.target.includes("{"));
const ABSENT = "0".repeat(26);

/* Not a thing of somebody: a note of an opening that anyone may make, a switch
   against an organisation that anyone may set. */
const OPEN_TO_ALL = ["tracker_put", "tracker_delete", "hidden_put", "hidden_delete", "application_create"];

/* What a handler would take. */
const bodies = {
  application_move: { to: "withdrawn", reason: "study" },
  score_put: { score: 1 },
  slot_create: { starts: "2099-01-01T10:00:00Z", minutes: 30, where: "x" },
  slot_put: { state: "taken" },
  placement_event_create: { state: "ended_early", day: "2026-01-01", reason: "study" },
  placement_pay_put: { start: 1, currency: "HKD" },
  ranking_put: { applications: [] },
  member_put: { role: "reviewer" },
  invitation_create: { email: "x@example.org", role: "owner" },
  webhook_create: { url: "https://example.org/", events: ["opening.closed"] },
  organisation_patch: { website: null },
  opening_move: { state: "closed" },
  claim_create: { opening: "elsewhere", note: "x" },
  venture_put: { name: "x" },
  venture_member_create: { email: "x@example.org", role: "x" },
  search_put: { query: { q: "x" }, every: "daily" },
};

let server, acme, borough, me, things;
const others = {};

async function made(reply) {
  const it = await reply;
  assert.ok(it.status < 300, it.text);
  return it;
}

before(async () => {
  ({ server, acme, borough } = await startApplying());
  me = await seeker(server);
  others.seeker = await seeker(server);
  others.poster = borough;
  others.administrator = await administrator(server);
  const open = await applied(server, me, "strict", { declarations: ["not-employed"], answers: { why: "x" } });
  const pdf = Buffer.from("%PDF-1.7\nx");
  const paper = (await made(server.ask("POST", "/v1/me/documents?kind=cv&name=x", { body: pdf, headers: { "content-type": "application/pdf", ...me.headers } }))).json.id;
  const given = await applied(server, me, "speakers", { documents: [paper] });
  const slot = (await made(send(server, "POST", `/v1/applications/${open}/slots`, acme, bodies.slot_create))).json.id;
  await started(server, me, acme, "tester");
  const [{ id: placement }] = (await server.get("/v1/me/placements", me.headers)).json.items;
  const venture = (await made(send(server, "POST", "/v1/me/ventures", me, { name: "x", facts: {} }))).json.id;
  const search = (await made(send(server, "POST", "/v1/me/searches", me, bodies.search_put))).json.id;
  const draft = (await made(send(server, "POST", "/v1/organisations/acme/openings", acme, { status: "draft", title: { en: "x" } }))).json.id;
  const webhook = (await made(send(server, "POST", "/v1/organisations/acme/webhooks", acme, bodies.webhook_create))).json.id;
  const invitation = (await made(send(server, "POST", "/v1/organisations/acme/members", acme, bodies.invitation_create))).json.id;
  const import_ = (await made(send(server, "POST", "/v1/organisations/acme/imports", acme, [{ id: "imported", kind: "job", title: { en: "x" }, places: ["shenzhen"] }]))).headers.location.split("/").at(-1);
  const colleague = (await member(server, "acme", "reviewer")).id;
  const session = (await server.get("/v1/me/sessions", me.headers)).json.items[0].id;
  things = { open, paper, given, slot, placement, venture, search, draft, webhook, invitation, import: import_, colleague, session };
});
after(() => server.stop());

/* Of the path of a row, and a second one that belongs to the first. */
function idsOf(target) {
  const t = things;
  if (target.startsWith("/v1/organisations/")) {
    const second = target.match(/\{(\w+)\}[^{]*$/)[1];
    return ["acme", { account: t.colleague, webhook: t.webhook, invitation: t.invitation, draft: t.draft, import: t.import }[second]];
  }
  if (target.startsWith("/v1/openings/")) return ["tester"];
  if (target.startsWith("/v1/applications/")) return target.includes("{document}") ? [t.given, t.paper] : [t.open, t.slot];
  if (target.startsWith("/v1/placements/")) return [t.placement];
  const last = { documents: t.paper, ventures: t.venture, searches: t.search, sessions: t.session, organisations: "acme" };
  return [last[target.split("/")[3]], me.id];
}

function ask(route, who, ids) {
  let i = 0;
  const target = route.target.replace(/\{\w+\}/g, () => ids[i++]);
  const types = Object.keys(CONTRACT.paths[route.target][route.method.toLowerCase()].requestBody?.content ?? {});
  const body = bodies[route.name] ?? (/^(opening|draft)_/.test(route.name) ? { title: { en: "mine" } } : {});
  return types.length > 0 ? exchange(server.port, route.method, target, { body: JSON.stringify(body), headers: { "content-type": types[0], ...who.headers } }) : exchange(server.port, route.method, target, { headers: who.headers });
}

const plain = (reply) => ({ status: reply.status, ...reply.json, request: 0 });
const roleFits = (route, role) => route.who === "ACCOUNT" || route.who.toLowerCase() === role;
const hasPart = (route, role) => route.right === "PARTY" && role === "administrator";
/* Without what those who look leave behind. */
const record = () => inRecord(server.db, "SELECT (SELECT group_concat(id || version || status) FROM opening), (SELECT group_concat(id || version) FROM organisation), (SELECT group_concat(account || role) FROM member), (SELECT group_concat(id || state) FROM invitation), (SELECT group_concat(id || state) FROM webhook), (SELECT group_concat(id || version) FROM opening_draft), (SELECT group_concat(id || state || place || events) FROM application), (SELECT group_concat(id || state) FROM slot), (SELECT group_concat(id || state || pay_start_minor) FROM placement), (SELECT count(*) FROM score), (SELECT group_concat(id || version) FROM venture), (SELECT group_concat(id || query) FROM saved_search), (SELECT group_concat(id) FROM document), (SELECT group_concat(id || undone_us) FROM import_run), (SELECT count(*) FROM login), (SELECT count(*) FROM claim)");

test("somebody else's is answered as what is not there, on every row, and stays as it is", async () => {
  const before_ = record();
  let compared = 0;
  for (const route of named.filter((r) => !OPEN_TO_ALL.includes(r.name)))
    for (const [role, who] of Object.entries(others)) {
      if (!roleFits(route, role) || hasPart(route, role)) continue;
      const ids = idsOf(route.target);
      assert.ok(ids[0] !== undefined, route.target);
      const theirs = await ask(route, who, ids);
      const absent = await ask(route, who, [ABSENT, ABSENT]);
      assert.equal(theirs.status, 404, `${role}: ${route.method} ${route.target} ${theirs.text}`);
      assert.deepEqual(plain(theirs), plain(absent), `${role}: ${route.method} ${route.target}`);
      assert.equal(theirs.text.length, absent.text.length, route.target);
      compared++;
    }
  assert.ok(compared > 80, `${compared} were compared`);
  assert.deepEqual(record(), before_);
});

test("the second id of a path must belong to the first: that of another organisation or application is not there", async () => {
  const own = await applied(server, others.seeker, "other-job");
  for (const route of named.filter((r) => (r.target.match(/\{/g) ?? []).length === 2 && r.right !== "NONE")) {
    const [, second] = idsOf(route.target);
    const [who, first] = route.target.startsWith("/v1/organisations/") ? [borough, "borough"] : [route.right === "PARTY" ? others.seeker : borough, own];
    const reply = await ask(route, who, [first, second]);
    assert.equal(reply.status, 404, `${route.method} ${route.target} ${reply.text}`);
  }
});

test("they are there: whoever has a part in them is answered", async () => {
  for (const [who, target] of [
    [acme, `/v1/organisations/acme/drafts/${things.draft}`],
    [acme, `/v1/organisations/acme/imports/${things.import}`],
    [acme, `/v1/applications/${things.given}/documents/${things.paper}`],
    [me, `/v1/me/documents/${things.paper}`],
    [me, `/v1/me/ventures/${things.venture}`],
    [me, `/v1/me/searches/${things.search}`],
    [me, `/v1/placements/${things.placement}`],
  ])
    assert.equal((await server.get(target, who.headers)).status, 200, target);
  await walk(server, things.open, [me, { to: "withdrawn", reason: "study" }]);
});

/*
 * Whole stories by a client that read openapi.json and nothing else: each request
 * is named by its operation, its address is the contract's, its body is held to
 * the contract before it goes out and its reply when it comes. What only time
 * does is done to the record. Logins stand in Redis where there is one, which is
 * killed in the middle.
 */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import test, { after, before } from "node:test";
import { address, PASSWORD, QUICK_HASHES } from "../support/accounts.mjs";
import { makeAdministrator } from "../support/administrators.mjs";
import { plus, today } from "../support/days.mjs";
import { letterBox, lettersTo, tokenTo } from "../support/letters.mjs";
import { inRecord } from "../support/record.mjs";
import { hasRedis, startRedis } from "../support/redis.mjs";
import { violations } from "../support/schema.mjs";
import { eventually, startServer, temporaryFolder, writeFile } from "../support/server.mjs";

const box = letterBox();
let redis, server, contract, admin;

/* {method, target, types}: of one operation of the contract that the server told. */
function operation(id) {
  for (const [target, methods] of Object.entries(contract.paths))
    for (const [method, op] of Object.entries(methods))
      if (op.operationId === id) return { method: method.toUpperCase(), target, types: op.requestBody?.content ?? {} };
  throw new Error(`the contract has no ${id}`);
}

/* As `who`, who may be nobody; `at` fills the address in, a `status` is asked for. */
async function does(who, id, { at = {}, query = "", body, type = "application/json", status, more = {} } = {}) {
  const { method, target, types } = operation(id);
  const address_ = target.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(at[name] ?? assert.fail(`${id} wants ${name}`)));
  const headers = { ...(method === "GET" ? who?.headers : (who?.unsafe ?? who?.headers)), ...more };
  if (body !== undefined) {
    headers["content-type"] = type;
    assert.ok(types[type], `${id} takes ${type}`);
    if (type === "application/json") assert.deepEqual(violations(contract, types[type].schema, body, id), []);
  }
  const reply = await server.ask(method, address_ + query, { headers, body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body) });
  if (status === undefined ? reply.status >= 300 : reply.status !== status) assert.fail(`${id} answered ${reply.status} ${reply.text}`);
  return reply;
}

/* Registered, confirmed by the letter, signed in: by a cookie or as an app does. */
async function arrives(role, kind, lang = "en") {
  const email = address();
  await does(null, "account_create", { body: { email, password: PASSWORD, role, lang } });
  const unconfirmed = await comes(email, kind);
  await does(null, "account_verify", { body: { token: await tokenTo(box.folder, email) } });
  return { email, ...unconfirmed };
}

async function comes(email, kind) {
  const reply = await does(null, "session_create", { body: { email, password: PASSWORD, kind }, status: 201 });
  if (kind === "bearer") return { headers: { authorization: `Bearer ${reply.json.token}` } };
  const headers = { cookie: reply.headers["set-cookie"][0].split("; ")[0] };
  return { headers, unsafe: { ...headers, "x-csrf-token": reply.json.csrf } };
}

/* A verified organisation: {id, owner}. */
async function house(name) {
  const owner = await arrives("poster", "bearer");
  const { id } = (await does(owner, "organisation_create", { body: { name: { en: name }, kind: "company", places: ["hong-kong"] } })).json;
  await does(admin, "verification_create", { at: { id }, body: { verdict: "verified", note: "Known." } });
  return { id, owner };
}

const job = (title, more = {}) => ({ kind: "job", title: { en: title }, places: ["shenzhen"], opens: plus(today(), -1), closes: plus(today(), 40), ...more });
const publishes = async (by, body) => (await does(by.owner, "opening_create", { at: { id: by.id }, body, status: 201 })).json.id;
const moves = (who, id, to, more = {}) => does(who, "application_move", { at: { id }, body: { to, ...more.body }, ...more.ask });
const sees = async (who, id) => (await does(who, "application_get", { at: { id } })).json;

before(async () => {
  if (hasRedis) redis = await startRedis();
  server = await startServer({
    files: [writeFile(temporaryFolder(), "all.json", [])],
    more: [...QUICK_HASHES, ...box.more, ...(redis?.more ?? []), "--set", "server.loops=1", "--set", "mail.look=20ms", "--set", "clock.every=50ms"],
  });
  contract = (await server.get("/openapi.json")).json;
  admin = await comes(makeAdministrator(server), "bearer");
});
after(async () => {
  await server?.stop();
  await redis?.stop();
});

test("from registering to the first check-in, with a Redis that dies in the middle", async () => {
  const [harbour, borough] = [await house("Harbour Works"), await house("Borough Labs")];
  const wanted = await publishes(harbour, job("Marine tester", { vacancies: 1, exclusive_with: ["other-scheme"], criteria: { id: "degree", attr: "education", op: "min", value: "bachelor" } }));
  const beside = await publishes(borough, job("Night tester"));

  const me = await arrives("seeker", "cookie", "pt");
  const profile = { facts: { birth_date: "2001-03-04", education: "bachelor", residency: ["hk_permanent"] }, texts: { wants: "marine tester" }, wishes: { kinds: ["job"], places: ["shenzhen"] } };
  await does(me, "profile_put", { body: profile });
  const found = (await does(me, "match_list")).json.items;
  assert.deepEqual([found[0].opening.id, found[0].verdict], [wanted, "eligible"]);
  assert.equal((await does(null, "match_create", { body: { profile } })).json.items[0].opening.id, wanted);

  const once = { more: { "idempotency-key": randomUUID() }, at: { id: wanted }, body: { channel: "match", statement: "I test ships." } };
  const { id } = (await does(me, "application_create", { ...once, status: 201 })).json;
  const other = (await does(me, "application_create", { at: { id: beside }, body: {}, status: 201 })).json.id;
  await moves(harbour.owner, id, "seen");

  if (redis) {
    const kept = redis.save();
    await redis.stop("SIGKILL");
    await eventually(async () => (await server.get("/v1/me", me.headers)).status === 503, "the server notices");
    await moves(harbour.owner, id, "offered", { ask: { status: 503 } });
    await does(null, "opening_get", { at: { id: wanted } });
    await redis.restore(kept);
    await eventually(async () => (await server.get("/v1/me", me.headers)).status !== 503, "the server reaches it again");
  }
  assert.equal((await does(me, "application_create", { ...once, status: 201 })).json.id, id, "sent again it is one");
  assert.equal((await sees(me, id)).state, "seen", "what was refused for want of Redis did nothing");

  await moves(harbour.owner, id, "offered", { body: { deadline: plus(today(), 7) } });
  const illegal = await moves(harbour.owner, id, "started", { ask: { status: 409 } });
  assert.deepEqual(illegal.json.allowed, ["refused"]);
  await moves(me, id, "accepted");
  await moves(harbour.owner, id, "start_claimed");
  assert.equal((await sees(me, other)).state, "submitted", "nothing ends before the start");
  await moves(me, id, "started");
  const gone = await sees(borough.owner, other);
  assert.deepEqual([gone.state, gone.reason], ["obsolete", "started_elsewhere"]);
  assert.deepEqual((await sees(me, id)).events.map((e) => [e.state, e.by]), [
    ["submitted", "seeker"], ["seen", "poster"], ["offered", "poster"], ["accepted", "seeker"], ["start_claimed", "poster"], ["started", "seeker"],
  ]);
  const [told] = await lettersTo(box.folder, borough.owner.email, { subject: /An application for Night tester/, least: 1 });
  assert.match(told.body, /Ended by a start elsewhere: Started in another place/);
  const mine = await lettersTo(box.folder, me.email, { subject: /A sua candidatura/, least: 3 });
  assert.ok(mine.some((l) => l.body.includes(`Proposta feita (responda até ${plus(today(), 7)})`)));

  const [placement] = (await does(me, "me_placement_list")).json.items;
  inRecord(server.db, ["UPDATE check_in SET due_day = due_day - 92 WHERE placement = ?", placement.id]);
  const token = await tokenTo(box.folder, me.email, /Onde está agora/);
  await does(null, "check_in_create", { body: { token, answer: "same" }, status: 204 });
  await does(null, "check_in_create", { body: { token, answer: "looking" }, status: 410 });
  const { check_ins } = (await does(me, "placement_get", { at: { id: placement.id } })).json;
  assert.deepEqual(check_ins.map((c) => c.answer), ["same", null, null, null, null]);
});

test("a feed is tried, brought, edited by hand, brought again, and taken back", async () => {
  const by = await house("Feeders");
  const at = { id: by.id };
  const feed = [job("Crane driver", { id: "feed-1" }), job("Crane painter", { id: "feed-2" })];
  const brings = (body, query = "", more = {}) => does(by.owner, "import_create", { at, body, query, ...more });
  const counts = ({ json }) => ["created", "updated", "unchanged", "kept", "closed"].map((k) => json[k]);

  assert.deepEqual(counts(await brings(feed, "?dry_run=true")), [2, 0, 0, 0, 0]);
  await does(null, "opening_get", { at: { id: "feed-1" }, status: 404 });
  const torn = await brings([feed[0], { ...feed[1], kind: "gift" }], "", { status: 422 });
  assert.equal(torn.json.errors[0].pointer, "/1/kind");
  await does(null, "opening_get", { at: { id: "feed-1" }, status: 404 });

  const first = await brings(feed, "", { status: 201 });
  assert.deepEqual(counts(first), [2, 0, 0, 0, 0]);
  assert.deepEqual(counts(await brings(feed)), [0, 0, 2, 0, 0]);

  const read = await does(by.owner, "opening_document_get", { at: { id: "feed-1" } });
  await does(by.owner, "opening_patch", { at: { id: "feed-1" }, body: { vacancies: 3 }, more: { "if-match": read.headers.etag } });
  await does(by.owner, "opening_patch", { at: { id: "feed-1" }, body: { vacancies: 4 }, more: { "if-match": read.headers.etag }, status: 412 });
  const second = await brings([feed[0], job("Crane guard", { id: "feed-3" })], "?complete=true", { status: 201 });
  assert.deepEqual(counts(second), [1, 0, 0, 1, 1]);
  await does(null, "opening_get", { at: { id: "feed-2" }, status: 410 });

  const undone = { ...at, import: second.json.id };
  assert.ok((await does(by.owner, "import_undo", { at: undone })).json.undone);
  await does(null, "opening_get", { at: { id: "feed-3" }, status: 404 });
  assert.equal((await does(null, "opening_get", { at: { id: "feed-2" } })).json.state, "open");
  await does(by.owner, "import_undo", { at: undone, status: 409 });
  await does(by.owner, "import_undo", { at: { ...at, import: first.json.id }, status: 409 });
  assert.equal((await does(by.owner, "opening_document_get", { at: { id: "feed-1" } })).json.vacancies, 3);
});

test("who is not eligible is told why, and who waits too long that nobody answered", async () => {
  const by = await house("Slow House");
  const asked = await publishes(by, job("Lecturer", { criteria: { id: "degree", attr: "education", op: "min", value: "master" } }));
  const me = await arrives("seeker", "bearer", "zh-Hant");
  await does(me, "profile_put", { body: { facts: { birth_date: "2001-03-04", education: "bachelor" } } });
  const refused = await does(me, "application_create", { at: { id: asked }, body: {}, status: 409 });
  assert.equal(refused.json.type, "/errors/not-eligible");
  assert.deepEqual(refused.json.criteria.filter((c) => c.verdict !== "eligible").map((c) => c.id), ["degree"]);

  const open = await publishes(by, job("Porter"));
  const { id } = (await does(me, "application_create", { at: { id: open }, body: {}, status: 201 })).json;
  const days = 61 * 86_400_000_000;
  inRecord(server.db, ["UPDATE application_event SET at_us = at_us - ? WHERE application = ?", days, id], ["UPDATE application SET at_us = at_us - ?, state_us = state_us - ?, due_us = due_us - ? WHERE id = ?", days, days, days, id]);
  await eventually(async () => (await sees(me, id)).state === "expired", "the clock looks");
  const letters = await lettersTo(box.folder, me.email, { subject: /你的申請/, least: 2 });
  assert.match(letters.at(-1).body, /已逾期：機構未有在限期內回覆/);
  await moves(by.owner, id, "submitted");
  await moves(by.owner, id, "refused", { ask: { status: 422 } });
  await moves(by.owner, id, "refused", { body: { reason: "filled" } });
  await moves(by.owner, id, "submitted", { ask: { status: 409 } });
});

/*
 * Organisations, their members and administrators on a server of a test. What
 * only a letter or the command line does elsewhere is written into the record.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { newcomer, QUICK_HASHES } from "./accounts.mjs";
import { ROOT, startServer, temporaryFolder, writeFile } from "./server.mjs";

export function sql(db, statement) {
  const run = spawnSync("python3", ["-B", path.join(ROOT, "tests/support/sqlite.py"), db, statement], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

/* A server with these documents and nothing else. */
export function deskServer(documents = [], more = []) {
  return startServer({ files: [writeFile(temporaryFolder(), "all.json", documents)], more: [...QUICK_HASHES, ...more] });
}

/* {status, json, headers ...} of a request as somebody. */
export function send(server, method, target, who, body, more = {}) {
  const headers = { ...(body === undefined ? {} : { "content-type": "application/json" }), ...who?.headers, ...more };
  return server.ask(method, target, { headers, body: body === undefined ? undefined : JSON.stringify(body) });
}

/* An account whose address is confirmed, with its id. */
export async function confirmed(server, options = {}) {
  const who = await newcomer(server, options);
  const { id } = (await server.get("/v1/me", who.headers)).json;
  sql(server.db, `UPDATE account SET state = 'active' WHERE id = '${id}'`);
  return { ...who, id };
}

export const poster = (server) => confirmed(server, { role: "poster" });

export async function administrator(server) {
  const who = await poster(server);
  sql(server.db, `UPDATE account SET role = 'administrator' WHERE id = '${who.id}'`);
  return who;
}

export const facts = { name: { en: "Harbour Works", "zh-Hant": "海港工場" }, kind: "company", places: ["hong-kong"], website: "https://example.org/" };

/* {id, owner}: verified unless it is said otherwise. */
export async function organisation(server, { verified = true, ...more } = {}) {
  const owner = await poster(server);
  const reply = await send(server, "POST", "/v1/organisations", owner, { ...facts, ...more });
  assert.equal(reply.status, 201, reply.text);
  const { id } = reply.json;
  if (verified) sql(server.db, `UPDATE verification SET state = 'verified' WHERE organisation = '${id}'`);
  return { id, owner };
}

export async function member(server, organisation_, role) {
  const who = await poster(server);
  sql(server.db, `INSERT INTO member (organisation, account, role, since_us) VALUES ('${organisation_.id}', '${who.id}', '${role}', 1)`);
  return who;
}

const RANKS = ["reviewer", "editor", "owner"];

/* Who may not is told so, and a stranger nothing: that there is none. */
export async function onlyMembers(server, organisation_, least, method, target, body) {
  assert.equal((await send(server, method, target, null, body)).status, 401);
  assert.equal((await send(server, method, target, await newcomer(server), body)).status, 403);
  const stranger = (await organisation(server)).owner;
  const theirs = await send(server, method, target, stranger, body);
  assert.equal(theirs.status, 404, theirs.text);
  for (const role of RANKS.slice(0, RANKS.indexOf(least)))
    assert.equal((await send(server, method, target, await member(server, organisation_, role), body)).status, 403, role);
}

export async function onlyAdministrators(server, method, target, body) {
  assert.equal((await send(server, method, target, null, body)).status, 401);
  assert.equal((await send(server, method, target, await newcomer(server), body)).status, 403);
  assert.equal((await send(server, method, target, await poster(server), body)).status, 403);
}

export const posting = (members = {}) => ({ kind: "job", title: { en: "Marine engineer", "zh-Hant": "海事工程師" }, places: ["shenzhen"], sectors: ["ict"], ...members });

/* One that is published. */
export async function published(server, by, members = {}) {
  const reply = await send(server, "POST", `/v1/organisations/${by.id}/openings`, by.owner, posting(members));
  assert.equal(reply.status, 201, reply.text);
  return { ...reply.json, etag: reply.headers.etag };
}

export const pointers = (reply) => (reply.json.errors ?? []).map((e) => e.pointer ?? e.parameter).sort();

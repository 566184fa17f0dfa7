/*
 * Every row of routes.def against who may: nobody gets in without a login, with
 * another role, or to what is not there.  Handlers are not reached here; what
 * they do for those who may is in their own tests.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import test, { after, before } from "node:test";
import { newcomer, QUICK_HASHES, signIn, signInByCookie } from "../support/accounts.mjs";
import { administrator } from "../support/administrators.mjs";
import { CONTRACT, exchange, ROOT, startServer } from "../support/server.mjs";

const table = readFileSync(path.join(ROOT, "api/routes.def"), "utf8");
const routes = [...table.matchAll(/^ROUTE\((\w+),\s*"([^"]+)",\s*(\w+),\s*(\w+),\s*(\w+),/gm)].map(([, method, target, name, who, right]) => ({ method, target, name, who, right }));
const guarded = routes.filter((r) => r.who !== "ANYONE");
const ROLES = { SEEKER: "seeker", POSTER: "poster", ADMINISTRATOR: "administrator" };
const ABSENT = "0".repeat(26);

const actors = {};
let server;
before(async () => {
  server = await startServer({ more: QUICK_HASHES });
  actors.seeker = await newcomer(server, { role: "seeker" });
  actors.poster = await newcomer(server, { role: "poster" });
  actors.administrator = await administrator(server);
  const ended = await newcomer(server);
  await server.ask("DELETE", "/v1/sessions", { headers: ended.headers });
  actors.ended = ended;
  const replaced = await newcomer(server);
  await server.ask("POST", "/v1/sessions/rotation", { headers: replaced.headers });
  actors.replaced = replaced;
});
after(() => server.stop());

function ask(route, headers = {}) {
  const target = route.target.replace(/\{\w+\}/g, ABSENT);
  const types = Object.keys(CONTRACT.paths[route.target][route.method.toLowerCase()].requestBody?.content ?? {});
  const body = types.length > 0 ? { body: "{}", headers: { "content-type": types[0], ...headers } } : { headers };
  return exchange(server.port, route.method, target, body);
}

const plain = (reply) => ({ ...reply.json, request: 0 });

test("without a login, with one that ended and with one that was replaced there is one answer: 401", async () => {
  let first;
  for (const route of guarded)
    for (const headers of [{}, actors.ended.headers, actors.replaced.headers]) {
      const reply = await ask(route, headers);
      assert.equal(reply.status, 401, `${route.method} ${route.target} ${reply.text}`);
      assert.equal(reply.headers["www-authenticate"], "Bearer", route.target);
      first ??= plain(reply);
      assert.deepEqual(plain(reply), first, route.target);
    }
});

test("with another role than the row asks for there is one answer: 403", async () => {
  let first;
  for (const route of guarded.filter((r) => r.who !== "ACCOUNT"))
    for (const role of Object.values(ROLES).filter((r) => r !== ROLES[route.who])) {
      const reply = await ask(route, actors[role].headers);
      assert.equal(reply.status, 403, `${role}: ${route.method} ${route.target} ${reply.text}`);
      first ??= plain(reply);
      assert.deepEqual(plain(reply), first, route.target);
    }
});

test("to a thing that is not there nobody has a right: 404", async () => {
  for (const route of guarded.filter((r) => r.right !== "NONE"))
    for (const role of Object.values(ROLES).filter((r) => route.who === "ACCOUNT" || r === ROLES[route.who])) {
      const reply = await ask(route, actors[role].headers);
      assert.equal(reply.status, 404, `${role}: ${route.method} ${route.target} ${reply.text}`);
    }
});

test("a cookie changes nothing without the proof that the page is ours", async () => {
  const { headers } = await signInByCookie(server, actors.seeker.email);
  for (const route of guarded.filter((r) => r.method !== "GET")) {
    const reply = await ask(route, headers);
    assert.equal(reply.status, 403, `${route.method} ${route.target} ${reply.text}`);
  }
});

test("what belongs to somebody is kept by no cache", async () => {
  for (const route of guarded) {
    const reply = await ask(route);
    assert.match(reply.headers["cache-control"], /no-store/, route.target);
  }
});

test("the actors of this file may do something: no answer above is for want of a server", async () => {
  for (const role of Object.values(ROLES)) assert.equal((await server.get("/v1/me", actors[role].headers)).status, 200, role);
  await signIn(server, actors.seeker.email);
  assert.ok(guarded.length > 10 && guarded.some((r) => r.who === "ADMINISTRATOR") && guarded.some((r) => r.who === "SEEKER"));
});

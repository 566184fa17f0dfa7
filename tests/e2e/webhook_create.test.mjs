/* POST /v1/organisations/{id}/webhooks, and what arrives at the other end. */
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";
import { newcomer, QUICK_HASHES } from "../support/accounts.mjs";
import { letterBox, lettersTo } from "../support/letters.mjs";
import { inRecord, makeAdministrator, makeOwner } from "../support/record.mjs";
import { eventually, startServer } from "../support/server.mjs";
import { webhookSink } from "../support/sinks.mjs";

const ORGANISATION = "acme";
const EVENTS = ["application.submitted", "opening.closed"];
const PATH = `/v1/organisations/${ORGANISATION}/webhooks`;
const box = letterBox();
let server;
let owner;
let admin;

before(async () => {
  server = await startServer({
    more: [...QUICK_HASHES, ...box.more, "--set", "webhooks.insecure=yes", "--set", "mail.look=20ms", "--set", "mail.retry=10ms", "--set", "mail.retry_max=10ms"],
  });
  owner = await newcomer(server, { role: "poster" });
  await makeOwner(server, owner.headers, ORGANISATION);
  admin = await newcomer(server);
  await makeAdministrator(server, admin.headers);
});
after(() => server.stop());

async function clear() {
  for (const { id } of (await server.get(PATH, owner.headers)).json.items) await server.ask("DELETE", `${PATH}/${id}`, { headers: owner.headers });
}

test("what it is told first is signed with the secret that was told once", async () => {
  const sink = await webhookSink();
  const made = await server.post(PATH, { url: `${sink.url}/in?x=1`, events: EVENTS }, owner.headers);
  assert.equal(made.status, 201);
  assert.equal(made.headers.location, `${PATH}/${made.json.id}`);
  assert.match(made.json.secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
  assert.deepEqual(made.json.events, EVENTS);
  const [got] = await eventually(() => (sink.asked.length > 0 ? sink.asked : null), "a webhook");
  assert.equal(got.method, "POST");
  assert.equal(got.path, "/in?x=1");
  assert.equal(got.headers["content-type"], "application/json");
  const signed = `${got.headers["webhook-id"]}.${got.headers["webhook-timestamp"]}.${got.body}`;
  const key = Buffer.from(made.json.secret.slice("whsec_".length), "base64");
  assert.equal(got.headers["webhook-signature"], `v1,${createHmac("sha256", key).update(signed).digest("base64")}`);
  assert.ok(Math.abs(Date.now() / 1000 - Number(got.headers["webhook-timestamp"])) < 60);
  const body = JSON.parse(got.body);
  assert.equal(body.type, "webhook.made");
  assert.deepEqual(body.data, { organisation: ORGANISATION, id: made.json.id });
  assert.equal(JSON.stringify((await server.get(PATH, owner.headers)).json).includes("whsec_"), false);
  sink.close();
  await clear();
});

test("what is refused is sent again with the same id until it is taken", async () => {
  const sink = await webhookSink((_, n) => ({ status: n < 3 ? 500 : 200 }));
  await server.post(PATH, { url: sink.url, events: EVENTS }, owner.headers);
  await eventually(() => sink.asked.length >= 4, "four tries");
  assert.equal(new Set(sink.asked.map((a) => a.headers["webhook-id"])).size, 1);
  await eventually(async () => (await server.get(PATH, owner.headers)).json.items[0].failures === 0, "a success ends the count");
  sink.close();
  await clear();
});

test("a redirect is not followed", async () => {
  const elsewhere = await webhookSink();
  const sink = await webhookSink((_, n) => (n === 0 ? { status: 307, headers: { location: elsewhere.url } } : { status: 200 }));
  await server.post(PATH, { url: sink.url, events: EVENTS }, owner.headers);
  await eventually(() => sink.asked.length >= 2, "a second try");
  assert.equal(elsewhere.asked.length, 0);
  sink.close();
  elsewhere.close();
  await clear();
});

test("after 20 failures in a row it is off, and its owners are told", async () => {
  const sink = await webhookSink(() => ({ status: 500 }));
  await server.post(PATH, { url: sink.url, events: EVENTS }, owner.headers);
  await eventually(async () => (await server.get(PATH, owner.headers)).json.items[0].state === "off", "it is off");
  assert.equal(sink.asked.length, 20);
  const [letter] = await lettersTo(box.folder, owner.email, { subject: /webhook was switched off/ });
  assert.ok(letter.body.includes(sink.url));
  sink.close();
  await clear();
});

test("410 ends it at once", async () => {
  const sink = await webhookSink(() => ({ status: 410 }));
  await server.post(PATH, { url: sink.url, events: EVENTS }, owner.headers);
  await eventually(async () => (await server.get(PATH, owner.headers)).json.items[0].state === "off", "it is off");
  assert.equal(sink.asked.length, 1);
  sink.close();
  await clear();
});

test("an organisation has ten at most", async () => {
  const url = "http://127.0.0.1:9/";
  for (let i = 0; i < 10; i++) assert.equal((await server.post(PATH, { url, events: EVENTS }, owner.headers)).status, 201);
  assert.equal((await server.post(PATH, { url, events: EVENTS }, owner.headers)).status, 409);
  await clear();
});

for (const [words, body, pointer] of [
  ["an event that does not exist", { url: "http://x.example/", events: ["application.eaten"] }, "/events/0"],
  ["no event", { url: "http://x.example/", events: [] }, "/events"],
  ["an address that is none", { url: "ftp://x.example/", events: EVENTS }, "/url"],
  ["another key", { url: "http://x.example/", events: EVENTS, secret: "whsec_mine" }, "/secret"],
])
  test(`${words} is refused with its pointer`, async () => {
    const reply = await server.post(PATH, body, owner.headers);
    assert.equal(reply.status, 422);
    assert.equal(reply.json.errors[0].pointer, pointer);
  });

test("an editor may not, a stranger finds nothing, nobody must sign in", async () => {
  const body = { url: "http://x.example/", events: EVENTS };
  const editor = await newcomer(server, { role: "poster" });
  await makeOwner(server, editor.headers, ORGANISATION, "editor");
  assert.equal((await server.post(PATH, body, editor.headers)).status, 403);
  const stranger = await newcomer(server, { role: "poster" });
  assert.equal((await server.post(PATH, body, stranger.headers)).status, 404);
  assert.equal((await server.post(PATH, body, (await newcomer(server)).headers)).status, 403);
  assert.equal((await server.post(PATH, body)).status, 401);
});

test("without webhooks.insecure an address must be https, and none of a private network is called", async () => {
  const box2 = letterBox();
  const strict = await startServer({ more: [...QUICK_HASHES, ...box2.more, "--set", "mail.look=20ms", "--set", "mail.retry=10ms", "--set", "mail.give_up=10ms"] });
  try {
    const mine = await newcomer(strict, { role: "poster" });
    await makeOwner(strict, mine.headers, ORGANISATION);
    const boss = await newcomer(strict);
    await makeAdministrator(strict, boss.headers);
    const refused = await strict.post(PATH, { url: "http://x.example/", events: EVENTS }, mine.headers);
    assert.equal(refused.status, 422);
    assert.equal(refused.json.errors[0].pointer, "/url");
    let asked = 0;
    const sink = await webhookSink(() => (asked++, { status: 200 }));
    for (const host of ["127.0.0.1", "localhost", "[::1]", "2130706433"])
      assert.equal((await strict.post(PATH, { url: `https://${host}:${sink.port}/`, events: EVENTS }, mine.headers)).status, 201);
    const failed = await eventually(async () => {
      const { items } = (await strict.get("/v1/admin/letters?state=failed", boss.headers)).json;
      return items.length === 4 ? items : null;
    }, "four that failed");
    for (const letter of failed) {
      assert.equal(letter.kind, "webhook");
      assert.equal(letter.error, "private-address");
    }
    assert.equal(asked, 0);
    sink.close();
  } finally {
    await strict.stop();
  }
});

test("the record keeps no secret in the clear", () => {
  assert.deepEqual(inRecord(server.db, "SELECT count(*) FROM webhook WHERE secret_sealed LIKE 'whsec_%'"), [[0]]);
});

/* GET /v1/admin/letters */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newcomer, QUICK_HASHES, register } from "../support/accounts.mjs";
import { makeAdministrator } from "../support/record.mjs";
import { eventually, startServer } from "../support/server.mjs";
import { mailSink } from "../support/sinks.mjs";

let server;
let sink;
let admin;

before(async () => {
  sink = await mailSink({ answer: (_, to) => (to.startsWith("bad") ? "550 no such box" : null) });
  server = await startServer({
    more: [...QUICK_HASHES, "--set", `mail.smtp=smtp://127.0.0.1:${sink.port}`, "--set", "mail.tls=no", "--set", "mail.look=20ms", "--set", "mail.retry=10ms", "--set", "mail.give_up=20ms"],
  });
  admin = await newcomer(server);
  await makeAdministrator(server, admin.headers);
});
after(async () => {
  await server.stop();
  sink.close();
});

const list = (query = "") => server.get(`/v1/admin/letters${query}`, admin.headers);

test("a letter that was refused too long is listed with the reason, and to nobody's address", async () => {
  await register(server, { email: "bad@example.org" });
  const [letter] = await eventually(async () => {
    const { items } = (await list()).json;
    return items.length > 0 ? items : null;
  }, "a letter that failed");
  assert.equal(letter.subject, "verify");
  assert.equal(letter.state, "failed");
  assert.equal(letter.error, "refused-550");
  assert.ok(letter.tries > 1);
  assert.equal(JSON.stringify((await list()).json).includes("example.org"), false);
  const metrics = (await server.get("/metrics")).text;
  assert.match(metrics, /^baybridge_letters_failed 1$/m);
  assert.match(metrics, /^baybridge_job_runs_total\{job="send_mail"\} [1-9]/m);
});

test("those that were sent are in a list of their own", async () => {
  const { items } = (await list("?state=sent")).json;
  assert.ok(items.length >= 1);
  assert.ok(items.every((l) => l.state === "sent" && l.error === undefined));
});

test("a state that is none is refused", async () => {
  assert.equal((await list("?state=lost")).status, 422);
});

test("nobody but an administrator sees it", async () => {
  assert.equal((await server.get("/v1/admin/letters")).status, 401);
  assert.equal((await server.get("/v1/admin/letters", (await newcomer(server)).headers)).status, 403);
});

/* Letters to a mail server, in the way in which it takes them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { QUICK_HASHES, register } from "../support/accounts.mjs";
import { readLetter } from "../support/letters.mjs";
import { inRecord } from "../support/record.mjs";
import { baybridge, eventually, serve, serveArguments, startServer, temporaryFolder, writeFile } from "../support/server.mjs";
import { mailSink } from "../support/sinks.mjs";

const QUICK = [...QUICK_HASHES, "--set", "mail.look=20ms", "--set", "mail.retry=20ms", "--set", "mail.retry_max=50ms", "--set", "mail.tls=no"];
const arrived = (sink, n) => eventually(() => sink.letters.length >= n, `${n} letters`);

test("letters arrive over one connection a batch, from whom and to whom they say", async () => {
  const sink = await mailSink();
  const server = await startServer({ more: [...QUICK, "--set", `mail.smtp=smtp://127.0.0.1:${sink.port}`, "--set", "mail.from=post@bay.example", "--set", "mail.look=2s"] });
  for (const name of ["a", "b", "c"]) await register(server, { email: `${name}@example.org`, lang: "zh-Hant" });
  await arrived(sink, 3);
  assert.ok(sink.connections <= 2, `${sink.connections} connections`);
  for (const { from, to, text } of sink.letters) {
    const letter = readLetter(text);
    assert.equal(from, "post@bay.example");
    assert.equal(letter.to, `<${to}>`);
    assert.equal(letter.subject, "請確認你的電郵地址");
    assert.equal(letter.fields["content-transfer-encoding"], "8bit");
    assert.match(letter.body, /^你好：\n\n/);
    assert.match(letter.body, /\nBaybridge\n/);
  }
  await server.stop();
  sink.close();
});

test("a mail server that comes later gets every letter once", async () => {
  const reserved = await mailSink();
  const { port } = reserved;
  reserved.close();
  const server = await startServer({ more: [...QUICK, "--set", `mail.smtp=smtp://127.0.0.1:${port}`] });
  for (const name of ["d", "e"]) await register(server, { email: `${name}@example.org` });
  await eventually(() => /letter\.delayed .*tries=2/.test(server.log()), "it was tried twice");
  const sink = await mailSink({ port });
  await arrived(sink, 2);
  await eventually(() => inRecord(server.db, "SELECT count(*) FROM outbox WHERE state = 'sent'")[0][0] === 2, "both are marked as sent");
  assert.deepEqual(sink.letters.map((l) => l.to).sort(), ["d@example.org", "e@example.org"]);
  await server.stop();
  sink.close();
});

test("what was not sent before a crash is sent after it", async () => {
  const reserved = await mailSink();
  const { port } = reserved;
  reserved.close();
  const more = [...QUICK, "--set", `mail.smtp=smtp://127.0.0.1:${port}`];
  const first = await startServer({ more });
  await register(first, { email: "f@example.org" });
  await first.stop("SIGKILL");
  const sink = await mailSink({ port });
  const second = await serve(first.db, { more });
  await arrived(sink, 1);
  assert.equal(sink.letters[0].to, "f@example.org");
  await second.stop();
  sink.close();
});

test("it signs in to the mail server with the password of the file", async () => {
  const sink = await mailSink({ login: true });
  const file = writeFile(temporaryFolder(), "password", "open sesame\n");
  const server = await startServer({ more: [...QUICK, "--set", `mail.smtp=smtp://127.0.0.1:${sink.port}`, "--set", "mail.user=post", "--set", `mail.password_file=${file}`] });
  await register(server, { email: "g@example.org" });
  await arrived(sink, 1);
  assert.equal(Buffer.from(sink.logins[0], "base64").toString(), "\0post\0open sesame");
  assert.equal(server.log().includes("sesame"), false);
  await server.stop();
  sink.close();
});

for (const [words, setting] of [
  ["a mail server of another kind", "mail.smtp=http://x.example"],
  ["a sender that is no address", "mail.from=nobody"],
  ["a password file that is not there", "mail.password_file=/nowhere/at/all"],
])
  test(`${words} is refused at the start, in words`, () => {
    const run = baybridge(serveArguments(`${temporaryFolder()}/x.db`, ["--set", setting]));
    assert.notEqual(run.status, 0);
    assert.match(run.stderr, /start\.refused reason="mail\./);
  });

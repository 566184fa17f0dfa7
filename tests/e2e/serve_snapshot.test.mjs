/* baybridge serve: the snapshot file makes a start fast and is never trusted over the record. */
import assert from "node:assert/strict";
import { copyFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { opening, organisation, posted } from "../support/build.mjs";
import { eventually, importFiles, serve, temporaryFolder, writeFile } from "../support/server.mjs";

const folder = temporaryFolder();
const titled = (id, en) => posted(id, { title: { en } });
const first = [organisation, titled("a", "Tester"), titled("b", "Engineer"), opening("c")];

function record(name, documents = first) {
  const db = path.join(folder, name);
  importFiles(db, [writeFile(folder, "documents.json", documents)]);
  return db;
}

async function told(server) {
  const list = (await server.get("/v1/openings?sort=closing&limit=100&lang=en")).json;
  return list.items.map((i) => `${i.id} ${i.title} ${i.organisation_name ?? i.organisation ?? ""}`).sort();
}

/* Serves until the file is there, and stops. */
async function saved(db, more) {
  const file = `${db}.snapshot`;
  const server = await serve(db, { more });
  const answer = await told(server);
  await eventually(() => existsSync(file), "the file");
  await server.stop();
  return { file, answer };
}

async function started(db) {
  const server = await serve(db);
  const answer = await told(server);
  await server.stop();
  return { answer, log: server.log() };
}

test("the second start takes the file and answers the same", async () => {
  const { file, answer } = await saved(record("again.db"));
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const second = await started(path.join(folder, "again.db"));
  assert.deepEqual(second.answer, answer);
  assert.ok(!second.log.includes("snapshot.refused"), second.log);
});

test("what was imported since is there at once", async () => {
  const db = record("since.db");
  await saved(db);
  importFiles(db, [writeFile(folder, "since.json", [titled("d", "Gardener"), titled("a", "Tester of bridges"), { ...organisation, name: { en: "Other Works" } }])]);
  const { answer } = await started(db);
  assert.ok(answer.includes("d Gardener Other Works"), answer.join());
  assert.ok(answer.includes("a Tester of bridges Other Works"), answer.join());
  assert.ok(answer.includes("b Engineer Other Works"), answer.join());
});

test("beside another database under the same name nothing of the old one is told", async () => {
  const db = record("other.db");
  const { file } = await saved(db);
  const kept = path.join(folder, "kept.snapshot");
  copyFileSync(file, kept);
  for (const end of ["", "-wal", "-shm", ".snapshot"]) rmSync(db + end, { force: true });
  record("other.db", [organisation, titled("b", "Baker"), titled("x", "Nurse"), titled("y", "Pilot"), titled("z", "Cook")]);
  copyFileSync(kept, file);
  assert.deepEqual((await started(db)).answer, ["b Baker Harbour Works", "x Nurse Harbour Works", "y Pilot Harbour Works", "z Cook Harbour Works"]);
});

for (const [what, damage] of [
  ["a byte that has changed", (bytes) => void (bytes[bytes.length >> 1] ^= 1)],
  ["a file that ends early", (bytes) => bytes.subarray(0, bytes.length - 100)],
  ["no byte at all", () => Buffer.alloc(0)],
  ["something else", () => Buffer.from("SQLite format 3\0")],
])
  test(`${what} is found, and the index built from the record`, async () => {
    const db = record(`${what.replaceAll(" ", "-")}.db`);
    const { file, answer } = await saved(db);
    const bytes = readFileSync(file);
    writeFileSync(file, damage(bytes) ?? bytes);
    const second = await started(db);
    assert.deepEqual(second.answer, answer);
    assert.match(second.log, /event=snapshot\.refused/);
  });

test("without a file there is none", async () => {
  const db = record("none.db");
  const server = await serve(db, { more: ["--set", "store.snapshot=none"] });
  assert.equal((await told(server)).length, 3);
  await server.stop();
  assert.ok(!existsSync(`${db}.snapshot`));
});

/* baybridge serve: many small changes, one after another, while it is read. */
import assert from "node:assert/strict";
import path from "node:path";
import test from "node:test";
import { opening, organisation, posted } from "../support/build.mjs";
import { eventually, importFiles, serve, temporaryFolder, writeFile } from "../support/server.mjs";

const IMPORTS = 24;
const EACH = 5;
const folder = temporaryFolder();
const words = ["tester", "engineer", "軟件測試", "estágio", "data"];

const programme = (title) => ({
  id: "p",
  type: "programme",
  title: { en: title },
  places: ["shenzhen"],
  criteria: { attr: "age", op: "max", value: title.length },
});

function document(i, round) {
  const members = { title: { en: `${words[(i + round) % words.length]} ${i}` }, closes: `2099-0${1 + (i % 9)}-01` };
  if (i % 7 === 3) return opening(`o${i}`, { ...members, programme: "p" });
  return i % 2 ? posted(`o${i}`, members) : opening(`o${i}`, { ...members, status: (i + round) % 4 ? "open" : "withdrawn" });
}

async function metric(server, name) {
  const line = (await server.get("/metrics")).text.split("\n").find((l) => l.startsWith(`${name} `));
  return Number(line.split(" ")[1]);
}

/* What does not hang on frequencies: sets, counts, order by day. */
async function told(server) {
  const all = [];
  for (const q of ["", ...words]) {
    const list = (await server.get(`/v1/openings?sort=closing&limit=100&q=${encodeURIComponent(q)}`)).json;
    all.push([q, list.total, list.facets, list.items.map((i) => i.id)]);
  }
  for (const age of ["1990-01-01", "2010-01-01"]) {
    const match = (await server.post("/v1/match", { profile: { facts: { birth_date: age } }, limit: 100 })).json;
    all.push([age, match.counts, match.items.map((i) => `${i.opening.id} ${i.verdict}`).sort(), match.near_misses.map((m) => m.opening.id).sort()]);
  }
  return all;
}

test("after many small imports every answer is that of a server that starts afresh", async () => {
  const db = path.join(folder, "grown.db");
  importFiles(db, [writeFile(folder, "first.json", [organisation, programme("Youth"), ...Array.from({ length: 40 }, (_, i) => document(i, 0))])]);
  const server = await serve(db);
  let leaves = 1;
  try {
    for (let round = 1; round <= IMPORTS; round++) {
      const from = (round * 11) % 60;
      const documents = Array.from({ length: EACH }, (_, i) => document(from + i, round));
      const name = `Harbour ${"Works ".repeat(1 + (round % 3)).trim()}`;

      if (round % 8 === 0) documents.push({ ...organisation, name: { en: name } }, programme("Youth".repeat(1 + round / 8)));
      importFiles(db, [writeFile(folder, "next.json", documents)]);
      const last = documents[EACH - 1];
      await eventually(async () => {
        const seen = await server.get(`/v1/openings/${last.id}?lang=en`);
        return (last.status === "withdrawn" && seen.status === 410) || seen.json?.title === last.title.en;
      }, `${last.id} of import ${round}`);
      leaves = Math.max(leaves, await metric(server, "baybridge_snapshot_leaves"));
    }
    assert.ok(leaves > 1, "what is new stands beside what was");
    assert.ok(leaves <= 8, `leaves are joined: ${leaves}`);
    const fresh = await serve(db);
    try {
      const { snapshot } = (await fresh.get("/readyz")).json;
      await eventually(async () => (await server.get("/readyz")).json.snapshot === snapshot, `snapshot ${snapshot}`);
      assert.deepEqual(await told(server), await told(fresh));
    } finally {
      await fresh.stop();
    }
  } finally {
    await server.stop();
  }
});

test("a cursor from before the index was built anew goes on, and the reply says that the order has changed", async () => {
  const db = path.join(folder, "paged.db");
  importFiles(db, [writeFile(folder, "first.json", [organisation, programme("Youth"), ...Array.from({ length: 20 }, (_, i) => document(i, 1))])]);
  const server = await serve(db);
  const page = async (cursor) => (await server.get(`/v1/openings?sort=closing&limit=5&cursor=${cursor}`)).json;
  try {
    const { next } = (await server.get("/v1/openings?sort=closing&limit=5")).json;
    const before = await page(next);
    assert.equal(before.reordered, undefined);
    const later = Array.from({ length: 60 }, (_, i) => opening(`z${i}`, { closes: "2199-01-01" }));
    importFiles(db, [writeFile(folder, "more.json", later)]);
    await eventually(async () => (await page(next)).reordered === true, "another base");
    assert.deepEqual((await page(next)).items.map((i) => i.id), before.items.map((i) => i.id));
  } finally {
    await server.stop();
  }
});

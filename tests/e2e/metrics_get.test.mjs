/* GET /metrics. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { startServer } from "../support/server.mjs";
import { openings } from "../support/shipped.mjs";

let server;
before(async () => (server = await startServer()));
after(() => server.stop());

/* name{labels} -> value; throws on a line that is no exposition format. */
function series(text) {
  const found = new Map();
  for (const line of text.split("\n")) {
    if (line === "" || /^# (HELP|TYPE) [a-z_]+ .+$/.test(line)) continue;
    const row = /^([a-z_]+(?:\{[a-z]+="[^"\n]*"(?:,[a-z]+="[^"\n]*")*\})?) (-?[0-9.e+]+)$/.exec(line);
    assert.ok(row, `no line of the exposition format: ${line}`);
    assert.ok(!found.has(row[1]), `${row[1]} stands twice`);
    found.set(row[1], Number(row[2]));
  }
  return found;
}

async function read() {
  const reply = await server.get("/metrics");
  assert.equal(reply.status, 200);
  assert.match(reply.headers["content-type"], /^text\/plain; version=0\.0\.4/);
  return series(reply.text);
}

test("every series has a type and a help line, and no series stands twice", async () => {
  const { text } = await server.get("/metrics");
  for (const name of new Set([...series(text).keys()].map((key) => key.split("{")[0]))) {
    assert.match(text, new RegExp(`^# TYPE ${name} (counter|gauge)$`, "m"));
    assert.match(text, new RegExp(`^# HELP ${name} \\S`, "m"));
  }
});

test("a request is counted under its route and class of status", async () => {
  const key = 'baybridge_requests_total{route="opening_list",status="4xx"}';
  const before = (await read()).get(key);
  for (let i = 0; i < 3; i++) assert.equal((await server.get("/v1/openings?limit=0")).status, 422);
  assert.equal((await read()).get(key), before + 3);
});

test("the number of openings is told", async () => {
  assert.equal((await read()).get("baybridge_openings"), openings.length);
});

test("what the index takes is told by structure", async () => {
  const found = await read();
  const of = (part) => found.get(`baybridge_index_bytes{part="${part}"}`);
  for (const part of ["shelf", "traits", "planes", "skills", "postings", "shapes", "lengths", "dictionary", "typos", "grams"])
    assert.ok(of(part) > 0, part);
  const written = openings.reduce((sum, opening) => sum + Buffer.byteLength(JSON.stringify(opening)), 0);
  assert.ok(Math.abs(of("documents") / written - 1) < 0.1, `${of("documents")} of ${written}`);
});

test("300 odd paths and methods add no series", async () => {
  const names = [...(await read()).keys()].sort();
  const odd = ["%00", "..%2f", "v1/openings/zz", "é".repeat(3), '"}', "errors/", "metrics{", "a b"];
  for (let i = 0; i < 300; i++)
    await server.ask(["GET", "HEAD", "OPTIONS", "DELETE"][i % 4], `/${encodeURI(odd[i % odd.length])}${i}`);
  assert.deepEqual([...(await read()).keys()].sort(), names);
});

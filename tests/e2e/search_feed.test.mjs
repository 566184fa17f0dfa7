/* GET /v1/searches/{token}/feed.atom */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newcomer, QUICK_HASHES } from "../support/accounts.mjs";
import { letterBox } from "../support/letters.mjs";
import { importJobs, job, needing } from "../support/searches.mjs";
import { startServer } from "../support/server.mjs";

let server;
let ann;

before(async () => {
  server = await startServer({ more: [...QUICK_HASHES, ...letterBox().more] });
  ann = await newcomer(server);
  await importJobs(server, job("plain-1"), job("marked-1", { title: { en: 'Glassblower <script>alert("&")</script>' } }), job("barred-1", needing("doctorate")));
});
after(() => server.stop());

const save = async (body) => (await server.post("/v1/me/searches", { query: { q: "glassblower" }, every: "never", ...body }, ann.headers)).json;
const titles = (text) => [...text.matchAll(/<entry>[^]*?<title>([^]*?)<\/title>/g)].map((m) => m[1]);

test("a reader without a login gets what the search finds, well formed", async () => {
  const { feed } = await save({ lang: "pt" });
  const reply = await server.get(feed);
  assert.equal(reply.status, 200);
  assert.match(reply.headers["content-type"], /^application\/atom\+xml/);
  assert.match(reply.text, /^<\?xml version="1\.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom" xml:lang="pt">/);
  assert.match(reply.text, /<updated>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ<\/updated>/);
  assert.deepEqual(titles(reply.text).sort(), ["Glassblower &lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;", "Vidreiro barred-1", "Vidreiro plain-1"]);
  assert.equal(reply.text.includes("<script"), false);
  assert.ok(reply.text.includes('href="http://127.0.0.1:8080/#/openings/plain-1"'));
});

test("with a profile what one may not have is left out", async () => {
  const { feed } = await save({ profile: { facts: { education: "secondary" }, texts: {}, wishes: {} } });
  assert.equal(titles((await server.get(feed)).text).some((t) => t.includes("barred")), false);
});

test("a token that nobody was given is not found", async () => {
  assert.equal((await server.get(`/v1/searches/ba_${"A".repeat(43)}/feed.atom`)).status, 404);
  assert.equal((await server.get("/v1/searches/x/feed.atom")).status, 404);
});

test("the feed of a search that was forgotten is not found", async () => {
  const { id, feed } = await save({});
  await server.ask("DELETE", `/v1/me/searches/${id}`, { headers: ann.headers });
  assert.equal((await server.get(feed)).status, 404);
});

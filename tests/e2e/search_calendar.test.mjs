/* GET /v1/searches/{token}/calendar.ics */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newcomer, QUICK_HASHES } from "../support/accounts.mjs";
import { letterBox } from "../support/letters.mjs";
import { dayIn, importJobs, job } from "../support/searches.mjs";
import { startServer } from "../support/server.mjs";

let server;
let calendar;

before(async () => {
  server = await startServer({ more: [...QUICK_HASHES, ...letterBox().more] });
  const ann = await newcomer(server);
  await importJobs(server, job("dated-1", { closes: dayIn(20) }), job("dated-2", { closes: dayIn(30) }), job("open-ended"));
  ({ calendar } = (await server.post("/v1/me/searches", { query: { q: "glassblower" }, every: "never", lang: "zh-Hant" }, ann.headers)).json);
});
after(() => server.stop());

test("each closing day is an event of one calendar, and what never closes is none", async () => {
  const reply = await server.get(calendar);
  assert.equal(reply.status, 200);
  assert.match(reply.headers["content-type"], /^text\/calendar/);
  assert.equal(reply.text.match(/BEGIN:VCALENDAR\r\n/g).length, 1);
  assert.ok(reply.text.endsWith("END:VEVENT\r\nEND:VCALENDAR\r\n"));
  const events = [...reply.text.matchAll(/UID:(\S+)@baybridge\r\n[^]*?DTSTART;VALUE=DATE:(\d+)/g)].map((m) => [m[1], m[2]]);
  assert.deepEqual(events.sort(), [["dated-1", dayIn(20).replaceAll("-", "")], ["dated-2", dayIn(30).replaceAll("-", "")]]);
  assert.match(reply.text, /SUMMARY:截止申請：玻璃工 dated-1/);
});

test("a token that nobody was given is not found", async () => {
  assert.equal((await server.get(`/v1/searches/ba_${"B".repeat(43)}/calendar.ics`)).status, 404);
});

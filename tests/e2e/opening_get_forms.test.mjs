/* GET /v1/openings/{id} as schema.org JobPosting and as iCalendar. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { organisation, posted as opening } from "../support/build.mjs";
import { plus, today } from "../support/days.mjs";
import { isDay } from "../support/schema.mjs";
import { startServer, temporaryFolder, shippedCatalogue, writeFile } from "../support/server.mjs";
import { shown } from "../support/shipped.mjs";

const day = today();
const LANGS = ["en", "zh-Hant", "zh-Hans", "pt"];
const awkward = {
  en: `Deck; hand, and \\ "mate"\nsecond line ${"very ".repeat(40)}long 😀`,
  "zh-Hant": `${"碼頭𠮷工人".repeat(30)}；，`,
};
const built = [
  opening("bare", { title: { en: "Bare" }, organisation: undefined, places: undefined, sectors: undefined }),
  opening("awkward", {
    title: awkward,
    summary: awkward,
    closes: plus(day, 40),
    pay: { min: 20_000, max: 26_000, currency: "HKD", per: "month" },
    vacancies: 3,
    apply: { by: "link", url: `https://example.org/apply?a=1,2;b=3&c=${"x".repeat(120)}` },
  }),
  opening("bell", { title: { en: "Ring\u0007 the\tbell\u007f" }, closes: plus(day, 3) }),
  opening("least-pay", { pay: { min: 18_000, currency: "HKD", per: "month" } }),
  opening("most-pay", { pay: { max: 9_000, currency: "MOP", per: "month" } }),
  opening("hourly", { pay: { min: 50, max: 60, currency: "HKD", per: "hour" } }),
];

let server;
before(async () => {
  const folder = temporaryFolder();
  const file = writeFile(folder, "more.json", [organisation, ...built]);
  server = await startServer({ files: [...shippedCatalogue(), file] });
});
after(() => server.stop());

const fetchAs = (id, accept, lang) => server.get(`/v1/openings/${id}${lang ? `?lang=${lang}` : ""}`, { accept });

const isText = (v) => typeof v === "string" && v.length > 0;
const isAddress = (v) => isText(v) && /^https?:\/\//.test(v);

function checkSalary(p) {
  assert.equal(p["@type"], "MonetaryAmount");
  assert.match(p.currency, /^[A-Z]{3}$/);
  assert.equal(p.value["@type"], "QuantitativeValue");
  assert.ok(["HOUR", "DAY", "WEEK", "MONTH", "YEAR"].includes(p.value.unitText));
  const { minValue, maxValue } = p.value;
  for (const v of [minValue, maxValue]) if (v !== undefined) assert.ok(Number.isFinite(v) && v >= 0);
  if (minValue !== undefined && maxValue !== undefined) assert.ok(minValue <= maxValue);
}

function checkPosting(p) {
  assert.equal(p["@type"], "JobPosting");
  assert.match(p["@context"], /^https?:\/\/schema\.org\/?$/);
  assert.ok(isText(p.title));
  if (p.description !== undefined) assert.ok(isText(p.description));
  for (const key of ["datePosted", "validThrough", "jobStartDate"]) if (p[key] !== undefined) assert.ok(isDay(p[key]), key);
  assert.ok(["FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM", "OTHER"].includes(p.employmentType));
  if (p.hiringOrganization !== undefined) {
    assert.equal(p.hiringOrganization["@type"], "Organization");
    assert.ok(isText(p.hiringOrganization.name));
    if (p.hiringOrganization.sameAs !== undefined) assert.ok(isAddress(p.hiringOrganization.sameAs));
  }
  for (const place of [p.jobLocation ?? []].flat()) {
    assert.equal(place["@type"], "Place");
    assert.equal(place.address["@type"], "PostalAddress");
    assert.ok(isText(place.address.addressLocality));
  }
  if (p.baseSalary !== undefined) checkSalary(p.baseSalary);
  if (p.totalJobOpenings !== undefined) assert.ok(Number.isInteger(p.totalJobOpenings));
  if (p.url !== undefined) assert.ok(isAddress(p.url));
}

test("every shipped opening that is here is a JobPosting of the shape of schema.org, in each language", async () => {
  for (const o of [...shown, ...built])
    for (const lang of LANGS) {
      const reply = await fetchAs(o.id, "application/ld+json", lang);
      if (reply.status === 410) continue;
      assert.equal(reply.headers["content-type"], "application/ld+json");
      try {
        checkPosting(reply.json);
      } catch (error) {
        error.message = `${o.id} ${lang}: ${error.message}\n${reply.text.slice(0, 600)}`;
        throw error;
      }
      assert.equal(reply.json.identifier.value, o.id);
      assert.ok(Object.values(o.title).includes(reply.json.title));
    }
});

test("a JobPosting states the pay that is stated: an open end stays open", async () => {
  const salary = async (id) => (await fetchAs(id, "application/ld+json")).json.baseSalary?.value;
  const both = await salary("awkward");
  assert.deepEqual([both.minValue, both.maxValue], [20_000, 26_000]);
  const least = await salary("least-pay");
  assert.equal(least.minValue, 18_000);
  assert.ok(least.maxValue === undefined, `no most is stated, ${least.maxValue} is told`);
  const most = await salary("most-pay");
  assert.ok(most.minValue === undefined || most.minValue === 0, `no least is stated, ${most.minValue} is told`);
});

/* Physical lines -> properties [{name, value}], after the checks of RFC 5545, 3.1. */
function calendarOf(bytes) {
  const text = bytes.toString("utf8");
  assert.ok(text.endsWith("\r\n"));
  assert.ok(!/(^|[^\r])\n/.test(text), "a bare LF");
  assert.ok(!/\r(?!\n)/.test(text), "a bare CR");
  assert.ok(!text.includes("\ufffd"), "a character is cut");
  assert.ok(!/[^\P{Cc}\r\n\t]/u.test(text), "a control character");
  const lines = text.slice(0, -2).split("\r\n");
  for (const line of lines) assert.ok(Buffer.byteLength(line) <= 75, `${Buffer.byteLength(line)} octets: ${line}`);
  return text
    .replaceAll("\r\n ", "")
    .slice(0, -2)
    .split("\r\n")
    .map((line) => {
      const found = /^([A-Z-]+)(?:;([^:]*))?:(.*)$/.exec(line);
      assert.ok(found, `no property: ${line}`);
      return { name: found[1], parameters: found[2], value: found[3] };
    });
}

const unescape = (value) => value.replace(/\\([nN,;\\])/g, (_, c) => (c.toLowerCase() === "n" ? "\n" : c));

test("the deadline as a calendar: folded at 75 octets, CRLF, no character cut, one event a day long", async () => {
  for (const lang of LANGS) {
    const reply = await fetchAs("awkward", "text/calendar", lang);
    assert.match(reply.headers["content-type"], /^text\/calendar/);
    const lines = calendarOf(reply.bytes);
    const value = (name) => {
      const all = lines.filter((l) => l.name === name);
      assert.equal(all.length, 1, name);
      return all[0];
    };
    assert.deepEqual(lines.slice(0, 2).map((l) => `${l.name}:${l.value}`), ["BEGIN:VCALENDAR", "VERSION:2.0"]);
    assert.ok(value("PRODID").value.length > 0);
    assert.ok(value("UID").value.includes("awkward"));
    assert.match(value("DTSTAMP").value, /^\d{8}T\d{6}Z$/);
    assert.equal(value("DTSTART").value, plus(day, 40).replaceAll("-", ""));
    assert.equal(value("DTSTART").parameters, "VALUE=DATE");
    assert.equal(value("DTEND").value, plus(day, 41).replaceAll("-", ""));
    const title = lang.startsWith("zh") ? awkward["zh-Hant"] : awkward.en;
    assert.ok(unescape(value("SUMMARY").value).endsWith(title), lang);
    assert.equal(unescape(value("DESCRIPTION").value), title);
    assert.ok(!/(^|[^\\])[;,]/.test(value("SUMMARY").value.replace(/\\\\/g, "")), "; and , are escaped");
    assert.equal(value("URL").value, built[1].apply.url);
    assert.deepEqual(lines.filter((l) => l.name === "BEGIN").map((l) => l.value), ["VCALENDAR", "VEVENT"]);
    assert.deepEqual(lines.filter((l) => l.name === "END").map((l) => l.value), ["VEVENT", "VCALENDAR"]);
  }
});

test("an opening with a closing day has a well-formed calendar of one event, one without has none", async () => {
  for (const o of [...shown, ...built]) {
    const reply = await fetchAs(o.id, "text/calendar", "zh-Hant");
    if (reply.status === 410) continue;
    assert.equal(reply.status, o.closes ? 200 : 406, o.id);
    if (!o.closes) continue;
    const events = calendarOf(reply.bytes).filter((l) => l.name === "BEGIN" && l.value === "VEVENT");
    assert.equal(events.length, 1, o.id);
  }
});

test("the language of both forms follows Accept-Language when lang is not given", async () => {
  const ask = (accept, language) => server.get("/v1/openings/awkward", { accept, "accept-language": language });
  assert.equal((await ask("application/ld+json", "zh-HK")).json.title, awkward["zh-Hant"]);
  assert.equal((await ask("application/ld+json", "en")).json.title, awkward.en);
  assert.match((await ask("text/calendar", "pt")).text, /SUMMARY:Prazo: /);
});

/* GET /v1/openings: filters, order and pages. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { plus, today } from "../support/days.mjs";
import { startServer } from "../support/server.mjs";
import { places, relates, sectors, shown, stateOn } from "../support/shipped.mjs";
import { ids, itemsOf, pagesOf } from "../support/walk.mjs";

const STATES = ["open", "upcoming", "closed", "historic", "withdrawn"];
const day = today();

let server;
before(async () => (server = await startServer()));
after(() => server.stop());

const expected = (passes) => ids(shown.filter(passes)).sort();
const listed = async (parameters) => ids(await itemsOf(server, parameters)).sort();
const isOpen = (o) => stateOn(o, day) === "open";

test("without parameters exactly the openings that are open today are listed", async () => {
  assert.deepEqual(await listed(""), expected(isOpen));
});

test("status picks states, and all of them together are every opening", async () => {
  for (const state of STATES)
    assert.deepEqual(await listed({ status: state }), expected((o) => stateOn(o, day) === state), state);
  assert.deepEqual(await listed({ status: STATES.join(",") }), expected(() => true));
  for (const item of await itemsOf(server, { status: "closed,historic" }))
    assert.ok(["closed", "historic"].includes(item.state), item.id);
});

test("a filter may be repeated or comma-separated, with the same result", async () => {
  for (const [name, a, b] of [
    ["kind", "job", "internship"],
    ["place", "qianhai", "macao"],
    ["sector", "fintech", "tourism-hospitality"],
    ["status", "open", "closed"],
    ["organisation", "hk-labour-department", "cyberport"],
  ]) {
    const comma = await pagesOf(server, `${name}=${a},${b}&limit=100`);
    const twice = await pagesOf(server, `${name}=${a}&${name}=${b}&limit=100`);
    assert.deepEqual(twice[0].items, comma[0].items, name);
    assert.deepEqual(twice[0].facets, comma[0].facets, name);
    assert.ok(comma[0].total > 0, name);
    assert.equal(comma[0].total, comma[0].items.length + comma.slice(1).flatMap((p) => p.items).length, name);
  }
});

test("empty parts of a list of values are passed over", async () => {
  assert.deepEqual(await listed("kind=job,,%20internship,"), await listed("kind=internship,job"));
  assert.deepEqual(await listed("kind="), await listed(""));
});

test("place=X finds openings whose place equals, lies in, or contains X", async () => {
  for (const place of places.keys())
    assert.deepEqual(
      await listed({ place }),
      expected((o) => isOpen(o) && relates(places, o.places, place)),
      place,
    );
  const shenzhen = await listed({ place: "shenzhen" });
  const inside = expected((o) => isOpen(o) && (o.places ?? []).includes("qianhai"));
  const around = expected((o) => isOpen(o) && (o.places ?? []).includes("guangdong"));
  assert.ok(inside.length > 0 && inside.every((id) => shenzhen.includes(id)));
  assert.ok(around.length > 0 && around.every((id) => shenzhen.includes(id)));
});

test("sector=X finds openings whose sector equals, lies in, or contains X", async () => {
  for (const sector of sectors.keys())
    assert.deepEqual(
      await listed({ sector }),
      expected((o) => isOpen(o) && relates(sectors, o.sectors, sector)),
      sector,
    );
});

test("filters of different names narrow together, values of one name widen", async () => {
  assert.deepEqual(
    await listed("kind=incubator,funding&place=hengqin&sector=fintech"),
    expected(
      (o) =>
        isOpen(o) &&
        ["incubator", "funding"].includes(o.kind) &&
        relates(places, o.places, "hengqin") &&
        relates(sectors, o.sectors, "fintech"),
    ),
  );
});

test("organisation takes identifiers; one that nobody has gives an empty list", async () => {
  assert.deepEqual(
    await listed({ organisation: "cyberport" }),
    expected((o) => isOpen(o) && o.organisation === "cyberport"),
  );
  assert.deepEqual(await listed({ organisation: "no-such-organisation" }), []);
});

test("closes_before keeps what closes on or before that day, the day itself inside", async () => {
  const all = "open,upcoming,closed,historic,withdrawn";
  const some = shown.find((o) => o.closes).closes;
  for (const limit of [some, plus(some, -1), "2030-01-01", day])
    assert.deepEqual(
      await listed({ status: all, closes_before: limit }),
      expected((o) => o.closes !== undefined && o.closes <= limit),
      limit,
    );
});

test("pay_min leaves out what pays less and what states no pay", async () => {
  const none = await itemsOf(server, { pay_min: 1 });
  assert.ok(none.length > 0 && none.every((o) => o.pay !== undefined));
  const rich = await itemsOf(server, { pay_min: 18_000 });
  assert.ok(ids(rich).includes("gbayes"));
  const poor = new Set(ids(none));
  assert.ok(ids(rich).every((id) => poor.has(id)));
  assert.deepEqual(await listed({ pay_min: 100_000_000 }), []);
});

test("the pages joined by next are the list: nothing twice, nothing lost, in order", async () => {
  for (const parameters of ["", "q=創業", "q=youth", "sort=newest", "sort=closing", "sort=least_applied", "kind=funding"]) {
    const whole = ids(await itemsOf(server, parameters));
    for (const limit of [1, 3, 7, 100]) {
      if (limit === 1 && whole.length > 50) continue;
      const pages = await pagesOf(server, `${parameters}&limit=${limit}`);
      const joined = pages.flatMap((page) => ids(page.items));
      assert.deepEqual(joined, whole, `${parameters} limit=${limit}`);
      assert.equal(new Set(joined).size, joined.length);
      assert.ok(pages.slice(0, -1).every((page) => page.items.length === limit));
      assert.ok(pages.every((page) => page.total === whole.length));
    }
  }
});

test("a page gives 20 items unless limit says otherwise, and limit goes from 1 to 100", async () => {
  assert.equal((await server.get("/v1/openings")).json.items.length, 20);
  assert.equal((await server.get("/v1/openings?limit=1")).json.items.length, 1);
  const most = (await server.get("/v1/openings?limit=100")).json;
  assert.equal(most.items.length, Math.min(100, most.total));
});

test("lang may change between pages, filters may not", async () => {
  const first = (await server.get("/v1/openings?kind=funding&limit=5&lang=en")).json;
  const second = await server.get(`/v1/openings?kind=funding&limit=9&lang=pt&cursor=${first.next}`);
  assert.equal(second.status, 200);
  assert.ok(!ids(second.json.items).some((id) => ids(first.items).includes(id)));
  for (const other of ["kind=job", "kind=funding&q=fund", "kind=funding&sort=newest", ""])
    assert.equal((await server.get(`/v1/openings?${other}&cursor=${first.next}`)).status, 400, other);
});

test("sort=closing lists by closing day, without a day last", async () => {
  const items = await itemsOf(server, { sort: "closing", status: STATES.join(",") });
  const days = items.map((o) => o.closes ?? "9999-12-31");
  assert.deepEqual(days, [...days].sort());
});

test("sort=newest lists the latest opening day first, without a day last", async () => {
  const items = await itemsOf(server, { sort: "newest", status: STATES.join(",") });
  const days = items.map((o) => o.opens ?? "0000-00-00");
  assert.deepEqual(days, [...days].sort().reverse());
});

test("without q the order is by closing day, with q by relevance", async () => {
  assert.deepEqual(ids(await itemsOf(server, "")), ids(await itemsOf(server, "sort=closing")));
  assert.deepEqual(ids(await itemsOf(server, "q=cyberport")), ids(await itemsOf(server, "q=cyberport&sort=relevance")));
  assert.deepEqual(
    ids(await itemsOf(server, "q=youth&sort=closing")).sort(),
    ids(await itemsOf(server, "q=youth")).sort(),
  );
});

test("with lang texts are strings beside their lang, and a fallback title names its own", async () => {
  const maps = new Map((await itemsOf(server, { status: STATES.join(",") })).map((o) => [o.id, o]));
  const order = { en: ["en"], "zh-Hant": ["zh-Hant", "zh-Hans", "en"], "zh-Hans": ["zh-Hans", "zh-Hant", "en"], pt: ["pt", "en"] };
  let fallbacks = 0;
  for (const [lang, wanted] of Object.entries(order))
    for (const o of await itemsOf(server, { status: STATES.join(","), lang })) {
      const title = maps.get(o.id).title;
      const used = wanted.find((l) => title[l] !== undefined) ?? Object.keys(title)[0];
      assert.equal(o.lang, lang);
      assert.equal(o.title, title[used], o.id);
      assert.equal(o.title_lang, used === lang ? undefined : used, o.id);
      fallbacks += used !== lang;
      for (const key of ["summary", "organisation_name"])
        if (o[key] !== undefined) assert.equal(typeof o[key], "string", `${o.id} ${key}`);
    }
  assert.ok(fallbacks > 0);
});

test("the reply may be kept for a moment by caches, and HEAD has its head", async () => {
  const get = await server.get("/v1/openings?limit=3");
  const head = await server.ask("HEAD", "/v1/openings?limit=3");
  assert.match(get.headers["cache-control"], /max-age/);
  assert.equal(head.headers["content-length"], get.headers["content-length"]);
});

test("a client that reads gzip gets the same reply, smaller", async () => {
  const plain = await server.get("/v1/openings?limit=100");
  const packed = await server.get("/v1/openings?limit=100", { "accept-encoding": "gzip" });
  assert.equal(packed.headers["content-encoding"], "gzip");
  assert.equal(packed.text, plain.text);
  assert.ok(packed.bytes.length < plain.bytes.length / 2);
});

/* GET /v1/openings: facets, against a recount from unfiltered pages. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { startServer } from "../support/server.mjs";
import { places, relates, sectors } from "../support/shipped.mjs";
import { itemsOf, query } from "../support/walk.mjs";

const ALL = "open,upcoming,closed,historic,withdrawn";
const FACETS = ["kind", "place", "sector", "organisation", "status"];

let server;
before(async () => (server = await startServer()));
after(() => server.stop());

const passes = {
  kind: (o, values) => values.includes(o.kind),
  place: (o, values) => values.some((v) => relates(places, o.places, v)),
  sector: (o, values) => values.some((v) => relates(sectors, o.sectors, v)),
  organisation: (o, values) => values.includes(o.organisation),
  status: (o, values) => values.includes(o.state),
};

const counted = {
  kind: (o) => [o.kind],
  place: (o) => [...places.keys()].filter((v) => relates(places, o.places, v)),
  sector: (o) => [...sectors.keys()].filter((v) => relates(sectors, o.sectors, v)),
  organisation: (o) => (o.organisation === null ? [] : [o.organisation]),
  status: (o) => [o.state],
};

function recount(base, filters, facet) {
  const counts = new Map();
  for (const o of base) {
    if (!FACETS.every((f) => f === facet || filters[f] === undefined || passes[f](o, filters[f]))) continue;
    for (const value of counted[facet](o)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

const cases = [
  {},
  { kind: ["job"] },
  { kind: ["incubator", "funding"] },
  { place: ["qianhai"] },
  { place: ["macao", "hengqin"] },
  { sector: ["fintech"] },
  { sector: ["general"], kind: ["internship"] },
  { organisation: ["cyberport"] },
  { organisation: ["no-such"] },
  { status: ["open", "upcoming", "closed", "historic", "withdrawn"] },
  { status: ["closed"], kind: ["internship"], place: ["hong-kong"] },
  { kind: ["funding"], place: ["guangzhou"], sector: ["ai"], status: ["open", "closed"] },
];
const texts = [{}, { q: "創業" }, { q: "youth" }, { q: "estágio" }, { q: "zzzzqqqq" }, { pay_min: "10000" }, { closes_before: "2027-01-01" }];

for (const text of texts)
  test(`facets are disjunctive and exact, and sum to the total: ${query(text) || "no words"}`, async () => {
    const base = await itemsOf(server, { ...text, status: ALL });
    for (const own of cases) {
      const filters = { status: ["open"], ...own };
      const target = query({ ...text, ...Object.fromEntries(Object.entries(own).map(([k, v]) => [k, v.join(",")])) });
      const reply = (await server.get(`/v1/openings?${target}&limit=1`)).json;
      assert.deepEqual(Object.keys(reply.facets).sort(), [...FACETS].sort());
      for (const facet of FACETS) {
        const told = new Map(reply.facets[facet].map((v) => [v.value, v.count]));
        assert.equal(told.size, reply.facets[facet].length, `${target}: ${facet} has a value twice`);
        const real = recount(base, filters, facet);
        assert.deepEqual(
          [...told].filter(([, n]) => n > 0).sort(),
          [...real].sort(),
          `${target}: ${facet}`,
        );
      }
      const sum = (facet, chosen) =>
        reply.facets[facet].filter((v) => !chosen || chosen.includes(v.value)).reduce((n, v) => n + v.count, 0);
      assert.equal(sum("kind", own.kind), reply.total, `${target}: kinds`);
      assert.equal(sum("status", filters.status), reply.total, `${target}: states`);
    }
  });

test("facets do not change from page to page", async () => {
  const first = (await server.get("/v1/openings?q=fund&limit=2")).json;
  const second = (await server.get(`/v1/openings?q=fund&limit=2&cursor=${first.next}`)).json;
  assert.deepEqual(second.facets, first.facets);
  assert.equal(second.total, first.total);
});

test("the values of a facet come most frequent first", async () => {
  const { facets } = (await server.get("/v1/openings")).json;
  for (const [name, values] of Object.entries(facets)) {
    const counts = values.map((v) => v.count);
    assert.deepEqual(counts, [...counts].sort((a, b) => b - a), name);
  }
});

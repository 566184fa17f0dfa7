/* GET /v1/openings?q: highlights, as [from,to) in UTF-16 units of the text shown. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { organisation, posted as opening } from "../support/build.mjs";
import { startServer, temporaryFolder, writeFile } from "../support/server.mjs";
import { query } from "../support/walk.mjs";

const openings = [
  opening("four-languages", {
    kind: "internship",
    title: {
      en: "Robotics internship, summer",
      "zh-Hant": "機械人實習計劃",
      "zh-Hans": "机器人实习计划",
      pt: "Estágio de robótica",
    },
    summary: {
      en: "An INTERNSHIP for two; the internships pay.",
      "zh-Hant": "暑期實習，非見習。",
      "zh-Hans": "暑期实习。",
      pt: "Um estágio, dois estágios.",
    },
  }),
  opening("beyond-the-plane", {
    title: { en: "😀 Café 👩‍🔬 welding in 𝟯D", "zh-Hant": "😀𠮷利創業孵化中心", "zh-Hans": "吉利创业孵化中心" },
  }),
  opening("only-chinese", { title: { "zh-Hant": "海洋生物研究助理" } }),
  opening("marks", { title: { en: "C++ and C# and Node.js <b>developer</b> & R&D" } }),
];

let server;
before(async () => {
  const folder = temporaryFolder();
  server = await startServer({ files: [writeFile(folder, "all.json", [organisation, ...openings])] });
});
after(() => server.stop());

async function search(q, lang) {
  const reply = await server.get(`/v1/openings?${query(lang ? { q, lang } : { q })}`);
  assert.equal(reply.status, 200);
  return reply.json.items;
}

const shownText = (item, mark) => {
  const text = { title: item.title, summary: item.summary, organisation: item.organisation_name }[mark.field];
  return typeof text === "string" ? text : text[mark.lang];
};

/* The pieces cut out of one field of an item, by language. */
function cuts(items, id, field) {
  const item = items.find((o) => o.id === id);
  assert.ok(item, `${id} is not found`);
  return Object.fromEntries(
    item.highlights
      .filter((mark) => mark.field === field)
      .map((mark) => [mark.lang, mark.ranges.map(([from, to]) => shownText(item, mark).slice(from, to))]),
  );
}

test("the ranges cut the word that was typed and its synonyms, in all four languages", async () => {
  for (const q of ["internship", "實習", "实习", "estágio"]) {
    const items = await search(q);
    assert.deepEqual(
      cuts(items, "four-languages", "title"),
      { en: ["internship"], "zh-Hant": ["實習"], "zh-Hans": ["实习"], pt: ["Estágio"] },
      q,
    );
    const summary = cuts(items, "four-languages", "summary");
    assert.equal(summary.en[0], "INTERNSHIP", q);
    assert.ok(summary["zh-Hant"].includes("實習") && summary["zh-Hans"].includes("实习"), q);
    assert.deepEqual(summary.pt, ["estágio", "estágios"], q);
  }
});

test("other forms of a typed word are marked whole", async () => {
  const items = await search("internship");
  assert.deepEqual(cuts(items, "four-languages", "summary").en, ["INTERNSHIP", "internships"]);
});

test("a Traditional query marks Simplified text and the other way round", async () => {
  for (const q of ["創業孵化", "创业孵化"])
    assert.deepEqual(cuts(await search(q), "beyond-the-plane", "title"), { "zh-Hant": ["創業孵化"], "zh-Hans": ["创业孵化"] }, q);
});

test("emoji and characters of four octets count as two units", async () => {
  assert.deepEqual(cuts(await search("welding"), "beyond-the-plane", "title").en, ["welding"]);
  assert.deepEqual(cuts(await search("cafe"), "beyond-the-plane", "title").en, ["Café"]);
  assert.deepEqual(cuts(await search("𠮷利"), "beyond-the-plane", "title")["zh-Hant"], ["𠮷利"]);
});

test("a one-character query marks that character", async () => {
  assert.deepEqual(cuts(await search("洋"), "only-chinese", "title"), { "zh-Hant": ["洋"] });
});

test("symbols inside a word belong to it", async () => {
  assert.deepEqual(cuts(await search("c++"), "marks", "title").en, ["C++"]);
  assert.deepEqual(cuts(await search("C#"), "marks", "title").en, ["C#"]);
  assert.deepEqual(cuts(await search("node.js"), "marks", "title").en, ["Node.js"]);
});

test("with lang only the text that is shown is marked, also when it had to fall back", async () => {
  const [item] = (await search("實習", "pt")).filter((o) => o.id === "four-languages");
  assert.ok(item.highlights.every((mark) => mark.lang === "pt"));
  const [chinese] = await search("海洋", "en");
  assert.equal(chinese.title_lang, "zh-Hant");
  assert.deepEqual(chinese.highlights, [{ field: "title", lang: "zh-Hant", ranges: [[0, 2]] }]);
});

test("the name of the organisation is marked as well", async () => {
  const items = await search("海港");
  assert.deepEqual(cuts(items, "marks", "organisation"), { "zh-Hant": ["海港"], "zh-Hans": ["海港"] });
});

test("ranges are in order, apart, inside the text and never within a pair", async () => {
  for (const q of ["internship robotics", "創業 中心", "😀 café", "welding 𝟯d", "harbour c++ 實習 海港"])
    for (const item of await search(q))
      for (const mark of item.highlights) {
        const text = shownText(item, mark);
        let last = 0;
        for (const [from, to] of mark.ranges) {
          assert.ok(from >= last && from < to && to <= text.length, `${q} ${item.id} ${JSON.stringify(mark)}`);
          for (const at of [from, to]) assert.ok(!(/[\udc00-\udfff]/.test(text[at] ?? "") && /[\ud800-\udbff]/.test(text[at - 1] ?? "")));
          last = to;
        }
      }
});

test("without q there are no highlights", async () => {
  assert.ok((await server.get("/v1/openings")).json.items.every((o) => o.highlights === undefined));
});

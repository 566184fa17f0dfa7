/* baybridge match, search and explain: the same answers as the API. */
import assert from "node:assert/strict";
import path from "node:path";
import test, { after, before } from "node:test";
import { isSentence } from "../support/faults.mjs";
import { profileOf } from "../support/people.mjs";
import { baybridge, startServer, temporaryFolder, writeFile } from "../support/server.mjs";
import { considered } from "../support/shipped.mjs";
import { itemsOf } from "../support/walk.mjs";

const folder = temporaryFolder();
const profile = {
  facts: { residency: ["hk_permanent"], birth_date: "1999-03-04", education: "bachelor", graduation_year: 2021, languages: { putonghua: "basic" } },
  texts: { headline: "Robotics engineer", skills: ["python"], wants: "創業孵化" },
  wishes: { kinds: ["job", "incubator"], places: ["qianhai"] },
};
const profileFile = writeFile(folder, "me.json", profile);
const withoutSnapshot = (text) => text.replace(/"snapshot":"[^"]*"/, '"snapshot":""');

let server;
before(async () => (server = await startServer()));
after(() => server.stop());

function good(args, options) {
  const run = baybridge(args, options);
  assert.equal(run.status, 0, run.stderr);
  return run.stdout;
}

const fromFiles = (file, as_of, ...more) => good(["match", "--catalogue", "catalogue", "--profile", file, "--as-of", as_of, "--json", ...more]);

for (const as_of of ["2021-03-01", "2023-06-01", "2025-06-01", "2026-11-25"])
  test(`match --catalogue prints the bytes of POST /v1/match but for the snapshot: ${as_of}`, async () => {
    const reply = await server.post("/v1/match", { profile, as_of, limit: 100 });
    const printed = fromFiles(profileFile, as_of, "--limit", "100");
    assert.equal(withoutSnapshot(printed), `${withoutSnapshot(reply.text)}\n`);
    assert.notEqual(printed, `${reply.text}\n`);
    const { snapshot, ...rest } = JSON.parse(printed);
    assert.ok(snapshot.length > 0);
    assert.deepEqual({ ...rest, snapshot: reply.json.snapshot }, reply.json);
  });

test("so it does for 30 random profiles, from files and from the database", async () => {
  for (let seed = 1; seed <= 30; seed++) {
    const own = profileOf(1000 + seed);
    const file = writeFile(folder, `p${seed}.json`, own);
    const reply = await server.post("/v1/match", { profile: own, as_of: "2025-06-01", limit: 100 });
    assert.equal(withoutSnapshot(fromFiles(file, "2025-06-01", "--limit", "100")), `${withoutSnapshot(reply.text)}\n`, `seed ${seed}`);
    if (seed > 5) continue;
    const stored = good(["match", "--db", server.db, "--profile", file, "--as-of", "2025-06-01", "--json", "--limit", "100"]);
    assert.equal(stored, `${reply.text}\n`, `seed ${seed} from the database`);
  }
});

test("--lang prints what lang prints over HTTP", async () => {
  for (const lang of ["en", "zh-Hant", "zh-Hans", "pt"]) {
    const reply = await server.post("/v1/match", { profile, as_of: "2025-06-01", limit: 100, lang });
    assert.equal(withoutSnapshot(fromFiles(profileFile, "2025-06-01", "--limit", "100", "--lang", lang)), `${withoutSnapshot(reply.text)}\n`, lang);
  }
});

test("without --limit nothing is cut off", () => {
  const whole = JSON.parse(fromFiles(writeFile(folder, "nobody.json", {}), "2025-06-01"));
  assert.equal(whole.items.length, whole.counts.eligible + whole.counts.maybe);
  assert.equal(whole.near_misses.length, whole.counts.near_misses);
  assert.equal(whole.next, null);
});

test("NDJSON profiles give one answer a line, in their order", () => {
  const people = [1, 2, 3, 4, 5].map((seed) => profileOf(2000 + seed));
  const file = writeFile(folder, "people.ndjson", `${people.map((p) => JSON.stringify(p)).join("\n")}\n\n`);
  const lines = fromFiles(file, "2025-06-01").trimEnd().split("\n");
  assert.equal(lines.length, people.length);
  for (const [i, own] of people.entries())
    assert.equal(`${lines[i]}\n`, fromFiles(writeFile(folder, "one.json", own), "2025-06-01"), `line ${i + 1}`);
});

test("a profile that is refused names file, line, pointer and reason; the others are answered; exit 1", () => {
  const file = writeFile(folder, "mixed.ndjson", '{"facts":{}}\n{"facts":{"education":"phd"}}\n\n{"facts":{"age":3}}\n{"facts":{}}\n');
  const run = baybridge(["match", "--catalogue", "catalogue", "--profile", file, "--json"]);
  assert.equal(run.status, 1);
  assert.equal(run.stdout.trimEnd().split("\n").length, 2);
  const faults = run.stderr.trimEnd().split("\n").map((line) => /^(.*?):(\d+): (\S+): (.*)$/.exec(line)?.slice(1));
  assert.deepEqual(faults.map((f) => f.slice(0, 3)), [
    [file, "2", "/facts/education"],
    [file, "4", "/facts/age"],
  ]);
  assert.ok(isSentence("unknown-value", "en", faults[0][3]));
  assert.ok(isSentence("derived", "en", faults[1][3]));
});

test("a profile may come on standard input", () => {
  assert.equal(
    good(["match", "--catalogue", "catalogue", "--profile", "-", "--as-of", "2025-06-01", "--json"], { input: JSON.stringify(profile) }),
    fromFiles(profileFile, "2025-06-01"),
  );
});

test("--catalogue takes a file or a folder", () => {
  const one = JSON.parse(good(["match", "--catalogue", "catalogue/jobs.json", "--profile", profileFile, "--as-of", "2025-06-01", "--json"]));
  assert.ok(one.items.length > 0 && one.items.every((i) => i.opening.kind === "job"));
});

test("--all adds every ineligible opening, each with the criteria that failed", () => {
  for (const as_of of ["2022-06-01", "2025-06-01"]) {
    const { ineligible, counts, items, near_misses } = JSON.parse(fromFiles(profileFile, as_of, "--all"));
    assert.equal(ineligible.length, counts.ineligible);
    assert.ok(ineligible.length > 0);
    const ids = [...items, ...ineligible].map((i) => i.opening.id).sort();
    assert.deepEqual(ids, considered(as_of).map((o) => o.id).sort());
    for (const i of ineligible) assert.ok(i.criteria.some((c) => c.verdict === "ineligible"), i.opening.id);
    for (const m of near_misses) assert.deepEqual(ineligible.find((i) => i.opening.id === m.opening.id), m);
  }
  const closed = JSON.parse(fromFiles(profileFile, "2022-06-01", "--all")).ineligible.find((i) => i.opening.id === "gbayes");
  assert.equal(closed.criteria.length, 1);
  assert.deepEqual([closed.criteria[0].id, closed.criteria[0].verdict, closed.criteria[0].when], ["in_force", "ineligible", "2023-03-01"]);
  assert.deepEqual(closed.repair, []);
});

test("a page for people says verdicts, titles and points in each language", () => {
  const words = { en: "Eligible", "zh-Hant": "符合資格", "zh-Hans": "符合条件", pt: "Elegível" };
  for (const [lang, word] of Object.entries(words)) {
    const page = good(["match", "--catalogue", "catalogue", "--profile", profileFile, "--as-of", "2025-06-01", "--lang", lang]);
    assert.ok(page.startsWith(`${word} `), lang);
    assert.ok(page.includes("gbayes"), lang);
  }
});

test("exit codes: 1 for refused input, 2 for usage, 3 for our side", () => {
  for (const [status, ...args] of [
    [1, "match", "--catalogue", "catalogue", "--profile", path.join(folder, "absent.json")],
    [1, "match", "--catalogue", path.join(folder, "absent"), "--profile", profileFile],
    [1, "match", "--catalogue", "catalogue", "--profile", writeFile(folder, "bad.json", "{")],
    [1, "match", "--catalogue", writeFile(folder, "badcat.json", '[{"id":"x"}]'), "--profile", profileFile],
    [1, "match", "--db", path.join(folder, "absent.db"), "--profile", profileFile],
    [1, "explain", "--catalogue", "catalogue", "--profile", profileFile, "--opening", "absent"],
    [2, "match", "--catalogue", "catalogue"],
    [2, "match", "--profile", profileFile, "--as-of", "2026-02-30", "--catalogue", "catalogue"],
    [2, "match", "--profile", profileFile, "--catalogue", "catalogue", "--limit", "0"],
    [2, "match", "--profile", profileFile, "--catalogue", "catalogue", "--limit", "many"],
    [2, "match", "--profile", profileFile, "--catalogue", "catalogue", "--lang", "fr"],
    [2, "match", "--profile", profileFile, "--catalogue", "catalogue", "--colour"],
    [2, "match", "--profile"],
    [2, "search", "--catalogue", "catalogue"],
    [2, "explain", "--catalogue", "catalogue"],
    [2, "eval"],
    [2, "import"],
    [2, "rank"],
    [2],
    [2, "match", "--profile", profileFile, "--set", "server.colour=red"],
    [2, "match", "--profile", profileFile, "--set", "server.loops=many"],
    [2, "match", "--profile", profileFile, "--config", path.join(folder, "absent.conf")],
    [3, "match", "--catalogue", "catalogue", "--profile", profileFile, "--set", `matcher.vocabulary=${folder}/absent`],
  ]) {
    const run = baybridge(args);
    assert.equal(run.status, status, `${args.join(" ")}\n${run.stderr}`);
    assert.ok(run.stderr.trim().length > 0, `${args.join(" ")} says nothing`);
    assert.equal(run.stdout, "", args.join(" "));
  }
});

test("a word too many is refused, not passed over", () => {
  assert.equal(baybridge(["match", "--catalogue", "catalogue", "--profile", profileFile, "stray"]).status, 2);
  assert.equal(baybridge(["migrate", "--db", path.join(folder, "m.db"), "stray"]).status, 2);
});

test("search --json is the reply of GET /v1/openings with all its items", async () => {
  for (const [lang, words] of [[null, ["創業孵化"]], ["en", ["youth", "fund"]], ["pt", ["estágio"]]]) {
    const printed = JSON.parse(good(["search", "--catalogue", "catalogue", "--json", ...(lang ? ["--lang", lang] : []), ...words]));
    const q = words.join(" ");
    const reply = (await server.get(`/v1/openings?${new URLSearchParams({ q, limit: 100, ...(lang ? { lang } : {}) })}`)).json;
    assert.deepEqual({ ...printed, snapshot: "" }, { ...reply, snapshot: "" });
  }
  assert.deepEqual(
    JSON.parse(good(["search", "--db", server.db, "--json", "internship"])).items,
    await itemsOf(server, { q: "internship" }),
  );
});

test("search prints the number found and one line an opening", () => {
  const page = good(["search", "--catalogue", "catalogue", "--lang", "zh-Hant", "創業孵化"]);
  assert.match(page, /^\d+\n/);
  assert.ok(page.includes("創業"));
});

test("explain gives the verdict that match gives, with each criterion", () => {
  for (const [as_of, word] of [["2025-06-01", "Eligible"], ["2022-06-01", "Not eligible"], ["2024-06-01", "To be confirmed"]]) {
    const page = good(["explain", "--catalogue", "catalogue", "--profile", profileFile, "--opening", "gbayes", "--as-of", as_of]);
    assert.match(page, new RegExp(`^\\s+${word}  \\[open\\]  ${as_of}$`, "m"), `${as_of}\n${page}`);
  }
  assert.match(good(["explain", "--catalogue", "catalogue", "--profile", profileFile, "--opening", "gbayes", "--as-of", "2025-06-01", "--lang", "pt"]), /Elegível/);
});

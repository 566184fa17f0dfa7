/* The command line: help, examples that run, configuration. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { baybridge, ROOT, serve, importFiles, shippedCatalogue, temporaryFolder, writeFile } from "../support/server.mjs";

const commands = [...readFileSync(path.join(ROOT, "src/app/commands.def"), "utf8").matchAll(/^COMMAND\((\w+),/gm)].map((m) => m[1]);

/* A folder with what the examples speak of. */
function workplace() {
  const folder = temporaryFolder();
  for (const name of ["catalogue", "config", "demo"]) symlinkSync(path.join(ROOT, name), path.join(folder, name));
  writeFile(folder, "me.json", { facts: { birth_date: "1999-03-04" } });
  writeFile(folder, "people.ndjson", '{"facts":{"birth_date":"1999-03-04"}}\n{"id":"b","profile":{}}\n');
  writeFile(folder, "password.txt", "three words of mine 7\n");
  writeFile(folder, "eval/talentclef_en/queries.tsv", "q1\tengineer\n");
  writeFile(folder, "eval/talentclef_en/corpus.tsv", "d1\tengineer\n");
  writeFile(folder, "eval/talentclef_en/qrels.tsv", "q1\td1\t1\n");
  importFiles(path.join(folder, "baybridge.db"), shippedCatalogue());
  return folder;
}

test("--help lists every command, the exit codes and an example", () => {
  const run = baybridge(["--help"]);
  assert.equal(run.status, 0);
  for (const name of commands) assert.match(run.stdout, new RegExp(`^  ${name} +\\S`, "m"));
  assert.match(run.stdout, /Exit codes: 0 .*1 .*2 .*3 /s);
  assert.match(run.stdout, /^Example: baybridge /m);
});

test("no command prints the help to standard error and is 2; an unknown one is named", () => {
  const none = baybridge([]);
  assert.deepEqual([none.status, none.stdout], [2, ""]);
  assert.ok(none.stderr.includes("Usage: baybridge COMMAND"));
  const unknown = baybridge(["rank"]);
  assert.equal(unknown.status, 2);
  assert.match(unknown.stderr, /rank/);
});

for (const name of commands)
  test(`the help of ${name} has an example that runs`, async (t) => {
    const run = baybridge([name, "--help"]);
    assert.equal(run.status, 0);
    assert.match(run.stdout, new RegExp(`^Usage: baybridge ${name} `, "m"));
    const example = /^Example: baybridge (.+)$/m.exec(run.stdout)[1];
    const folder = workplace();
    if (name === "serve") {
      const server = await serve(path.join(folder, "baybridge.db"), { cwd: folder });
      t.after(() => server.stop());
      assert.equal((await server.get("/livez")).status, 200);
      return;
    }
    const [line, file] = example.split(" < ");
    const args = line.split(" ").flatMap((word) => (word === "catalogue/*.json" ? shippedCatalogue() : [word]));
    const input = file && readFileSync(path.join(folder, file));
    const done = baybridge(args, { cwd: folder, input });
    assert.equal(done.status, 0, done.stderr);
    assert.ok(done.stdout.length > 0);
    if (name === "eval") assert.ok(existsSync(path.join(folder, "run.tsv")));
  });

test("the file overrides the defaults, the environment the file, --set the environment, --db all", () => {
  const folder = temporaryFolder();
  const file = path.join(folder, "file.db");
  const config = writeFile(folder, "b.conf", `[store]\ndb = ${file}\n`);
  const made = (args, env) => {
    const run = baybridge(["migrate", ...args], { env, cwd: folder });
    assert.equal(run.status, 0, run.stderr);
    return run.stdout.split(" ")[0];
  };
  const at = (name) => path.join(folder, name);
  assert.equal(made([], {}), "baybridge.db");
  assert.equal(made(["--config", config], {}), file);
  assert.equal(made(["--config", config], { BAYBRIDGE_STORE_DB: at("env.db") }), at("env.db"));
  assert.equal(made(["--config", config, "--set", `store.db=${at("set.db")}`], { BAYBRIDGE_STORE_DB: at("env.db") }), at("set.db"));
  assert.equal(made(["--config", config, "--set", `store.db=${at("set.db")}`, "--db", at("flag.db")], {}), at("flag.db"));
  for (const name of ["baybridge.db", "file.db", "env.db", "set.db", "flag.db"]) assert.ok(existsSync(at(name)), name);
});

test("a setting that is not understood is 2 with one sentence that names it", () => {
  const folder = temporaryFolder();
  const config = (text) => writeFile(folder, "b.conf", text);
  const cases = [
    [["--set", "server.nothing=1"], {}, /server\.nothing/],
    [["--set", "server.loops=65"], {}, /server\.loops/],
    [["--set", "server.loops=-1"], {}, /server\.loops/],
    [["--set", "server.idle_timeout=60"], {}, /server\.idle_timeout/],
    [["--set", "server.idle_timeout=1000h"], {}, /server\.idle_timeout/],
    [["--set", "server.body_max=1"], {}, /server\.body_max/],
    [["--set", "server.public=maybe"], {}, /server\.public/],
    [["--set", "server.loops"], {}, /server\.loops/],
    [[], { BAYBRIDGE_SERVER_LOOPS: "x" }, /server\.loops/],
    [["--config", path.join(folder, "absent.conf")], {}, /absent\.conf/],
    [["--config", config("[server]\nloops = lots\n")], {}, /server\.loops/],
  ];
  for (const [args, env, words] of cases) {
    const run = baybridge(["check", "--db", path.join(folder, "x.db"), ...args], { env });
    assert.equal(run.status, 2, `${args} ${run.stderr}`);
    assert.match(run.stderr, words);
    assert.equal(run.stderr.trimEnd().split("\n").length, 1, run.stderr);
  }
  for (const [text, words] of [["[server]\nnothing = 1\n", /nothing/], ["loops 3\n", /1/]]) {
    const run = baybridge(["check", "--config", config(text)]);
    assert.equal(run.status, 2, text);
    assert.match(run.stderr, words);
  }
});

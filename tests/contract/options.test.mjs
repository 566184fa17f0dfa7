/* config/options.def, --help-config and config/baybridge.conf say the same. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { baybridge, ROOT, temporaryFolder } from "../support/server.mjs";

const read = (name) => readFileSync(path.join(ROOT, name), "utf8");
const options = [...read("config/options.def").matchAll(/^OPTION\((\w+),\s*(\w+),\s*(\w+),\s*"([^"]*)",\s*"([^"]*)",\s*"([^"]*)",\s*(\w+),\s*"([^"]*)"\)/gm)].map(
  ([, section, key, type, preset, least, most, when, words]) => ({ section, key, type, preset, least, most, when, words }),
);

/* section.key -> value of an ini text. */
function settings(text) {
  const found = new Map();
  let section = "";
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith(";")) continue;
    const head = /^\[(\w+)\]$/.exec(line);
    const pair = /^(\w+) = ?(.*)$/.exec(line);
    assert.ok(head || pair, `neither section nor setting: ${line}`);
    if (head) section = head[1];
    else found.set(`${section}.${pair[1]}`, pair[2].trim());
  }
  return found;
}

test("config/baybridge.conf is what --help-config prints", () => {
  const run = baybridge(["--help-config"]);
  assert.equal(run.status, 0);
  assert.equal(read("config/baybridge.conf"), run.stdout, "write it anew: baybridge --help-config > config/baybridge.conf");
});

test("every option of options.def stands in config/baybridge.conf with its default and its words", () => {
  assert.equal(options.length, (read("config/options.def").match(/^OPTION\(/gm) ?? []).length);
  const text = read("config/baybridge.conf");
  const found = settings(text);
  assert.deepEqual([...found.keys()].sort(), options.map((o) => `${o.section}.${o.key}`).sort());
  for (const o of options) {
    assert.equal(found.get(`${o.section}.${o.key}`), o.preset, o.key);
    assert.ok(text.includes(`; ${o.words}`), o.key);
  }
});

test("the shipped config file is read, and changes nothing", () => {
  const folder = temporaryFolder();
  const run = baybridge(["check", "--config", path.join(ROOT, "config/baybridge.conf"), "--db", path.join(folder, "absent.db")]);
  assert.equal(run.status, 1, run.stderr);
  assert.match(run.stderr, /absent\.db is not there/);
});

test("every option with bounds takes both and refuses what lies beyond", () => {
  const beyond = { DURATION: ["1000h"], SIZE: ["900G"], COUNT: ["100000000"] };
  const folder = temporaryFolder();
  const set = (o, value) => baybridge(["check", "--set", `${o.section}.${o.key}=${value}`, "--db", path.join(folder, "absent.db")]).status;
  for (const o of options.filter((x) => x.least !== "")) {
    assert.equal(set(o, o.least), 1, `${o.key} ${o.least}`);
    assert.equal(set(o, o.most), 1, `${o.key} ${o.most}`);
    for (const value of [...beyond[o.type], "", "-1", "x"]) assert.equal(set(o, value), 2, `${o.key} ${value}`);
  }
});

/* Rows of a server's database, read and written behind its back. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { ROOT } from "./server.mjs";

export function sql(file, text) {
  const run = spawnSync("python3", [path.join(ROOT, "tests/support/sqlite.py"), file, text], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

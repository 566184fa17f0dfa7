/*
 * Starts the real server on the shipped catalogue for one test file: its own
 * database in a temporary folder, a port the system gives, limits off. Stopped
 * by its process id. BAYBRIDGE names the binary.
 */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const DIST = path.join(ROOT, "web/dist");

const BINARY = path.resolve(ROOT, process.env.BAYBRIDGE ?? "build/release/baybridge");
const START_DEADLINE_MS = 30_000;

function catalogue() {
  const folder = path.join(ROOT, "catalogue");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => path.join(folder, name));
}

/* The server refuses to run as root: it then becomes nobody, who must own the database. */
function ownership(folder) {
  if (process.getuid() !== 0) return {};
  execFileSync("chown", ["-R", "nobody", folder]);
  return { BAYBRIDGE_SERVER_USER: "nobody" };
}

function listening(child) {
  return new Promise((resolve, reject) => {
    let log = "";
    const fail = (why) => reject(new Error(`${why}\n${log}`));
    const timer = setTimeout(() => fail("the server did not start in time"), START_DEADLINE_MS);
    child.once("error", (error) => fail(error.message));
    child.once("exit", (code) => fail(`the server ended with ${code}`));
    const read = (chunk) => {
      log += chunk;
      const found = /event=server\.started listen="?([^\s"]+)/.exec(log);
      if (found === null) return;
      clearTimeout(timer);
      child.removeAllListeners("exit");
      resolve(`http://${found[1]}`);
    };
    child.stderr.on("data", read);
    child.stdout.on("data", read);
  });
}

export async function startServer() {
  if (!existsSync(path.join(DIST, "index.html")))
    throw new Error("web/dist is missing: npm --prefix web run build");
  const folder = mkdtempSync(path.join(tmpdir(), "baybridge-browser-"));
  const db = path.join(folder, "test.db");
  const run = spawnSync(BINARY, ["import", "--db", db, ...catalogue()], { cwd: ROOT, encoding: "utf8" });
  if (run.status !== 0) throw new Error(`import failed: ${run.error ?? run.stderr}`);
  const child = spawn(BINARY, ["serve", "--db", db, "--listen", "127.0.0.1:0"], {
    cwd: ROOT,
    env: {
      ...process.env,
      BAYBRIDGE_LIMITS_ENABLED: "no",
      BAYBRIDGE_SERVER_WEB: DIST,
      ...ownership(folder),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    if (child.exitCode === null && process.kill(child.pid, "SIGTERM")) await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { base: await listening(child), stop };
  } catch (error) {
    if (child.exitCode === null && child.pid !== undefined) await stop();
    throw error;
  }
}

/*
 * The real binary for one test file: commands run to their end, and `serve` on
 * a port the system gives, with a database of its own. BAYBRIDGE names the
 * binary. Every reply of a server is compared with api/openapi.json; one that
 * breaks it is thrown, so that no test can be content with it.
 */
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { breaches } from "./schema.mjs";

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const BINARY = path.resolve(ROOT, process.env.BAYBRIDGE ?? "build/release/baybridge");
export const CONTRACT = JSON.parse(readFileSync(path.join(ROOT, "api/openapi.json"), "utf8"));
/* Generous: a deadline is there to end a test that has failed, not to time it. */
export const DEADLINE_MS = 60_000;

const IS_ROOT = process.getuid() === 0;
const folders = new Set();
const children = new Set();

process.on("exit", () => {
  for (const child of children) child.kill("SIGKILL");
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/* A folder of this test's own, open to the user that a server becomes. */
export function temporaryFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), "baybridge-e2e-"));
  chmodSync(folder, 0o777);
  folders.add(folder);
  return folder;
}

/* Texts and octets as they are, all else as JSON. Returns the path. */
export function writeFile(folder, name, value) {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof value === "string" || Buffer.isBuffer(value) ? value : JSON.stringify(value));
  return file;
}

function environment(more) {
  const env = { ...process.env };
  for (const name of Object.keys(env)) if (name.startsWith("BAYBRIDGE_")) delete env[name];
  return { ...env, ...more };
}

/* Runs a command to its end: {status, stdout, stderr}. */
export function baybridge(args, { input, env, cwd = ROOT, encoding = "utf8" } = {}) {
  const run = spawnSync(BINARY, args, {
    cwd,
    encoding,
    input,
    env: environment(env),
    maxBuffer: 256 * 1024 * 1024,
    timeout: DEADLINE_MS,
  });
  if (run.error) throw run.error;
  return run;
}

/* Command and options of a server, with what the tests' machine asks for. */
export function serveArguments(db, more = []) {
  const user = IS_ROOT ? ["--set", "server.user=nobody"] : [];
  return ["serve", "--db", db, "--listen", "127.0.0.1:0", "--set", "limits.enabled=no", ...user, ...more];
}

/* The files of the database may be written by the user that serves. */
export function openToServer(db) {
  for (const file of [db, `${db}-wal`, `${db}-shm`]) if (existsSync(file)) chmodSync(file, 0o666);
  /* Which nobody but its owner may read. */
  if (IS_ROOT && existsSync(`${db}.key`)) chownSync(`${db}.key`, Number(spawnSync("id", ["-u", "nobody"]).stdout), -1);
}

export function shippedCatalogue() {
  const folder = path.join(ROOT, "catalogue");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => path.join(folder, name));
}

export function importFiles(db, files) {
  const run = baybridge(["import", "--db", db, ...files]);
  if (run.status !== 0) throw new Error(`import ended with ${run.status}\n${run.stderr}`);
  openToServer(db);
  return run;
}

/* Awaits what a probe returns, asking again until it is truthy. */
export async function eventually(probe, why, deadline_ms = DEADLINE_MS) {
  const end = Date.now() + deadline_ms;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > end) throw new Error(`not within ${deadline_ms} ms: ${why}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function parse(reply) {
  const type = reply.headers["content-type"] ?? "";
  const plain = reply.headers["content-encoding"] === "gzip" ? gunzipSync(reply.bytes) : reply.bytes;
  reply.text = plain.toString("utf8");
  if (/json/.test(type) && reply.text !== "") reply.json = JSON.parse(reply.text);
  return reply;
}

/* One exchange, nothing decoded but gzip; paths go out as they are given. */
export function exchange(port, method, target, { headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: "127.0.0.1", port, method, path: target, headers, agent: false, timeout: DEADLINE_MS },
      (response) => {
        const parts = [];
        response.on("data", (part) => parts.push(part));
        response.on("error", reject);
        response.on("end", () =>
          resolve(parse({ status: response.statusCode, headers: response.headers, bytes: Buffer.concat(parts) })),
        );
      },
    );
    request.on("timeout", () => request.destroy(new Error("no answer in time")));
    request.on("error", reject);
    request.end(body);
  });
}

function clientOf(port) {
  async function ask(method, target, options) {
    const reply = await exchange(port, method, target, options);
    const bad = breaches(CONTRACT, method, target.split("?")[0], reply);
    if (bad.length > 0)
      throw new Error(`${method} ${target} breaks the contract:\n${bad.slice(0, 10).join("\n")}\n${reply.text.slice(0, 400)}`);
    return reply;
  }
  return {
    ask,
    get: (target, headers) => ask("GET", target, { headers }),
    post: (target, body, headers = {}) =>
      ask("POST", target, {
        body: typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body),
        headers: { "content-type": "application/json", ...headers },
      }),
  };
}

/*
 * Starts `serve` and waits for its line server.started. `exited` resolves to
 * {code, signal}; stop() ends the process by its id and waits for its end.
 */
export async function serve(db, { more = [], env, cwd = ROOT } = {}) {
  const child = spawn(BINARY, serveArguments(db, more), { cwd, env: environment(env), stdio: ["ignore", "pipe", "pipe"] });
  const exited = new Promise((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })));
  let log = "";
  children.add(child);
  exited.then(() => children.delete(child));
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text) => (log += text));
  }
  const port = await new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`${why}\n${log}`));
    const timer = setTimeout(() => fail("the server did not start in time"), DEADLINE_MS);
    const look = () => {
      const found = /event=server\.started listen="?[^\s"]*:(\d+)/.exec(log);
      if (found === null) return;
      clearTimeout(timer);
      resolve(Number(found[1]));
    };
    child.stdout.on("data", look);
    child.stderr.on("data", look);
    exited.then(({ code }) => fail(`the server ended with ${code}`));
    child.once("error", (error) => fail(error.message));
  });
  return {
    ...clientOf(port),
    port,
    db,
    pid: child.pid,
    exited,
    log: () => log,
    async stop(signal = "SIGTERM") {
      if (child.exitCode === null && child.signalCode === null) process.kill(child.pid, signal);
      return exited;
    },
  };
}

/* A server on these files (or texts of openings), the shipped ones by default. */
export async function startServer({ files = shippedCatalogue(), ...options } = {}) {
  const db = path.join(temporaryFolder(), "test.db");
  importFiles(db, files);
  return serve(db, options);
}

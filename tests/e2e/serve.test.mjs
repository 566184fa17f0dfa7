/* baybridge serve: when it refuses to start, how it stops, what it follows. */
import assert from "node:assert/strict";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import test from "node:test";
import { opening } from "../support/build.mjs";
import { baybridge, eventually, importFiles, ROOT, serve, serveArguments, temporaryFolder, writeFile } from "../support/server.mjs";

const IS_ROOT = process.getuid() === 0;
const folder = temporaryFolder();
const files = [writeFile(folder, "some.json", [opening("a"), opening("b")])];

function record(name) {
  const db = path.join(folder, name);
  importFiles(db, files);
  return db;
}
const good = record("good.db");

/* The reason that a start which must fail gives. */
function refusal(args, status, options) {
  const run = baybridge(args, options);
  assert.equal(run.status, status, run.stderr + run.stdout);
  const lines = (run.stderr + run.stdout).split("\n").filter((line) => line.includes("event=start.refused"));
  assert.equal(lines.length, 1, run.stderr);
  assert.ok(!(run.stderr + run.stdout).includes("server.started"));
  return /reason="([^"]+)"/.exec(lines[0])[1];
}

test("as root it refuses to run without a user to become", { skip: !IS_ROOT }, () => {
  assert.match(refusal(["serve", "--db", good, "--listen", "127.0.0.1:0"], 3), /server\.user/);
  assert.match(refusal(["serve", "--db", good, "--listen", "127.0.0.1:0", "--set", "server.user=root"], 3), /server\.user/);
  assert.match(refusal(["serve", "--db", good, "--listen", "127.0.0.1:0", "--set", "server.user=no-such-user"], 3), /server\.user/);
});

test("an address beyond this machine needs server.public", () => {
  for (const address of ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"])
    assert.match(refusal(serveArguments(good, ["--listen", address]), 2), /server\.public/, address);
});

test("limits off are refused with a public address", () => {
  assert.match(refusal(serveArguments(good, ["--listen", "0.0.0.0:0", "--set", "server.public=yes"]), 2), /limits\.enabled/);
});

test("a database that is not there is refused, and not made", () => {
  const absent = path.join(folder, "absent.db");
  assert.match(refusal(serveArguments(absent), 3), /no database/);
  assert.equal(baybridge(["check", "--db", absent]).status, 1);
});

test("an address that is none is refused", () => {
  for (const address of ["127.0.0.1", "127.0.0.1:99999", "127.0.0.1:http", "127.0.0.999:0"]) {
    const run = baybridge(serveArguments(good, ["--listen", address]));
    assert.ok([2, 3].includes(run.status), address);
    assert.match(run.stderr + run.stdout, /server\.listen/, address);
  }
});

test("an unknown log level and an unreadable vocabulary are refused", () => {
  assert.equal(baybridge(serveArguments(good, ["--set", "log.level=loud"])).status, 2);
  assert.match(refusal(serveArguments(good, ["--set", "matcher.vocabulary=/nowhere"]), 3), /vocabulary/);
});

/* A request whose body is half sent: {finish, answer}. */
function halfSent(port) {
  const body = JSON.stringify({ profile: {} });
  const request = http.request({ host: "127.0.0.1", port, method: "POST", path: "/v1/match", agent: false, headers: { "content-type": "application/json", "content-length": body.length } });
  const answer = new Promise((resolve, reject) => {
    request.on("error", reject);
    request.on("response", (response) => {
      let text = "";
      response.on("data", (part) => (text += part));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, json: JSON.parse(text) }));
    });
  });
  return { begin: () => new Promise((resolve) => request.write(body.slice(0, 5), resolve)), finish: () => request.end(body.slice(5)), answer };
}

const accepts = (port) =>
  new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true) || socket.destroy());
    socket.once("error", () => resolve(false));
  });

for (const signal of ["SIGTERM", "SIGINT"])
  test(`${signal} drains: no new connection, what was begun is answered, then exit 0`, async () => {
    const server = await serve(good);
    const half = halfSent(server.port);
    await half.begin();
    await server.get("/livez");
    process.kill(server.pid, signal);
    await eventually(() => server.log().includes("event=server.draining"), "it drains");
    await eventually(async () => !(await accepts(server.port)), "it takes no connection");
    half.finish();
    const answer = await half.answer;
    assert.equal(answer.status, 200);
    assert.ok(Array.isArray(answer.json.items));
    assert.deepEqual(await server.exited, { code: 0, signal: null });
    assert.match(server.log(), /event=server\.stopped requests=2\b/);
  });

test("an idle connection does not hold up the end", async () => {
  const server = await serve(good);
  const socket = net.connect(server.port, "127.0.0.1");
  await new Promise((resolve) => socket.once("connect", resolve));
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.on("error", () => {});
  assert.deepEqual(await server.stop(), { code: 0, signal: null });
  socket.resume();
  await closed;
});

test("an import into the same file is visible within a second, without a restart", async () => {
  const server = await serve(record("followed.db"));
  try {
    const start = Date.now();
    assert.equal((await server.get("/v1/openings/new")).status, 404);
    const slack = 20 * (Date.now() - start);
    const { snapshot } = (await server.get("/readyz")).json;
    importFiles(server.db, [writeFile(folder, "new.json", [opening("new", { title: { en: "Quartz polisher" } })])]);
    await eventually(async () => (await server.get("/v1/openings/new")).status === 200, "the new opening", 1000 + slack);
    assert.notEqual((await server.get("/readyz")).json.snapshot, snapshot);
    assert.equal((await server.get("/v1/openings?q=quartz")).json.total, 1);
    assert.ok((await server.post("/v1/match", { profile: {}, q: "quartz" })).json.items.some((i) => i.opening.id === "new"));
    importFiles(server.db, [writeFile(folder, "gone.json", [opening("new", { status: "withdrawn" })])]);
    await eventually(async () => (await server.get("/v1/openings/new")).status === 410, "the withdrawal", 1000 + slack);
  } finally {
    await server.stop();
  }
});

test("a reader sees an import whole or not at all", async () => {
  const server = await serve(record("whole.db"));
  try {
    const many = writeFile(folder, "many.json", Array.from({ length: 400 }, (_, i) => opening(`m${i}`)));
    const totals = new Set();
    const watch = async () => {
      const { total, facets } = (await server.get("/v1/openings?limit=1")).json;
      totals.add(total);
      assert.equal(facets.kind.reduce((n, v) => n + v.count, 0), total);
      return total === 402;
    };
    await watch();
    importFiles(server.db, [many]);
    await eventually(watch, "the many");
    assert.deepEqual([...totals].sort(), [2, 402]);
  } finally {
    await server.stop();
  }
});

test("an import that is refused changes nothing that is served", async () => {
  const server = await serve(record("refused.db"));
  try {
    const before = (await server.get("/v1/openings")).text;
    const bad = writeFile(folder, "bad.json", [opening("c"), opening("d", { places: ["atlantis"] })]);
    assert.equal(baybridge(["import", "--db", server.db, bad]).status, 1);
    /* The next good import proves that the follower has looked since. */
    importFiles(server.db, [writeFile(folder, "e.json", [opening("e", { status: "draft" })])]);
    await eventually(async () => (await server.get("/readyz")).json.openings === 3, "the draft");
    const strip = (text) => text.replace(/"snapshot":"[^"]*"/, "");
    assert.equal(strip((await server.get("/v1/openings")).text), strip(before));
  } finally {
    await server.stop();
  }
});

test("after kill -9 the record serves again", async () => {
  const db = record("killed.db");
  const first = await serve(db);
  importFiles(db, [writeFile(folder, "k.json", [opening("k")])]);
  assert.deepEqual(await first.stop("SIGKILL"), { code: null, signal: "SIGKILL" });
  const second = await serve(db);
  assert.equal((await second.get("/v1/openings/k")).status, 200);
  assert.equal(baybridge(["check", "--db", db]).status, 0);
  await second.stop();
});

test("two servers may serve one record", async () => {
  const db = record("shared.db");
  const [one, two] = await Promise.all([serve(db), serve(db)]);
  assert.equal((await one.get("/v1/openings")).text, (await two.get("/v1/openings")).text);
  await Promise.all([one.stop(), two.stop()]);
});

test("each request is one line of the log, with route, status and time", async () => {
  const server = await serve(good);
  await server.get("/v1/openings?limit=0");
  await server.get("/nowhere");
  await server.stop();
  const lines = server.log().split("\n").filter((line) => line.includes("event=request.done"));
  assert.equal(lines.length, 2);
  assert.match(lines[0], /route=opening_list status=422 us=\d+ bytes=\d+ error=invalid/);
  assert.match(lines[1], /route=other status=404/);
  for (const line of server.log().trimEnd().split("\n")) assert.match(line, /^ts=\d{4}-\d\d-\d\dT[\d:.]+Z level=(debug|info|warn|error) event=[a-z.]+( |$)/);
});

test("without a built web client it serves, and a plain page says so in four languages", async () => {
  const server = await serve(good, { more: ["--set", `server.web=${path.join(folder, "no-web")}`] });
  try {
    const page = await server.get("/");
    assert.equal(page.status, 200);
    assert.match(page.headers["content-type"], /^text\/html/);
    for (const words of ["has not been built", "尚未建立", "尚未构建", "não foi compilado"]) assert.ok(page.text.includes(words), words);
    assert.equal((await server.get("/v1/openings")).status, 200);
    assert.equal((await server.get("/assets/index.js")).status, 404);
  } finally {
    await server.stop();
  }
});

test("a built web client is served from memory, and nothing outside its folder", async () => {
  const web = path.join(folder, "web");
  writeFile(web, "index.html", "<!doctype html><title>client</title>");
  writeFile(web, "assets/app-1a2b.js", `export const x = ${JSON.stringify("y".repeat(3000))};`);
  writeFile(web, ".hidden.html", "hidden");
  writeFile(web, "notes.secret", "secret");
  writeFile(folder, "outside.html", "outside");
  const server = await serve(good, { more: ["--set", `server.web=${web}`] });
  try {
    const page = await server.get("/");
    assert.match(page.text, /client/);
    assert.equal((await server.get("/", { "if-none-match": page.headers.etag })).status, 304);
    const script = await server.get("/assets/app-1a2b.js", { "accept-encoding": "gzip" });
    assert.match(script.headers["content-type"], /^text\/javascript/);
    assert.match(script.headers["cache-control"], /immutable/);
    assert.equal(script.headers["content-encoding"], "gzip");
    for (const target of ["/.hidden.html", "/notes.secret", "/outside.html", "/../outside.html", "/%2e%2e/outside.html", "/assets/../../outside.html", "/assets/..%2f..%2foutside.html", "/assets/", "/assets", "/index.html/", "//etc/passwd"]) {
      const reply = await server.get(target);
      assert.ok([400, 404].includes(reply.status), `${target} ${reply.status}`);
    }
    writeFile(web, "late.html", "late");
    assert.equal((await server.get("/late.html")).status, 404);
    assert.equal((await server.ask("POST", "/")).status, 405);
  } finally {
    await server.stop();
  }
});

test("options reach the server: a smaller body_max, its data by their paths", async () => {
  const server = await serve(good, {
    cwd: folder,
    env: { BAYBRIDGE_SERVER_BODY_MAX: "2K" },
    more: ["--set", `matcher.vocabulary=${path.join(ROOT, "config/vocabulary")}`, "--set", `crypt.guessed=${path.join(ROOT, "config/passwords.txt")}`],
  });
  try {
    assert.equal((await server.post("/v1/match", `{"profile":{}${" ".repeat(3000)}}`)).status, 413);
    assert.equal((await server.post("/v1/match", { profile: {} })).status, 200);
  } finally {
    await server.stop();
  }
});


/*
 * A Redis of a test's own, on a socket in its folder: started, stopped, killed,
 * and brought back with what it held before.
 */
import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, rmSync } from "node:fs";
import path from "node:path";
import { eventually, temporaryFolder } from "./server.mjs";

export const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;

export async function startRedis() {
  const folder = temporaryFolder();
  const socket = path.join(folder, "redis.sock");
  const dump = path.join(folder, "dump.rdb");
  let child;
  let exited;

  function say(...words) {
    const run = spawnSync("redis-cli", ["-s", socket, ...words], { encoding: "utf8" });
    return run.status === 0 ? run.stdout.trim() : null;
  }
  async function start() {
    child = spawn("redis-server", ["--port", "0", "--unixsocket", socket, "--unixsocketperm", "777", "--dir", folder, "--save", "", "--appendonly", "no"], { stdio: "ignore" });
    exited = new Promise((resolve) => child.once("exit", resolve));
    await eventually(() => say("PING") === "PONG", "Redis answers");
  }
  async function stop(signal = "SIGTERM") {
    if (child.exitCode === null && child.signalCode === null) process.kill(child.pid, signal);
    return exited;
  }
  process.on("exit", () => child.kill("SIGKILL"));
  await start();
  return {
    more: ["--set", `session.redis=unix:${socket}`],
    say,
    start,
    stop,
    pause: () => process.kill(child.pid, "SIGSTOP"),
    goOn: () => process.kill(child.pid, "SIGCONT"),
    /* What it holds now, as a file. */
    save() {
      say("SAVE");
      const copy = `${dump}.kept`;
      copyFileSync(dump, copy);
      return copy;
    },
    /* Killed, and started with nothing, or with what that file holds. */
    async restore(file) {
      await stop("SIGKILL");
      if (existsSync(dump)) rmSync(dump);
      if (file) copyFileSync(file, dump);
      await start();
    },
  };
}

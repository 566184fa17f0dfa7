/*
 * A visitor at a keyboard: Debian's Chromium, a fresh context a story, and
 * nothing but roles, labels and keys. A page error, a console error or a
 * request to anybody else fails the test that made it.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./server.mjs";

const require = createRequire(path.join(ROOT, "web/package.json"));
const { chromium } = require("playwright-core");
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const TAB_LIMIT = 400;
const WAIT_MS = 15_000;

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/* The messages of a language, from the client's own source. */
export async function messagesOf(lang) {
  const vite = await import(pathToFileURL(require.resolve("vite")).href);
  const file = path.join(ROOT, `web/src/i18n/${lang}.ts`);
  const { code } = await vite.transformWithEsbuild(readFileSync(file, "utf8"), file, { sourcemap: false });
  const module = await import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`);
  return Object.values(module)[0];
}

export async function visit(browser, base, { width, locale = "en", expected = [] }) {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    locale,
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(WAIT_MS);
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(`page error: ${error.message}`));
  page.on("console", (line) => {
    const text = line.text();
    if (line.type() === "error" && !expected.some((e) => text.includes(e)))
      faults.push(`console: ${text}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(base)) faults.push(`third party: ${request.url()}`);
  });
  const leave = async () => {
    await context.close();
    assert.deepEqual(faults, []);
  };
  return { page, leave };
}

async function isFocused(locator) {
  return (await locator.count()) > 0 && locator.first().evaluate((e) => e === document.activeElement);
}

/* Tab until it has the focus: what cannot be reached by keyboard fails. */
export async function tabTo(page, locator, back = false) {
  await locator.first().waitFor();
  const element = await locator.first().elementHandle();
  for (let i = 0; i < TAB_LIMIT; i++) {
    if (await element.evaluate((e) => e === document.activeElement)) return;
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
  }
  assert.fail(`not reachable by keyboard: ${locator}`);
}

export async function press(page, locator, key = "Enter", back = false) {
  await tabTo(page, locator, back);
  await page.keyboard.press(key);
}

/* Asked anew each frame, since the element may be replaced meanwhile. */
export async function focused(locator) {
  const deadline = Date.now() + WAIT_MS;
  while (!(await isFocused(locator))) {
    assert.ok(Date.now() < deadline, `never got the focus: ${locator}`);
    await locator.page().evaluate(() => new Promise(requestAnimationFrame));
  }
}

/* Brought in by the debugger, which the page's own policy does not stop. */
export async function axeFindsNothing(page, where) {
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 4).join(" | ")}`);
  });
  assert.deepEqual(found, [], where);
}

export async function nothingOverflows(page, where) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(over <= 0, `${where}: ${over} px wider than the window`);
}

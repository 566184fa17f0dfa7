/*
 * A person on a phone opens the links of the letters that the real server wrote:
 * to confirm an address, for a new password, for a check-in; registers, signs in
 * and out. Each story ends in another language than the one before.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { address, PASSWORD, register } from "../support/accounts.mjs";
import { confirmed, seeker, started } from "../support/applying.mjs";
import { inRecord } from "../support/record.mjs";
import { axeFindsNothing, launch, messagesOf, nothingOverflows, visit } from "./browser.mjs";
import { button, fillSignIn, linkTo, open, startPeople, title } from "./people.mjs";

const WIDTH = 360;
const LANGS = ["en", "zh-Hant", "zh-Hans", "pt"];
const NEW = "four other words of mine";

let world;
let browser;
before(async () => {
  world = await startPeople();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await world?.server.stop();
});

const phone = (expected = []) => visit(browser, world.base, { width: WIDTH, expected });
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const shows = (page, text) => page.getByText(text, { exact: true }).first().waitFor();
const header = (page) => page.getByRole("banner");

async function isFit(page, where) {
  await axeFindsNothing(page, where);
  await nothingOverflows(page, where);
}

for (const lang of LANGS) {
  test(`an account is registered, and its address confirmed by the letter: ${lang}`, async () => {
    const m = await messagesOf(lang);
    const { page, leave } = await phone(["422", "410"]);
    const email = address();
    await open(page, world.base, lang, "#/register");
    await title(page, m.register_title);
    await shows(page, m.statement_who);
    await page.getByLabel(m.email, { exact: true }).fill(email);
    await page.getByLabel(m.password, { exact: true }).fill("password1");
    await button(page, m.register_act).click();
    const field = page.getByLabel(m.password, { exact: true });
    await page.getByRole("alert").waitFor();
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    await isFit(page, `register ${lang}`);
    await field.fill(PASSWORD);
    await button(page, m.register_act).click();
    await shows(page, fill(m.registered_text, { email }));

    const link = await linkTo(world.folder, email, /./);
    await open(page, world.base, lang, link);
    await title(page, m.verify_title);
    await isFit(page, `verify ${lang}`);
    await button(page, m.verify_act).click();
    await title(page, m.verify_done_title);
    await isFit(page, `verified ${lang}`);

    await open(page, world.base, lang, link);
    await button(page, m.verify_act).click();
    await title(page, m.link_expired_title);
    await fillSignIn(page, m, email, PASSWORD);
    await shows(page, m.verify_already);
    await isFit(page, `expired ${lang}`);
    await leave();
  });

  test(`somebody signs in, is named, and signs out: ${lang}`, async () => {
    const m = await messagesOf(lang);
    const { email } = await confirmed(world.server);
    const { page, leave } = await phone(["401"]);
    await open(page, world.base, lang, "#/login");
    await fillSignIn(page, m, email, "not the password");
    await shows(page, m.login_refused);
    await isFit(page, `refused ${lang}`);
    await fillSignIn(page, m, email, PASSWORD);
    await title(page, m.signed_in_title);
    await header(page).getByText(email, { exact: true }).waitFor();
    await isFit(page, `signed in ${lang}`);

    await page.reload();
    await header(page).getByText(email, { exact: true }).waitFor();
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    assert.doesNotMatch(kept, /b[a-z]_[\w-]{20}|csrf|@/);
    assert.equal(await page.evaluate(() => document.cookie), "", "no script can read the login");

    await header(page).getByRole("button", { name: m.sign_out, exact: true }).click();
    await header(page).getByRole("link", { name: m.sign_in, exact: true }).waitFor();
    await title(page, m.sign_in);
    await page.reload();
    await page.getByLabel(m.email, { exact: true }).waitFor();
    await leave();
  });

  test(`a password is set anew, a weak one refused at its field, a used link explained: ${lang}`, async () => {
    const m = await messagesOf(lang);
    const email = await register(world.server, { lang });
    const { page, leave } = await phone(["422", "410", "401"]);
    await open(page, world.base, lang, "#/reset");
    await page.getByLabel(m.email, { exact: true }).fill(email);
    await isFit(page, `reset asked ${lang}`);
    await button(page, m.send_link).click();
    await shows(page, fill(m.reset_asked_text, { email }));
    const link = await linkTo(world.folder, email, /./, 2);
    assert.match(link, /^#\/reset\?token=/);

    await open(page, world.base, lang, link);
    const field = page.getByLabel(m.new_password, { exact: true });
    await field.fill("short");
    await button(page, m.reset_act).click();
    await page.getByRole("alert").waitFor();
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    assert.match(await page.getByRole("alert").innerText(), /8/);
    await isFit(page, `refused password ${lang}`);
    await field.fill(NEW);
    await button(page, m.reset_act).click();
    await title(page, m.reset_done_title);
    await page.getByRole("main").getByRole("link", { name: m.sign_in, exact: true }).click();
    await fillSignIn(page, m, email, NEW);
    await title(page, m.signed_in_title);

    await open(page, world.base, lang, link);
    await page.getByLabel(m.new_password, { exact: true }).fill(NEW);
    await button(page, m.reset_act).click();
    await title(page, m.link_expired_title);
    await isFit(page, `used reset link ${lang}`);
    await page.getByRole("link", { name: m.ask_new_link, exact: true }).click();
    await title(page, m.reset_ask_title);
    await leave();
  });

  test(`one tap says where somebody is now: ${lang}`, async () => {
    const m = await messagesOf(lang);
    const me = await seeker(world.server, undefined, { lang });
    await started(world.server, me, world.borough, "other-job");
    const [{ id }] = (await world.server.get("/v1/me/placements", me.headers)).json.items;
    inRecord(world.server.db, ["UPDATE check_in SET due_day = due_day - 92 WHERE placement = ?", id]);
    const link = await linkTo(world.folder, me.email, /Where are you now|近況|近况|Onde está/);
    const { page, leave } = await phone(["410"]);
    await open(page, world.base, lang, link);
    await isFit(page, `check-in ${lang}`);
    await button(page, m.check_hong_kong).click();
    await title(page, m.check_done_title);
    await open(page, world.base, lang, link);
    await button(page, m.check_looking).click();
    await title(page, m.link_expired_title);
    await shows(page, m.check_expired);
    const { check_ins } = (await world.server.get(`/v1/placements/${id}`, me.headers)).json;
    assert.deepEqual(check_ins.map((c) => c.answer), ["hong_kong", null, null, null, null]);
    await leave();
  });
}

test("a link that was cut says so, and so does a server that cannot be reached", async () => {
  const m = await messagesOf("en");
  const { page, leave } = await phone(["ERR_INTERNET_DISCONNECTED", "503", "400"]);
  for (const hash of ["#/verify", "#/join", "#/ventures/join", "#/check-in", "#/alert", "#/stop?token="]) {
    await open(page, world.base, "en", hash);
    await title(page, m.link_broken_title);
  }
  await open(page, world.base, "en", "#/verify?token=cut");
  await button(page, m.verify_act).click();
  await title(page, m.link_broken_title);

  await open(page, world.base, "en", "#/stop?token=x");
  await page.context().setOffline(true);
  await button(page, m.stop_act).click();
  await shows(page, m.error_network);
  await page.context().setOffline(false);
  await page.route("**/v1/searches/stop**", (route) => route.fulfill({ status: 503, body: "" }));
  await button(page, m.stop_act).click();
  await shows(page, m.error_busy);
  await leave();
});

test("nobody is asked who has never signed in", async () => {
  const { page, leave } = await phone();
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await open(page, world.base, "pt", "#/");
  await page.getByRole("link", { name: (await messagesOf("pt")).sign_in, exact: true }).waitFor();
  assert.ok(!asked.includes("/v1/me"));
  await leave();
});

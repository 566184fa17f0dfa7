/*
 * A seeker on a phone follows a letter to an application, reads every step,
 * accepts, declines and withdraws with a reason; others join an organisation,
 * a team, and the letters of a search by their links.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { address, PASSWORD, register } from "../support/accounts.mjs";
import { applied, confirmed, move, seeker, send, walk } from "../support/applying.mjs";
import { axeFindsNothing, launch, messagesOf, nothingOverflows, visit } from "./browser.mjs";
import { button, fillSignIn, linkTo, open, startPeople, title } from "./people.mjs";

const LANGS = ["en", "zh-Hant", "zh-Hans", "pt"];

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

const phone = (expected = []) => visit(browser, world.base, { width: 360, expected: ["401", ...expected] });
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const reasons = async (lang) => (await world.server.get(`/v1/reasons?lang=${lang}`)).json.items;
const stateOf = async (who, id) => (await world.server.get(`/v1/applications/${id}`, who.headers)).json;

async function isFit(page, where) {
  await axeFindsNothing(page, where);
  await nothingOverflows(page, where);
}

for (const lang of LANGS) {
  test(`a refusal is read with its hour and its reason: ${lang}`, async () => {
    const [m, codes] = [await messagesOf(lang), await reasons(lang)];
    const me = await seeker(world.server, undefined, { lang });
    const id = await applied(world.server, me, "tester");
    await walk(world.server, id, [world.acme, "seen"], [world.acme, { to: "refused", reason: "skills", note: "More SQL, please." }]);
    const link = await linkTo(world.folder, me.email, /./, 3);
    assert.equal(link, `#/applications/${id}`);
    const { page, leave } = await phone();
    await open(page, world.base, lang, link);
    await fillSignIn(page, m, me.email, PASSWORD);
    await title(page, m.application_one);
    const steps = page.getByRole("main").getByRole("listitem");
    await steps.last().waitFor();
    assert.deepEqual(await steps.locator("strong").allInnerTexts(), [m.state_submitted, m.state_seen, m.state_refused]);
    const { text } = codes.find((c) => c.group === "refusal" && c.code === "skills");
    const last = await steps.last().innerText();
    for (const part of [fill(m.application_reason, { reason: text }), "More SQL, please.", m.by_poster]) assert.ok(last.includes(part), part);
    assert.match(await steps.last().locator("time").innerText(), /\d:\d\d/);
    await isFit(page, `refused ${lang}`);
    await leave();
  });

  test(`one is accepted, one declined, one withdrawn with a reason: ${lang}`, async () => {
    const m = await messagesOf(lang);
    const me = await seeker(world.server, undefined, { lang });
    const ids = {};
    for (const name of ["graduates", "fund-a", "other-job"]) ids[name] = await applied(world.server, me, name);
    await walk(world.server, ids.graduates, [world.acme, "offered"]);
    await walk(world.server, ids["fund-a"], [world.borough, "offered"]);
    const { page, leave } = await phone();
    await open(page, world.base, lang, "#/applications");
    await fillSignIn(page, m, me.email, PASSWORD);
    await title(page, m.my_applications);
    const card = (name) =>
      page.getByRole("listitem").filter({ has: page.locator(`a[href$="${encodeURIComponent(ids[name])}"]`) });
    const state = (name, text) => card(name).getByText(text, { exact: true }).first().waitFor();

    await card("graduates").getByRole("button", { name: m.accept_offer, exact: true }).click();
    await state("graduates", m.state_accepted);
    await isFit(page, `list ${lang}`);

    await card("fund-a").getByRole("button", { name: m.decline_offer, exact: true }).click();
    await card("fund-a").getByLabel(m.reason_label, { exact: true }).selectOption("pay");
    await isFit(page, `declining ${lang}`);
    await card("fund-a").getByRole("button", { name: m.decline_offer, exact: true }).click();
    await state("fund-a", m.state_declined);

    await card("other-job").getByText(m.application_steps, { exact: true }).click();
    await card("other-job").getByRole("button", { name: m.withdraw, exact: true }).click();
    await card("other-job").getByLabel(m.reason_label, { exact: true }).selectOption("other");
    await card("other-job").getByLabel(m.note_needed, { exact: true }).fill("我改變主意 · mudei de ideias");
    await card("other-job").getByRole("button", { name: m.withdraw, exact: true }).click();
    await state("other-job", m.state_withdrawn);

    assert.equal((await stateOf(me, ids.graduates)).state, "accepted");
    assert.equal((await stateOf(me, ids["fund-a"])).reason, "pay");
    const gone = await stateOf(me, ids["other-job"]);
    assert.deepEqual([gone.reason, gone.events.at(-1).note], ["other", "我改變主意 · mudei de ideias"]);
    await leave();
  });
}

test("what changed meanwhile is shown as it is, and a stranger's application is not there", async () => {
  const m = await messagesOf("en");
  const me = await seeker(world.server);
  const id = await applied(world.server, me, "tester");
  const { page, leave } = await phone(["409", "404"]);
  await open(page, world.base, "en", `#/applications/${id}`);
  await fillSignIn(page, m, me.email, PASSWORD);
  await button(page, m.withdraw).click();
  await move(world.server, world.acme, id, { to: "refused", reason: "filled" });
  await page.getByLabel(m.reason_label, { exact: true }).selectOption("slow");
  await button(page, m.withdraw).click();
  await page.getByText(m.application_changed, { exact: true }).waitFor();
  await page.getByText(m.state_refused, { exact: true }).first().waitFor();

  const other = await applied(world.server, await seeker(world.server), "tester");
  await open(page, world.base, "en", `#/applications/${other}`);
  await page.getByText(m.application_missing, { exact: true }).waitFor();
  await leave();
});

test("a login that ended elsewhere asks for another, and the page goes on", async () => {
  const m = await messagesOf("pt");
  const me = await seeker(world.server);
  const id = await applied(world.server, me, "tester");
  const { page, leave } = await phone(["401"]);
  await open(page, world.base, "pt", `#/applications/${id}`);
  await fillSignIn(page, m, me.email, PASSWORD);
  await button(page, m.withdraw).click();
  await page.getByLabel(m.reason_label, { exact: true }).selectOption("slow");
  assert.equal((await world.server.ask("DELETE", "/v1/sessions", { headers: me.headers })).status, 204);
  await button(page, m.withdraw).click();
  await fillSignIn(page, m, me.email, PASSWORD);
  await button(page, m.withdraw).waitFor();
  await leave();
});

for (const lang of ["en", "zh-Hant"])
  test(`an invitation is taken up after signing in, and only by its own address: ${lang}`, async () => {
    const m = await messagesOf(lang);
    const email = address();
    const made = await send(world.server, "POST", "/v1/organisations/acme/members", world.acme, { email, role: "editor" });
    assert.equal(made.status, 201, made.text);
    const link = await linkTo(world.folder, email, /./);
    await register(world.server, { email, role: "poster", lang });
    const stranger = await confirmed(world.server, { role: "poster" });
    const { page, leave } = await phone(["422", "410"]);
    await open(page, world.base, lang, link);
    await fillSignIn(page, m, stranger.email, PASSWORD);
    await button(page, m.join_act).click();
    await page.getByRole("alert").waitFor();
    await button(page, m.other_account).click();
    await fillSignIn(page, m, email, PASSWORD);
    await isFit(page, `join ${lang}`);
    await button(page, m.join_act).click();
    await title(page, m.join_done_title);
    await page.getByRole("main").getByRole("link", { name: m.my_organisations, exact: true }).click();
    await page.getByText(m.verification_verified, { exact: true }).waitFor();
    await isFit(page, `organisations ${lang}`);
    await open(page, world.base, lang, link);
    await button(page, m.join_act).click();
    await title(page, m.link_expired_title);
    await leave();
  });

test("a team is joined by the link of its letter", async () => {
  const m = await messagesOf("pt");
  const lead = await seeker(world.server);
  const friend = await seeker(world.server, undefined, { lang: "pt" });
  const { id } = (await send(world.server, "POST", "/v1/me/ventures", lead, { name: "Harbour Robots" })).json;
  const asked = await send(world.server, "POST", `/v1/me/ventures/${id}/members`, lead, { email: friend.email, role: "design", lang: "pt" });
  assert.equal(asked.status, 202, asked.text);
  const { page, leave } = await phone();
  await open(page, world.base, "pt", await linkTo(world.folder, friend.email, /projeto/));
  await fillSignIn(page, m, friend.email, PASSWORD);
  await isFit(page, "venture");
  await button(page, m.venture_act).click();
  await page.getByText(fill(m.venture_done_text, { name: "Harbour Robots" }), { exact: true }).waitFor();
  await leave();
});

test("letters of a search are confirmed by the link, and its feeds are there", async () => {
  const m = await messagesOf("zh-Hans");
  const email = address();
  const asked = await world.server.post("/v1/searches", { email, query: { q: "tester" }, every: "daily", lang: "zh-Hans" });
  assert.equal(asked.status, 202, asked.text);
  const { page, leave } = await phone();
  await open(page, world.base, "zh-Hans", await linkTo(world.folder, email, /./));
  await button(page, m.alert_act).click();
  await title(page, m.alert_done_title);
  await isFit(page, "alert");
  const feed = await page.getByRole("link", { name: m.alert_atom, exact: true }).getAttribute("href");
  assert.match(feed, /\/v1\/searches\/[\w-]+\/feed\.atom/);
  await leave();
});

test("a letter's link to an opening opens it over the list", async () => {
  const { page, leave } = await visit(browser, world.base, { width: 360 });
  await page.goto(`${world.base}/?lang=en#/openings/other-job`);
  await page.getByRole("dialog", { name: "Opening other-job" }).waitFor();
  await leave();
});

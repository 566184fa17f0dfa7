/*
 * The story of a visitor without an account, told by keyboard in four
 * languages on a phone and on a desk, against the real server and the shipped
 * catalogue.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import {
  axeFindsNothing,
  focused,
  launch,
  messagesOf,
  nothingOverflows,
  press,
  tabTo,
  visit,
} from "./browser.mjs";
import { DIST, startServer } from "./server.mjs";

const LANGS = ["en", "zh-Hant", "zh-Hans", "pt"];
const WIDTHS = [360, 1280];
const QUESTIONS_MAX = 30;
const BUDGET_BYTES = 60 * 1024;
const PAGE_SIZE = 20;
const NEAR_FIRST = 5;
const STORED = "baybridge.answers.1";

/* A graduate of Hong Kong without a company. What is not here is skipped. */
const PERSONA = {
  residency: { tick: ["hk_permanent"] },
  age: { year: "2001" },
  education: { choose: "bachelor" },
  study_status: { choose: "graduated" },
  company_registered_in: { none: true },
};

let server;
let browser;
before(async () => {
  server = await startServer();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const question = (page) => page.getByRole("heading", { level: 2 }).first();
const stored = (page) => page.evaluate((key) => localStorage.getItem(key), STORED);

async function vocabularyIn(lang) {
  const reply = await fetch(`${server.base}/v1/vocabulary?lang=${lang}`);
  return (await reply.json()).attributes;
}

function labelOf(attribute, value) {
  return attribute.values.find((v) => v.value === value).label;
}

/* Rules are also read for a profile that says nothing, a hundred at a time: that is no list for a person. */
function isList(response) {
  return response.url().endsWith("/v1/match") && response.ok() && response.request().postDataJSON().limit === PAGE_SIZE;
}

/* Does something and waits for the ranked list that follows from it. */
async function ranked(page, act) {
  const reply = page.waitForResponse(isList);
  await act();
  return (await reply).json();
}

async function giveAnswer(page, m, attribute, answer) {
  if (answer.choose !== undefined)
    return press(page, page.getByRole("button", { name: labelOf(attribute, answer.choose), exact: true }));
  for (const value of answer.tick ?? [])
    await press(page, page.getByRole("checkbox", { name: labelOf(attribute, value), exact: true }), "Space");
  if (answer.none)
    await press(page, page.getByRole("checkbox", { name: m.none_of_these, exact: true }), "Space");
  if (answer.year !== undefined) {
    await tabTo(page, page.getByLabel(m.year, { exact: true }));
    await page.keyboard.type(answer.year);
  }
  return press(page, page.getByRole("button", { name: m.go_on, exact: true }));
}

/* Answers what the server asks, in its order, until it asks nothing more. */
async function answerAll(page, m, attributes) {
  const asked = [];
  let last;
  for (let i = 0; i < QUESTIONS_MAX; i++) {
    const text = await question(page).innerText();
    if (text === m.done_title) return { last, asked };
    const attribute = attributes.find((a) => a.question === text);
    assert.ok(attribute, `a question of the vocabulary: ${text}`);
    assert.ok(!asked.includes(attribute.key), `${attribute.key} is asked once`);
    asked.push(attribute.key);
    const answer = PERSONA[attribute.key];
    const skip = attribute.scope === "venture" ? m.skip_venture : m.skip;
    if (answer === undefined) await press(page, page.getByRole("button", { name: skip, exact: true }));
    else last = await ranked(page, () => giveAnswer(page, m, attribute, answer));
    await page.waitForFunction(
      (before) => document.activeElement?.tagName === "H2" && document.activeElement.textContent !== before,
      text,
    );
  }
  assert.fail("the questions end");
}

/* Every number on the page is the reply's; near misses are counted apart from the other ineligible. */
async function countsAgree(page, m, reply) {
  const { eligible, maybe, ineligible, near_misses } = reply.counts;
  const beyond = ineligible - near_misses;
  const said = fill(m.results_status, { eligible, maybe, near: near_misses, ineligible: beyond });
  await page.getByText(said, { exact: true }).waitFor();
  const region = page.getByRole("region", { name: m.results, exact: true });
  const titles = region.getByRole("heading", { level: 4 });
  assert.equal(await titles.count(), reply.items.length + Math.min(reply.near_misses.length, NEAR_FIRST));
  assert.equal(await titles.first().innerText(), [...reply.items, ...reply.near_misses][0].opening.title);
  return region;
}

async function whyIsSaid(page, m, reply) {
  const [first] = reply.items;
  const word = first.missing === undefined && first.verdict === "maybe" ? m.why_maybe : m.why;
  const why = page.getByText(`${word} ${first.opening.title}`, { exact: true });
  await press(page, why);
  for (const criterion of first.criteria)
    await page.getByText(criterion.text ?? "", { exact: false }).first().waitFor();
  if (first.missing !== undefined) await page.getByText(m.no_known_obstacle).first().waitFor();
}

/* Wishes bring the fit, whose parts add up as they are printed. */
async function wishesBringTheFit(page, m) {
  await press(page, page.getByRole("heading", { name: m.wishes_title }).locator("xpath=.."));
  await tabTo(page, page.getByRole("textbox", { name: m.wants }));
  const reply = await ranked(page, () => page.keyboard.type("design start-up 創業 estágio"));
  const [best] = reply.items;
  const sum = best.parts.reduce((total, part) => total + Math.round(part.points * 100), 0);
  assert.equal(sum, Math.round(best.fit * 100));
  const number = (text) => Number(text.replace(",", "."));
  const bar = page
    .getByRole("list")
    .filter({ hasText: m.part_text, hasNot: page.getByRole("list") })
    .first();
  await bar.waitFor();
  const points = (await bar.innerText()).match(/\d+(?:[.,]\d+)?/g).map(number);
  assert.equal(Math.round(points.reduce((a, b) => a + b, 0) * 100), Math.round(best.fit * 100));
}

async function filtersLiveInTheUrl(page, m) {
  const box = page.getByRole("checkbox", { name: new RegExp(`^${m.kind_funding}`) }).last();
  const reply = await ranked(page, () => press(page, box, "Space"));
  assert.ok(reply.items.every((i) => i.opening.kind === "funding"));
  assert.equal(new URL(page.url()).searchParams.get("kind"), "funding");
  await ranked(page, () => press(page, page.getByRole("button", { name: m.clear_filters })));
  assert.equal(new URL(page.url()).searchParams.get("kind"), null);
  await focused(page.getByRole("heading", { name: m.results, exact: true }));
}

async function detailsOpenAndClose(page, m, where) {
  const title = await page.getByRole("heading", { level: 4 }).first().innerText();
  const link = page.getByRole("link", { name: `${m.details} ${title}`, exact: true });
  await press(page, link);
  const dialog = page.getByRole("dialog", { name: title });
  await focused(dialog.getByRole("heading", { level: 2 }));
  for (const name of [m.conditions, m.how_to_apply, m.sources])
    await dialog.getByRole("heading", { name, exact: true }).waitFor();
  const apply = dialog.getByRole("link", { name: new RegExp(m.new_tab) }).first();
  assert.match(await apply.getAttribute("rel"), /noopener/);
  await axeFindsNothing(page, `${where}, details`);
  await nothingOverflows(page, `${where}, details`);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await page.waitForFunction(() => !location.hash.startsWith("#/o/"));
  await focused(link);
}

async function answersCanBeChangedErasedAndBroughtBack(page, m, attributes) {
  const { label } = attributes.find((a) => a.key === "education");
  await press(page, page.getByRole("button", { name: `${m.answer_change} ${label}`, exact: true }), "Enter", true);
  await focused(question(page));
  const chosen = page.getByRole("button", { pressed: true });
  assert.equal(await chosen.innerText(), labelOf(attributes.find((a) => a.key === "education"), "bachelor"));
  await press(page, page.getByRole("button", { name: m.keep_answer }));

  const before = await stored(page);
  assert.ok(before.includes("hk_permanent"));
  await ranked(page, () => press(page, page.getByRole("button", { name: m.erase_all })));
  assert.equal(await stored(page), null);
  const undo = page.getByRole("button", { name: m.undo, exact: true });
  await focused(undo);
  await ranked(page, () => page.keyboard.press("Enter"));
  assert.equal(await stored(page), before);
}

/* Pages behind letters are fetched when one is opened, languages when one is chosen. */
test("a first visit takes at most 60 KiB of script and style, in any language", () => {
  const folder = path.join(DIST, "assets");
  const files = readdirSync(folder).map((name) => ({ name, bytes: gzipSync(readFileSync(path.join(folder, name))).length }));
  const sum = (pattern) => files.filter(({ name }) => pattern.test(name)).reduce((n, { bytes }) => n + bytes, 0);
  for (const lang of LANGS) {
    const bytes = sum(/^(index|style)-/) + sum(new RegExp(`^${lang}-`));
    assert.ok(bytes > 0 && bytes <= BUDGET_BYTES, `${lang}: ${bytes} bytes`);
  }
  assert.ok(sum(/^desk-/) > 0, "the pages behind letters are a piece of their own");
});

for (const lang of LANGS)
  for (const width of WIDTHS)
    test(`a visitor finds, understands and controls everything: ${lang}, ${width} px`, async () => {
      const where = `${lang} at ${width}`;
      const [m, attributes] = await Promise.all([messagesOf(lang), vocabularyIn(lang)]);
      const { page, leave } = await visit(browser, server.base, { width });
      const start = await ranked(page, () => page.goto(`${server.base}/?lang=${lang}`));
      await page.getByRole("heading", { level: 1, name: m.hero_title }).waitFor();
      assert.equal(await page.locator("html").getAttribute("lang"), lang);
      await countsAgree(page, m, start);
      assert.equal(await question(page).innerText(), attributes.find((a) => a.key === start.questions[0].attr).question);
      await axeFindsNothing(page, `${where}, start`);
      await nothingOverflows(page, `${where}, start`);

      const { last, asked } = await answerAll(page, m, attributes);
      assert.equal(asked[0], start.questions[0].attr);
      await countsAgree(page, m, last);
      await whyIsSaid(page, m, last);
      await axeFindsNothing(page, `${where}, answered`);
      await nothingOverflows(page, `${where}, answered`);

      await wishesBringTheFit(page, m);
      await filtersLiveInTheUrl(page, m);
      await detailsOpenAndClose(page, m, where);
      await answersCanBeChangedErasedAndBroughtBack(page, m, attributes);
      await axeFindsNothing(page, `${where}, end`);
      await nothingOverflows(page, `${where}, end`);
      await leave();
    });

test("the browser's language is taken at first, then the one chosen, and answers stay", async () => {
  const { page, leave } = await visit(browser, server.base, { width: 360, locale: "zh-HK" });
  await ranked(page, () => page.goto(server.base));
  const hant = await messagesOf("zh-Hant");
  await page.getByRole("heading", { level: 1, name: hant.hero_title }).waitFor();
  assert.equal(new URL(page.url()).searchParams.get("lang"), "zh-Hant");
  const attributes = await vocabularyIn("zh-Hant");
  const residency = attributes.find((a) => a.key === "residency");
  assert.equal(await question(page).innerText(), residency.question);
  await ranked(page, () => giveAnswer(page, hant, residency, PERSONA.residency));
  const said = await stored(page);

  const pt = await messagesOf("pt");
  await ranked(page, () => press(page, page.getByRole("link", { name: "Português" })));
  await page.getByRole("heading", { level: 1, name: pt.hero_title }).waitFor();
  assert.equal(new URL(page.url()).searchParams.get("lang"), "pt");
  assert.equal(await stored(page), said);
  await ranked(page, () => page.goto(server.base));
  await page.getByRole("heading", { level: 1, name: pt.hero_title }).waitFor();
  await leave();
});

test("a day that does not exist and a refusal by the server are said at the field", async () => {
  const m = await messagesOf("en");
  const detail = "The server says no.";
  const { page, leave } = await visit(browser, server.base, { width: 360, expected: ["422"] });
  await ranked(page, () => page.goto(`${server.base}/?lang=en`));
  const attributes = await vocabularyIn("en");
  const age = attributes.find((a) => a.key === "age").question;
  while ((await question(page).innerText()) !== age)
    await press(page, page.getByRole("button", { name: m.skip, exact: true }));
  const year = page.getByLabel(m.year, { exact: true });
  await tabTo(page, year);
  await page.keyboard.type("2001");
  await tabTo(page, page.getByLabel(m.month));
  await page.keyboard.type("Feb");
  await tabTo(page, page.getByLabel(m.day));
  await page.keyboard.type("30");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: m.error_date }).waitFor();
  assert.equal(await year.getAttribute("aria-invalid"), "true");

  await page.route("**/v1/match", (route) =>
    route.fulfill({
      status: 422,
      contentType: "application/problem+json",
      body: JSON.stringify({
        type: "/errors/refused",
        title: "Refused",
        status: 422,
        errors: [{ code: "refused", pointer: "/profile/facts/birth_date", detail }],
      }),
    }),
  );
  await tabTo(page, page.getByLabel(m.day));
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Enter");
  await page.getByText(detail).waitFor();
  const described = await year.getAttribute("aria-describedby");
  assert.match(await page.locator(`[id="${described}"]`).innerText(), /The server says no/);
  await axeFindsNothing(page, "refused");
  await leave();
});

/* What the page kept on this device before, put there as an older version of it would have. */
async function withStored(page, answers) {
  await page.addInitScript(([key, text]) => {
    if (localStorage.getItem(key) === null) localStorage.setItem(key, text);
  }, [STORED, JSON.stringify({ facts: {}, skipped: [], texts: {}, wishes: {}, ...answers })]);
}

test("a stored answer that is no longer accepted is taken out, alone, and can be brought back", async () => {
  const m = await messagesOf("en");
  const attributes = await vocabularyIn("en");
  const label = (key) => attributes.find((a) => a.key === key).label;
  const { page, leave } = await visit(browser, server.base, { width: 360, expected: ["422"] });
  await withStored(page, { facts: { residency: ["hk_permanent"], education: "guild" }, wishes: { places: ["atlantis"], kinds: ["job"] } });
  await ranked(page, () => page.goto(`${server.base}/?lang=en&place=nowhere`));
  const notice = page.getByRole("status").filter({ hasText: label("education") });
  await notice.filter({ hasText: m.wish_places }).waitFor();
  const kept = JSON.parse(await stored(page));
  assert.deepEqual([kept.facts, kept.wishes], [{ residency: ["hk_permanent"] }, { kinds: ["job"] }]);
  assert.equal(new URL(page.url()).searchParams.get("place"), null);
  await axeFindsNothing(page, "dropped");
  await press(page, notice.getByRole("button", { name: m.undo }));
  await page.getByRole("heading", { level: 2, name: attributes.find((a) => a.key === "education").question }).waitFor();
  await page.getByRole("alert").filter({ hasText: "no such value" }).first().waitFor();
  await ranked(page, () => press(page, page.getByRole("button", { name: m.remove_answer })));
  await focused(question(page));
  await leave();
});

test("a birth that cannot be is refused on the page, and what is missing is named", async () => {
  const m = await messagesOf("en");
  const { page, leave } = await visit(browser, server.base, { width: 360 });
  await withStored(page, { facts: { residency: ["hk_permanent"] } });
  await ranked(page, () => page.goto(`${server.base}/?lang=en`));
  const age = (await vocabularyIn("en")).find((a) => a.key === "age").question;
  while ((await question(page).innerText()) !== age)
    await press(page, page.getByRole("button", { name: m.skip, exact: true }));
  const year = page.getByLabel(m.year, { exact: true });
  await tabTo(page, year);
  await page.keyboard.type("2040");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: m.error_year.split("{")[0] }).waitFor();
  await year.fill("2006");
  await page.getByRole("combobox", { name: m.month }).selectOption("3");
  await press(page, page.getByRole("button", { name: m.go_on, exact: true }));
  await page.getByRole("alert").filter({ hasText: fill(m.error_missing, { parts: m.day }) }).waitFor();
  await leave();
});

test("an edited answer gives the focus to the next question, and wishes stay open while typing", async () => {
  const m = await messagesOf("en");
  const attributes = await vocabularyIn("en");
  const { page, leave } = await visit(browser, server.base, { width: 1280 });
  await withStored(page, { facts: { residency: ["hk_permanent"], education: "bachelor" } });
  await ranked(page, () => page.goto(`${server.base}/?lang=en`));
  const education = attributes.find((a) => a.key === "education");
  await press(page, page.getByRole("button", { name: `${m.answer_change} ${education.label}`, exact: true }));
  await ranked(page, () => giveAnswer(page, m, education, { choose: "master" }));
  await page.waitForFunction((asked) => document.querySelector("h2")?.textContent !== asked, education.question);
  await focused(question(page));

  await press(page, page.getByRole("heading", { name: m.wishes_title }).locator("xpath=.."));
  const wants = page.getByRole("textbox", { name: m.wants });
  await ranked(page, () => wants.fill("design"));
  await ranked(page, () => wants.fill(""));
  await wants.waitFor();
  const pay = page.getByRole("textbox", { name: m.wish_pay });
  await pay.fill("abc");
  const sentence = fill(m.error_pay, { example: "18,000" });
  await page.getByText(sentence).waitFor();
  const described = await pay.getAttribute("aria-describedby");
  assert.equal(await page.locator(`[id="${described}"]`).innerText(), sentence);
  assert.equal((await stored(page)).includes("pay_min"), false);
  await axeFindsNothing(page, "pay refused");
  await leave();
});

test("a question about programmes offers every one that a rule names", async () => {
  const m = await messagesOf("en");
  const attributes = await vocabularyIn("en");
  const { label } = attributes.find((a) => a.key === "programmes_joined");
  const { page, leave } = await visit(browser, server.base, { width: 1280 });
  await withStored(page, { facts: { residency: ["mainland"], birth_year: 1980, programmes_joined: [] } });
  await ranked(page, () => page.goto(`${server.base}/?lang=en`));
  await press(page, page.getByRole("button", { name: `${m.answer_change} ${label}`, exact: true }));
  const boxes = page.getByRole("group", { name: attributes.find((a) => a.key === "programmes_joined").question }).getByRole("checkbox");
  await boxes.first().waitFor();
  assert.ok((await boxes.count()) > 1, "more than “None of these”");
  await leave();
});

test("what is shown more takes the focus", async () => {
  const m = await messagesOf("en");
  const { page, leave } = await visit(browser, server.base, { width: 1280 });
  await ranked(page, () => page.goto(`${server.base}/?lang=en`));
  const reply = await ranked(page, () => press(page, page.getByRole("button", { name: m.show_more, exact: true })));
  const [first] = reply.items;
  await focused(page.getByRole("heading", { level: 4 }).nth(PAGE_SIZE).getByRole("link", { name: first.opening.title, exact: true }));
  await leave();
});

test("Back undoes a filter, then a language", async () => {
  const [m, pt] = await Promise.all([messagesOf("en"), messagesOf("pt")]);
  const { page, leave } = await visit(browser, server.base, { width: 1280 });
  await ranked(page, () => page.goto(`${server.base}/?lang=en`));
  await ranked(page, () => press(page, page.getByRole("link", { name: "Português" })));
  await page.getByRole("heading", { level: 1, name: pt.hero_title }).waitFor();
  const box = page.getByRole("checkbox", { name: new RegExp(`^${pt.kind_funding}`) }).last();
  await ranked(page, () => press(page, box, "Space"));
  await ranked(page, () => page.goBack());
  assert.equal(await box.isChecked(), false);
  await ranked(page, () => page.goBack());
  await page.getByRole("heading", { level: 1, name: m.hero_title }).waitFor();
  await leave();
});

test("an opening that is not there is said to be none, without a way to try again", async () => {
  const m = await messagesOf("en");
  const { page, leave } = await visit(browser, server.base, { width: 360, expected: ["404"] });
  await ranked(page, () => page.goto(`${server.base}/?lang=en#/o/no-such-opening`));
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("alert").filter({ hasText: m.no_such }).waitFor();
  assert.equal(await dialog.getByRole("button", { name: m.try_again }).count(), 0);
  await axeFindsNothing(page, "no such opening");
  await leave();
});

test("when the server cannot be reached the page says so and offers a way out", async () => {
  const m = await messagesOf("en");
  const { page, leave } = await visit(browser, server.base, { width: 360, expected: ["Failed to load resource"] });
  await page.route("**/v1/match", (route) => route.abort());
  await page.goto(`${server.base}/?lang=en`);
  const alert = page.getByRole("alert").filter({ hasText: m.error_network });
  await alert.waitFor();
  await axeFindsNothing(page, "unreachable");
  await page.unroute("**/v1/match");
  await ranked(page, () => press(page, alert.getByRole("button", { name: m.try_again })));
  await alert.waitFor({ state: "detached" });
  await leave();
});

test("an opening's address leads straight to it", async () => {
  const m = await messagesOf("en");
  const list = await (await fetch(`${server.base}/v1/openings?lang=en&limit=1`)).json();
  const [opening] = list.items;
  const { page, leave } = await visit(browser, server.base, { width: 1280 });
  await page.goto(`${server.base}/?lang=en#/o/${encodeURIComponent(opening.id)}`);
  const dialog = page.getByRole("dialog", { name: opening.title });
  await dialog.waitFor();
  await press(page, dialog.getByRole("button", { name: m.close }));
  await dialog.waitFor({ state: "detached" });
  await leave();
});

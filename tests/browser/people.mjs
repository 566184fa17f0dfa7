/* People whose letters arrive in a folder, on a server that serves the web client. */
import { startApplying } from "../support/applying.mjs";
import { letterBox, lettersTo } from "../support/letters.mjs";
import { DIST } from "./server.mjs";

/* {server, base, folder, acme, borough}: organisations with openings, and an outbox that is looked at often. */
export async function startPeople() {
  const { folder, more } = letterBox();
  const world = await startApplying({
    more: [...more, "--set", `server.web=${DIST}`, "--set", "mail.look=50ms", "--set", "clock.every=50ms"],
  });
  return { ...world, folder, base: `http://127.0.0.1:${world.server.port}` };
}

/* "#/verify?token=...": what the newest letter to it with that subject links to. */
export async function linkTo(folder, email, subject, least = 1) {
  const letter = (await lettersTo(folder, email, { subject, least })).at(-1);
  return /\/(#\/\S+)/.exec(letter.body)[1];
}

/* Opens a view of the client in a language, as a link in a letter does. */
export async function open(page, base, lang, hash) {
  await page.goto("about:blank");
  await page.goto(`${base}/?lang=${lang}${hash}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
}

export const title = (page, name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
export const button = (page, name) => page.getByRole("main").getByRole("button", { name, exact: true });

export async function fillSignIn(page, m, email, password) {
  const main = page.getByRole("main");
  await main.getByLabel(m.email, { exact: true }).fill(email);
  await main.getByLabel(m.password, { exact: true }).fill(password);
  await button(page, m.sign_in).click();
}

/*
 * Letters that a server has sent: with mail.outbox each is a file of its own,
 * headers, an empty line and UTF-8 text.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { eventually, temporaryFolder } from "./server.mjs";

/* {folder, more}: options of a server whose letters can be read. */
export function letterBox() {
  const folder = path.join(temporaryFolder(), "outbox");
  return { folder, more: ["--set", `mail.outbox=${folder}`] };
}

/* =?utf-8?B?...?= and =?utf-8?Q?...?= (RFC 2047). */
function words(value) {
  return value.replace(/\?=\s+=\?/g, "?==?").replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, form, text) =>
    form.toLowerCase() === "b"
      ? Buffer.from(text, "base64").toString("utf8")
      : Buffer.from(text.replaceAll("_", " ").replace(/=([0-9A-F]{2})/gi, (__, hex) => String.fromCharCode(parseInt(hex, 16))), "latin1").toString("utf8"),
  );
}

export function readLetter(text) {
  const [head, ...parts] = text.replaceAll("\r\n", "\n").split("\n\n");
  const fields = Object.fromEntries(
    head.replace(/\n[ \t]+/g, " ").split("\n").map((line) => {
      const at = line.indexOf(":");
      return [line.slice(0, at).toLowerCase(), words(line.slice(at + 1).trim())];
    }),
  );
  return { to: fields.to, subject: fields.subject, fields, body: parts.join("\n\n") };
}

function all(folder) {
  let names;
  try {
    names = readdirSync(folder);
  } catch {
    return []; /* none was sent yet */
  }
  return names
    .filter((n) => n.endsWith(".eml"))
    .map((n) => ({ n, file: path.join(folder, n), at: statSync(path.join(folder, n)).mtimeMs }))
    .sort((a, b) => a.at - b.at || (a.n < b.n ? -1 : 1))
    .map(({ file }) => readLetter(readFileSync(file, "utf8")));
}

const isTo = (letter, email) => letter.to.replace(/^.*<|>$/g, "").toLowerCase() === email.toLowerCase();

/* Those to one address so far, the oldest first. */
export const lettersSoFar = (folder, email) => all(folder).filter((l) => isTo(l, email));

/* At least `least` letters to it whose subject fits, as soon as they are there. */
export function lettersTo(folder, email, { subject = /./, least = 1 } = {}) {
  return eventually(() => {
    const found = lettersSoFar(folder, email).filter((l) => subject.test(l.subject));
    return found.length >= least ? found : null;
  }, `${least} letters to ${email} with the subject ${subject}`);
}

/* The token of a link of ours in it. */
export const tokenOf = (letter) => /token=([\w-]+)/.exec(letter.body)?.[1];

/* The token of the newest letter to it with that subject. */
export async function tokenTo(folder, email, subject, least = 1) {
  return tokenOf((await lettersTo(folder, email, { subject, least })).at(-1));
}

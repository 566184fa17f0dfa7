/* Seekers on a server of a test: with a confirmed address, and as they write. */
import { newcomer, QUICK_HASHES } from "./accounts.mjs";
import { opening, organisation } from "./build.mjs";
import { letterBox, tokenTo } from "./letters.mjs";
import { startServer, temporaryFolder, writeFile } from "./server.mjs";

/* {server, box, more}: with two openings, letters in a folder, quick hashes. */
export async function startSmall({ more = [], openings = [] } = {}) {
  const box = letterBox();
  const file = writeFile(temporaryFolder(), "openings.json", [organisation, opening("one"), opening("two"), ...openings]);
  const options = { files: [file], more: [...QUICK_HASHES, ...box.more, "--set", "mail.look=50ms", ...more] };
  return { server: await startServer(options), box, more: options.more };
}

/* {email, token, headers} of a seeker whose address is confirmed. */
export async function confirmed(server, box, options) {
  const me = await newcomer(server, options);
  const token = await tokenTo(box.folder, me.email, /./);
  const reply = await server.post("/v1/accounts/verification", { token });
  if (reply.status >= 300) throw new Error(`confirming ended with ${reply.status} ${reply.text}`);
  return me;
}

/* What one person asks of a server. */
export function askerOf(server, me) {
  const send = (method) => (path, body, more = {}) =>
    server.ask(method, path, {
      body: body === undefined ? undefined : Buffer.isBuffer(body) ? body : JSON.stringify(body),
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...me.headers, ...more },
    });
  return { ...me, get: (path, more) => send("GET")(path, undefined, more), post: send("POST"), put: send("PUT"), patch: send("PATCH"), delete: (path, more) => send("DELETE")(path, undefined, more) };
}

export const newSeeker = async (server, options) => askerOf(server, await newcomer(server, options));
export const newConfirmed = async (server, box, options) => askerOf(server, await confirmed(server, box, options));

/* [code, place] of each error of a problem. */
export const errorsOf = (reply) => (reply.json.errors ?? []).map((e) => [e.code, e.pointer ?? e.parameter]).sort();

/* An administrator of a server of a test, made as an operator makes the first one. */
import { PASSWORD, QUICK_HASHES, address, signIn } from "./accounts.mjs";
import { baybridge } from "./server.mjs";

/* The server runs: the master key is there and its own. */
export function makeAdministrator(server, { email = address(), password = PASSWORD } = {}) {
  const run = baybridge(["admin", "create", email, "--password-stdin", "--db", server.db, ...QUICK_HASHES], { input: `${password}\n` });
  if (run.status !== 0) throw new Error(`admin create ended with ${run.status}\n${run.stderr}`);
  return email;
}

/* {email, token, headers}, as newcomer() gives them. */
export async function administrator(server, options) {
  const email = makeAdministrator(server, options);
  return { email, ...(await signIn(server, email, options)) };
}

/*
 * Hands in the record of a test, for what no route does yet or would take days:
 * the command sqlite3's library by way of Python, while the server runs.
 */
import { spawnSync } from "node:child_process";

/* Runs statements with their parameters in one transaction; the rows of the last. */
export function inRecord(db, ...statements) {
  const program =
    "import json,sqlite3,sys\n" +
    "db=sqlite3.connect(sys.argv[1],timeout=30)\n" +
    "rows=[]\n" +
    "for sql,*values in json.load(sys.stdin): rows=db.execute(sql,values).fetchall()\n" +
    "db.commit()\n" +
    "print(json.dumps([[c.hex() if isinstance(c,bytes) else c for c in r] for r in rows]))\n";
  const run = spawnSync("python3", ["-c", program, db], {
    input: JSON.stringify(statements.map((s) => (typeof s === "string" ? [s] : s))),
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

/* The account that signed in with these headers becomes an administrator; it must sign in again. */
export async function makeAdministrator(server, headers) {
  const { id } = (await server.get("/v1/me", headers)).json;
  inRecord(server.db, ["UPDATE account SET role = 'administrator' WHERE id = ?", id]);
  return id;
}

/* An owner of an organisation that an administrator believes. */
export async function makeOwner(server, headers, organisation, role = "owner") {
  const { id } = (await server.get("/v1/me", headers)).json;
  inRecord(
    server.db,
    ["INSERT OR IGNORE INTO organisation (id, document, version, created_us, updated_us) VALUES (?, ?, 1, 1, 1)", organisation, JSON.stringify({ type: "organisation", id: organisation, title: { en: organisation } })],
    ["INSERT INTO member (organisation, account, role, since_us) VALUES (?, ?, ?, 1)", organisation, id, role],
  );
  return id;
}

/* Openings that come and change while a server of a test runs, and when searches look. */
import { inRecord } from "./record.mjs";
import { eventually, importFiles, temporaryFolder, writeFile } from "./server.mjs";

/* The day so many days from today at +08:00. */
export const dayIn = (days) => new Date(Date.now() + 8 * 3600_000 + days * 86_400_000).toISOString().slice(0, 10);

export const job = (id, more = {}) => ({
  id,
  kind: "job",
  title: { en: `Glassblower ${id}`, "zh-Hant": `玻璃工 ${id}`, pt: `Vidreiro ${id}` },
  places: ["shenzhen"],
  status: "open",
  confirmed: dayIn(-1),
  apply: { by: "link", url: "https://jobs.example/x" },
  sources: [{ url: "https://jobs.example/x", held: dayIn(-1) }],
  ...more,
});

/* Only for those of a degree. */
export const needing = (education) => ({
  rules: [{ from: "2020-01-01", to: null, source: "https://jobs.example/x", criteria: { all: [{ id: "education", attr: "education", op: "min", value: education }] } }],
});

/* As another process would; returns once the server shows all of it. */
export async function importJobs(server, ...jobs) {
  importFiles(server.db, [writeFile(temporaryFolder(), "jobs.json", jobs)]);
  for (const { id, title } of jobs)
    await eventually(async () => {
      const reply = await server.get(`/v1/openings/${id}`);
      return reply.status === 200 && reply.json.title.en === title.en;
    }, `the server shows ${id}`);
}

/* Waits for the run that only learns what there is. */
export const learned = (server, id) => eventually(() => inRecord(server.db, ["SELECT last_run_us FROM saved_search WHERE id = ?", id])[0]?.[0] > 0, "the first run");

/* Runs it now, as if the last time had been so many days ago; waits for its end. */
export async function runNow(server, id, days = 1) {
  const before = Date.now() * 1000 - days * 86_400_000_000;
  inRecord(server.db, ["UPDATE saved_search SET last_run_us = ?, next_run_us = 1 WHERE id = ?", before, id]);
  await eventually(() => {
    const [row] = inRecord(server.db, ["SELECT next_run_us FROM saved_search WHERE id = ?", id]);
    return row === undefined || row[0] !== 1;
  }, "it ran");
}

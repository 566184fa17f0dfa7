/* POST /v1/me/profile/import: a JSON Resume, and nothing that it does not say. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { errorsOf, newSeeker, startSmall } from "../support/seekers.mjs";

let server;
before(async () => ({ server } = await startSmall()));
after(() => server.stop());

const resume = {
  $schema: "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json",
  basics: { name: "Chan Tai Man", label: "Software tester", email: "a@example.org", phone: "+852 5555 0000", summary: "Finds what others miss." },
  work: [
    { name: "Harbour Works", position: "Tester", startDate: "2020-01", endDate: "2022-01", summary: "Tested.", highlights: ["Found 100 faults"] },
    { name: "Pier", position: "Helper", startDate: "2021-01-15", endDate: "2022-07", url: "https://example.org" },
    { name: "Someday", startDate: "soon" },
  ],
  education: [
    { institution: "香港大学", area: "Education", studyType: "BSc in Something", endDate: "2019-07" },
    { institution: "A School Nobody Knows", studyType: "碩士", endDate: "2021", score: "A" },
    { institution: "The University of Hong Kong", studyType: "PhD", startDate: "2023-09" },
  ],
  languages: [
    { language: "English", fluency: "Fluent" },
    { language: "Mandarin", fluency: "B2" },
    { language: "Cantonês", fluency: "Native speaker" },
    { language: "Klingon", fluency: "Fluent" },
    { language: "Japanese", fluency: "so so" },
  ],
  skills: [{ name: "Testing", level: "Master", keywords: ["SQL", "Python", "SQL"] }],
  hobbies: [1],
};
const take = (me, body, more) => me.post("/v1/me/profile/import", body, more);

test("education, languages, years, skills and texts are taken as they are said", async () => {
  const me = await newSeeker(server);
  const { status, json, text } = await take(me, { resume });
  assert.equal(status, 200, text);
  assert.deepEqual(json.profile.facts, {
    awards: [{ year: 2019, level: "bachelor", institution: "hku", field: "education" }, { year: 2021, level: "master" }],
    study_status: "studying",
    study_level: "doctorate",
    languages: { english: "fluent", putonghua: "working", cantonese: "native" },
    years_experience: 2,
  });
  assert.deepEqual(json.profile.texts, {
    headline: "Software tester",
    experience: "Finds what others miss.\nTester, Harbour Works\nTested.\nFound 100 faults\nHelper, Pier\nSomeday",
    skills: ["Testing", "SQL", "Python"],
  });
  assert.deepEqual(json.contact, { name: "Chan Tai Man", phone: "+852 5555 0000" });
  assert.deepEqual((await me.get("/v1/me/profile")).json, json.profile);
});

test("what was not understood is told by its place", async () => {
  const me = await newSeeker(server);
  const { json } = await take(me, { resume, dry_run: true });
  for (const at of ["/resume/hobbies", "/resume/languages/3", "/resume/languages/4", "/resume/education/1/institution", "/resume/education/1/score", "/resume/work/2", "/resume/work/1/url", "/resume/basics/email"])
    assert.ok(json.not_understood.includes(at), at);
  for (const at of ["/resume/languages/0", "/resume/education/0/institution", "/resume/work/0", "/resume/$schema"]) assert.ok(!json.not_understood.includes(at), at);
});

test("a dry run keeps nothing", async () => {
  const me = await newSeeker(server);
  const { json } = await take(me, { resume, dry_run: true });
  assert.equal(json.dry_run, true);
  assert.equal((await me.get("/v1/me/profile")).status, 404);
});

test("what was said before and the resume does not speak of stays; its degrees replace older ones", async () => {
  const me = await newSeeker(server);
  const first = await me.put("/v1/me/profile", { facts: { birth_year: 1998, education: "secondary", graduation_year: 2015 }, texts: { wants: "A good team" } });
  const { json } = await take(me, { resume }, { "if-match": first.headers.etag });
  assert.equal(json.profile.facts.birth_year, 1998);
  assert.deepEqual([json.profile.facts.education, json.profile.facts.graduation_year], [undefined, undefined]);
  assert.equal(json.profile.texts.wants, "A good team");
  assert.equal((await take(me, { resume }, { "if-match": first.headers.etag })).status, 412);
});

test("years alone leave a margin", async () => {
  const me = await newSeeker(server);
  const { json } = await take(me, { resume: { work: [{ name: "x", startDate: "2015", endDate: "2018" }] } });
  assert.deepEqual(json.profile.facts.years_experience, [2, 4]);
});

test("an empty resume says nothing, and one of another shape is refused", async () => {
  const me = await newSeeker(server);
  assert.deepEqual((await take(me, { resume: {} })).json.profile, { facts: {}, texts: {}, wishes: {} });
  const bad = await take(me, { resume: { work: { a: 1 }, education: ["x"], basics: 5 }, more: 1 });
  assert.equal(bad.status, 422);
  assert.deepEqual(errorsOf(bad).map(([, at]) => at).sort(), ["/more"]);
  const worse = await take(me, { resume: { work: { a: 1 }, education: ["x"], basics: 5 } });
  assert.deepEqual([...new Set(errorsOf(worse).map(([, at]) => at))].sort(), ["/resume/basics", "/resume/education/0", "/resume/work"]);
});

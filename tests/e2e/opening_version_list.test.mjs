/* GET /v1/openings/{id}/versions: what people wrote into it. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { deskServer, onlyMembers, organisation, published, send } from "../support/desk.mjs";

let server;
before(async () => (server = await deskServer()));
after(() => server.stop());

test("newest first, with who and what, page by page", async () => {
  const o = await organisation(server);
  const { id } = await published(server, o);
  for (let i = 0; i < 3; i++) await send(server, "PATCH", `/v1/openings/${id}`, o.owner, { vacancies: i + 1 });
  const first = (await server.get(`/v1/openings/${id}/versions?limit=3`, o.owner.headers)).json;
  assert.deepEqual(first.items.map((v) => [v.version, v.account, v.document.vacancies]), [4, 3, 2].map((n) => [n, o.owner.id, n - 1]));
  const rest = (await server.get(`/v1/openings/${id}/versions?limit=3&cursor=${first.next}`, o.owner.headers)).json;
  assert.deepEqual(rest.items.map((v) => [v.version, v.document.vacancies]), [[1, undefined]]);
});

test("editors may, others not", async () => {
  const o = await organisation(server);
  await onlyMembers(server, o, "editor", "GET", `/v1/openings/${(await published(server, o)).id}/versions`);
});

/* GET /livez. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { startServer } from "../support/server.mjs";

let server;
before(async () => (server = await startServer()));
after(() => server.stop());

test("a running process says that it lives", async () => {
  const reply = await server.get("/livez");
  assert.equal(reply.status, 200);
  assert.equal(typeof reply.json.status, "string");
});

test("HEAD gives the same head as GET, and no body", async () => {
  const get = await server.get("/livez");
  const head = await server.ask("HEAD", "/livez");
  assert.equal(head.status, 200);
  assert.equal(head.bytes.length, 0);
  assert.equal(head.headers["content-type"], get.headers["content-type"]);
  assert.equal(head.headers["content-length"], get.headers["content-length"]);
});

test("every answer forbids sniffing, framing and foreign scripts", async () => {
  for (const target of ["/livez", "/v1/openings?limit=1", "/nowhere", "/v1/openings?limit=0", "/"]) {
    const { headers } = await server.get(target);
    assert.equal(headers["x-content-type-options"], "nosniff", target);
    assert.match(headers["content-security-policy"], /default-src 'self'/, target);
    assert.match(headers["content-security-policy"], /frame-ancestors 'none'/, target);
    assert.equal(headers["referrer-policy"], "same-origin", target);
  }
});

test("OPTIONS answers 204 and names the methods; another method answers 405 and names them too", async () => {
  const options = await server.ask("OPTIONS", "/livez");
  assert.equal(options.status, 204);
  assert.deepEqual(options.headers.allow.split(/, */).sort(), ["GET", "HEAD", "OPTIONS"]);
  for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
    const refused = await server.ask(method, "/livez");
    assert.equal(refused.status, 405, method);
    assert.equal(refused.headers.allow, options.headers.allow, method);
    assert.equal(refused.json.type, "/errors/method-not-allowed");
  }
});

test("a parameter that a route does not know is 422 and named, on every route", async () => {
  for (const target of ["/livez", "/readyz", "/metrics", "/openapi.json", "/errors/malformed", "/v1/vocabulary", "/v1/openings", "/v1/openings/gbayes"]) {
    const reply = await server.get(`${target}?what=1`);
    assert.equal(reply.status, 422, target);
    assert.deepEqual(reply.json.errors.map((e) => [e.parameter, e.code]), [["what", "unknown-parameter"]], target);
  }
});

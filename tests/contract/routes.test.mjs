/*
 * routes.def, api/openapi.json, the handlers and the tests speak of the same
 * routes. What is missing is printed as the line to add.
 */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { resolve, violations } from "../support/schema.mjs";
import { CONTRACT, ROOT } from "../support/server.mjs";

const table = readFileSync(path.join(ROOT, "api/routes.def"), "utf8");
const routes = [...table.matchAll(/^ROUTE\((\w+),\s*"([^"]+)",\s*(\w+),\s*(\w+),\s*(\w+),\s*(\w+),\s*(\w+),\s*"([^"]+)"\)/gm)].map(
  ([, method, target, name, who, right, cost, limit, words]) => ({ method, target, name, who, right, cost, limit, words }),
);
const operations = Object.entries(CONTRACT.paths).flatMap(([target, item]) =>
  Object.entries(item).map(([verb, operation]) => ({ method: verb.toUpperCase(), target, operation })),
);

test("routes.def is read whole", () => {
  assert.equal(routes.length, (table.match(/^ROUTE\(/gm) ?? []).length);
  assert.ok(routes.length >= 9);
});

test("openapi.json has exactly the paths and methods of routes.def", () => {
  const key = (r) => `${r.method} ${r.target}`;
  assert.deepEqual(operations.map(key).sort(), routes.map(key).sort());
});

test("the operationId of each operation is the name of its handler", () => {
  for (const { method, target, name } of routes) {
    const { operation } = operations.find((o) => o.method === method && o.target === target);
    assert.equal(operation.operationId, name, target);
    const file = path.join(ROOT, `api/${name}.c`);
    assert.ok(existsSync(file), `api/${name}.c`);
    assert.ok(readFileSync(file, "utf8").includes(`enum err handle_${name}(`), name);
  }
  assert.equal(new Set(routes.map((r) => r.name)).size, routes.length);
});

test("every route has an end-to-end test named after it", () => {
  const missing = routes.map((r) => `tests/e2e/${r.name}.test.mjs`).filter((file) => !existsSync(path.join(ROOT, file)));
  assert.deepEqual(missing, [], "add these files");
});

test("every end-to-end test of a route is that of a route that exists", () => {
  const names = new Set(routes.map((r) => r.name));
  const others = /^(cli|serve)(_|\.)/;
  for (const file of readdirSync(path.join(ROOT, "tests/e2e")).filter((f) => f.endsWith(".test.mjs"))) {
    const name = file.slice(0, -".test.mjs".length);
    assert.ok(others.test(file) || [...names].some((n) => name === n || name.startsWith(`${n}_`)), `tests/e2e/${file}`);
  }
});

test("every {argument} of a path is a parameter that is required, and every other is in the query", () => {
  for (const { target, operation } of operations) {
    const own = [...target.matchAll(/\{(\w+)\}/g)].map((m) => m[1]);
    const declared = (operation.parameters ?? []).filter((p) => p.in === "path");
    assert.deepEqual(declared.map((p) => p.name), own, target);
    assert.ok(declared.every((p) => p.required === true));
    const names = (operation.parameters ?? []).map((p) => p.name);
    assert.equal(new Set(names).size, names.length, target);
  }
});

/* The parameters that a handler takes: the string array `known` in its file. */
test("the parameters of the contract are those that the handler takes", () => {
  for (const { operation, target } of operations) {
    const source = readFileSync(path.join(ROOT, `api/${operation.operationId}.c`), "utf8");
    const known = /const known\[\] = \{([^}]*)NULL\}/.exec(source);
    if (known === null) continue;
    const taken = [...known[1].matchAll(/"(\w+)"/g)].map((m) => m[1]).sort();
    const told = (operation.parameters ?? []).filter((p) => p.in === "query").map((p) => p.name).sort();
    assert.deepEqual(told, taken, target);
  }
});

function walk(node, visit, at = "#") {
  if (node === null || typeof node !== "object") return;
  visit(node, at);
  for (const [key, value] of Object.entries(node)) walk(value, visit, `${at}/${key}`);
}

test("every $ref leads somewhere, and every schema is used", () => {
  const used = new Set();
  walk(CONTRACT, (node, at) => {
    if (typeof node.$ref !== "string") return;
    assert.doesNotThrow(() => resolve(CONTRACT, node.$ref), at);
    used.add(node.$ref);
  });
  for (const name of Object.keys(CONTRACT.components.schemas))
    assert.ok(used.has(`#/components/schemas/${name}`), `${name} is used nowhere`);
});

test("every required member is a property, and every default and enum fits its type", () => {
  walk(CONTRACT, (node, at) => {
    if (Array.isArray(node.required) && node.properties)
      for (const key of node.required) assert.ok(Object.hasOwn(node.properties, key), `${at} requires ${key}`);
    if (node.default !== undefined && node.type) assert.deepEqual(violations(CONTRACT, node, node.default), [], at);
    for (const value of Array.isArray(node.enum) && node.type === "string" ? node.enum : []) assert.equal(typeof value, "string", at);
  });
});

test("every operation has a summary and lists how it goes well; errors are problems", () => {
  for (const { target, operation } of operations) {
    assert.ok(operation.summary.length > 5, target);
    assert.ok(Object.keys(operation.responses).some((status) => status.startsWith("2")), target);
    for (const [status, response] of Object.entries(operation.responses)) {
      assert.ok(response.description.length > 2, `${target} ${status}`);
      if (Number(status) < 400) continue;
      assert.deepEqual(Object.keys(response.content), ["application/problem+json"], `${target} ${status}`);
      assert.equal(response.content["application/problem+json"].schema.$ref, "#/components/schemas/Problem");
    }
  }
});

test("the checker finds what is wrong: it is no friend of every value", () => {
  const schema = (name) => CONTRACT.components.schemas[name];
  const bad = (name, value) => assert.notDeepEqual(violations(CONTRACT, schema(name), value), [], `${name} ${JSON.stringify(value)}`);
  const good = (name, value) => assert.deepEqual(violations(CONTRACT, schema(name), value), [], name);
  good("Day", "2026-02-28");
  bad("Day", "2026-02-30");
  bad("Day", 20260228);
  bad("Kind", "gig");
  good("Text", "x");
  good("Text", { en: "x" });
  bad("Text", { fr: "x" });
  bad("Text", null);
  good("Vacancies", { count: 3, unit: "team" });
  bad("Vacancies", { unit: "team" });
  bad("Vacancies", { count: 3, unit: "dozen" });
  bad("MatchReply", {});
  good("Highlight", { field: "title", ranges: [[0, 2]] });
  bad("Highlight", { field: "title", ranges: [[0, 2, 4]] });
  bad("Highlight", { field: "title", ranges: [[0, 1.5]] });
  bad("Highlight", { field: "title", ranges: [], more: 1 });
  bad("Problem", { type: "x", title: "y", status: "400" });
  assert.throws(() => violations(CONTRACT, { pattern: "x" }, "x"));
});

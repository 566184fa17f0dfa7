import assert from "node:assert/strict";
import { test } from "node:test";
import { openingOf, routeOf } from "./route.ts";

test("the links of letters are read", () => {
  const route = routeOf("#/reset?token=br_a-b_c");
  assert.deepEqual([route.page, route.id, route.token], ["reset", "", "br_a-b_c"]);
  assert.equal(routeOf("#/ventures/join?token=x").page, "ventures/join");
  assert.equal(routeOf("#/check-in?token=x").page, "check-in");
  assert.deepEqual(
    [routeOf("#/applications/a%2Fb").page, routeOf("#/applications/a%2Fb").id],
    ["applications", "a/b"],
  );
  assert.equal(routeOf("#/applications").id, "");
});

test("an opening has two spellings, and a broken escape names none", () => {
  assert.equal(openingOf(routeOf("#/o/abc")), "abc");
  assert.equal(openingOf(routeOf("#/openings/abc")), "abc");
  assert.equal(openingOf(routeOf("#/o/%E0%A4%A")), null);
  assert.equal(openingOf(routeOf("#/login")), null);
});

test("anything else is the list", () => {
  for (const hash of ["", "#", "#/", "#results", "#/nothing", "#/loginx"])
    assert.equal(routeOf(hash).page, "", hash);
});

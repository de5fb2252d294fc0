import { expect, test } from "vitest";
import { parsePath, readPath } from "./path.ts";

const event = { order: { "part no": "P1", lines: [{ sku: "a" }, { sku: "b" }] }, plain: 0 };

test.each([
  ["$.plain", 0],
  ["$.order.lines[1].sku", "b"],
  ["$['order']['part no']", "P1"],
  ["$", event],
  ["$.order.missing.deeper", undefined],
  ["$.order.lines[7]", undefined],
])("%s finds its place", (path, value) => {
  expect(readPath(event, parsePath(path))).toEqual(value);
});

test("what an event only inherits is not in it", () => {
  for (const path of ["$.constructor", "$.order.__proto__", "$.order.lines.length.toFixed"])
    expect(readPath(event, parsePath(path))).toBeUndefined();
});

test.each(["plain", "$..plain", "$.lines[*]", "$.lines[-1]", "$.a b", "$.", "$[?(@.a)]"])("%s is no path", (path) => {
  expect(() => parsePath(path)).toThrow(/no path into an event/);
});

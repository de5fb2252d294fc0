import { expect, test } from "vitest";
import { readableInk } from "./contrast.ts";

test.each([
  [0, "#1f2a26"],
  [0.6, "#1f2a26"],
  [1, "#ffffff"],
])("on a field %f of the way to the full colour the ink that stands out more is taken", (share, ink) => {
  expect(readableInk(["#1f2a26", "#ffffff"], "#f3f1ec", "#a23a3a", share)).toBe(ink);
});

// What runs of a flow tell of the next.
import { expect, test } from "vitest";
import { yieldsOf } from "./yields.ts";

const taken = [
  { run: "a", step: "customers", rows: 40 },
  { run: "a", step: "at_risk", rows: 8 },
  { run: "b", step: "customers", rows: 60 },
  { run: "b", step: "at_risk", rows: 42 },
  { run: "c", step: "customers", rows: 10 },
];

test("a step gives as many rows of another's as it gave over all runs, or over those with the same input", () => {
  expect(yieldsOf(taken, new Set())("at_risk", "customers")).toBe(0.5);
  expect(yieldsOf(taken, new Set(["a"]))("at_risk", "customers")).toBe(0.2);
  // It has not got there.
  expect(yieldsOf(taken, new Set(["c"]))("at_risk", "customers")).toBe(0.5);
  expect(yieldsOf(taken, new Set())("letters", "customers")).toBeUndefined();
});

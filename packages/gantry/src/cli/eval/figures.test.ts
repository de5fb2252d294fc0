import { expect, test } from "vitest";
import type { Judged, Left } from "./ask-one.ts";
import { exposuresOf, figuresOf, unheld } from "./figures.ts";
import type { Expected, Outcome } from "./types.ts";

let count = 0;
const judged = (kind: "rows" | "refused", outcome: Outcome, more: Partial<Judged> = {}): Judged => {
  const expected: Expected = kind === "rows" ? { kind, layouts: [{ sql: "select 1" }] } : { kind };
  count += 1;
  return {
    question: "?",
    as: undefined,
    language: undefined,
    split: undefined,
    expected,
    place: `set.yaml:${count}`,
    outcome,
    said: "",
    why: undefined,
    code: undefined,
    run: undefined,
    planner: undefined,
    planningTime: undefined,
    milliseconds: 1,
    tokens: 0,
    cost: 0,
    left: [],
    ...more,
  };
};
const left = (more: Partial<Left> = {}): Left => ({
  column: "crm.accounts.name",
  label: "company.name",
  level: "copied",
  treatment: "token",
  destination: "openai:gpt",
  zone: "outside",
  foretold: false,
  ...more,
});

test("a question turned down is not wrong, one answered that must not be is, and one that failed is neither", () => {
  const all = [
    judged("rows", "right", { tokens: 10, cost: 0.5, planningTime: 3 }),
    judged("rows", "right", { tokens: 5, planningTime: 9 }),
    judged("rows", "refused"),
    judged("rows", "failed"),
    judged("refused", "right"),
    judged("refused", "wrong", { planningTime: 4 }),
  ];
  expect(figuresOf(all)).toEqual({
    questions: 6,
    right: 0.667,
    refused: 0.333,
    wrong: 0.2,
    turnedDown: 0.5,
    failed: 1,
    inClear: 0,
    tokens: 15,
    cost: 0.5,
    planningTime: 4,
  });
});

test("a set without bounds is held to every question, one with bounds to these, and both to none that failed", () => {
  const some = figuresOf([judged("rows", "right"), judged("rows", "refused"), judged("rows", "failed")]);
  expect(unheld({}, some)).toEqual(["right is 0.5, at least 1 is asked for", "failed is 1, at most 0 is asked for"]);
  expect(unheld({ atLeast: { right: 0.5 }, atMost: { failed: 1 } }, some)).toEqual([]);
  expect(unheld({ atMost: { refused: 0.2, failed: 1 } }, some)).toEqual(["refused is 0.5, at most 0.2 is asked for"]);
});

test("what left is told by label, level, treatment and place, and what left in clear is counted once", () => {
  const clear = left({ treatment: "pass", label: "financial", column: "crm.accounts.revenue" });
  const all = [
    judged("rows", "right", { left: [left(), clear, left({ column: "crm.accounts.parent" })] }),
    judged("rows", "right", { left: [left(), clear, left({ label: "public", treatment: "pass" })] }),
    judged("rows", "right", { left: [{ ...clear, column: "erp.orders.net", foretold: true }] }),
    judged("rows", "right", { left: [{ ...clear, column: "erp.orders.tax", zone: "inside" }] }),
  ];
  expect(figuresOf(all).inClear).toBe(1);
  const names = exposuresOf(all).find((it) => it.label === "company.name");
  expect(names).toMatchObject({ level: "copied", treatment: "token", zone: "outside", questions: 2 });
  expect(names?.columns).toEqual(["crm.accounts.name", "crm.accounts.parent"]);
});

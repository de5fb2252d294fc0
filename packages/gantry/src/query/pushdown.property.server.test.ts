// Whatever the query, pushing changes no answer: on, off, and on one DuckDB holding everything.
import { describe, expect, it } from "vitest";
import { checkPushdown, emptyOutcome, randomAggregate, randomWorld } from "./testing/pushdown/index.ts";

const runs = Number(process.env["GANTRY_FUZZ_RUNS"] ?? 30);

describe("pushdown", () => {
  it.each([1, 2])("changes no answer over random sources %i", { timeout: 600_000 }, async (number) => {
    const outcome = emptyOutcome();
    const seeds = Array.from({ length: runs }, (_, index) => number * 1000 + index);
    await checkPushdown(randomWorld(number), seeds, outcome);
    expect(outcome.differences).toEqual([]);
    expect(outcome.filters.pushed).toBeGreaterThan(0);
    expect(outcome.keys.pushed).toBeGreaterThan(0);
  });

  it("changes no number over one table, wherever it is made", { timeout: 600_000 }, async () => {
    const outcome = emptyOutcome();
    const seeds = Array.from({ length: runs }, (_, index) => 3000 + index);
    await checkPushdown(randomWorld(3), seeds, outcome, undefined, randomAggregate);
    expect(outcome.differences).toEqual([]);
    expect(outcome.grouped).toBeGreaterThan(0);
  });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import type { PromptStep } from "../flow/index.ts";
import { rowJobs } from "./row-jobs.ts";

const step = (options: Partial<PromptStep>): PromptStep => ({
  kind: "prompt",
  each: "select 1",
  key: "id",
  task: "write",
  instructions: "Write.",
  template: "{{id}}",
  output: {},
  ...options,
});

const idsOf = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `r${index}`);

/** Rows by job, in order. */
const sizesOf = (jobs: ReturnType<typeof rowJobs>): readonly number[] =>
  [...Map.groupBy(jobs, (it) => it.leader).values()].map((rows) => rows.length);

test("jobs begin long and end with single calls; with limits on rows each is one call", () => {
  const sizes = sizesOf(rowJobs(idsOf(500), step({}), 16));
  expect(sizes[0]).toBe(15);
  expect(sizes.slice(-32)).toEqual(Array(32).fill(1));
  expect(sizesOf(rowJobs(idsOf(20), step({}), 16))).toEqual(Array(20).fill(1));
  expect(sizesOf(rowJobs(idsOf(25), step({ batch: 10, concurrency: 4 }), 1))).toEqual([10, 10, 5]);
  expect(sizesOf(rowJobs(idsOf(500), step({ timeout: 5 }), 16))).toEqual(Array(500).fill(1));
});

test("every row is carried once, in order, by the first of its own", () => {
  fc.assert(
    fc.property(
      fc.nat(300),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 20 }),
      (count, batch, places) => {
        const ids = idsOf(count);
        const jobs = rowJobs(ids, step({ batch }), places);
        expect(jobs.map((it) => it.row)).toEqual(ids);
        for (const [leader, rows] of Map.groupBy(jobs, (it) => it.leader)) expect(rows[0]?.row).toBe(leader);
      },
    ),
  );
});

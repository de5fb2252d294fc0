// What is remembered of reads, for the price of the next.
import { expect, test } from "vitest";
import { queryKey, readsInMemory } from "./reads.ts";

const scan = {
  source: "crm",
  table: "crm.accounts",
  native: "where Region__c = 'EMEA'",
  columns: ["id"],
  pushed: "region = …",
  kept: [],
  guarantee: "exact",
} as const;

const key = (today: string, region: string): string =>
  queryKey("select 1", {
    parameters: { today: { type: "date", value: today }, now: { type: "timestamptz", value: `${Math.random()}` } },
    access: {
      rowFilters: { "crm.accounts": "region = $caller_region" },
      forbidden: [],
      parameters: { caller_region: { type: "varchar", value: region } },
    },
  });

test("the same query of somebody who may see the same is remembered, whatever the hour", () => {
  const reads = readsInMemory();
  reads.note([{ ...scan, rows: 17, calls: 1 }], key("2026-11-16", "EMEA"));
  expect(reads.whole(key("2026-11-16", "EMEA"))).toEqual([
    { source: "crm", table: "crm.accounts", rows: 17, calls: 1 },
  ]);
  expect(reads.whole(key("2026-11-16", "APAC"))).toBeUndefined();
  expect(reads.whole(key("2026-11-17", "EMEA"))).toBeUndefined();
});

test("a query that another's rows answered tells nothing of what it takes alone", () => {
  const reads = readsInMemory();
  reads.note(
    [
      { ...scan, rows: 17, calls: 1 },
      { ...scan, table: "crm.cases", rows: 3, calls: 0, cached: true },
    ],
    "b",
  );
  expect(reads.whole("b")).toBeUndefined();
});

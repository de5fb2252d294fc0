import { expect, test } from "vitest";
import { receiptOf } from "./receipt.ts";

test("scans of one table are added up, and dated by the oldest", () => {
  const scan = {
    source: "crm",
    table: "crm.accounts",
    native: "",
    columns: [],
    pushed: "",
    kept: [],
    guarantee: "exact",
    rows: 5,
    calls: 2,
    asOf: "2026-11-16T08:00:01.000Z",
  } as const;
  const receipt = receiptOf({ id: "r", policy: "p" }, [], [scan, { ...scan, asOf: "2026-11-16T08:00:00.000Z" }], []);
  expect(receipt.sources).toEqual([
    { source: "crm", table: "crm.accounts", rows: 10, calls: 4, asOf: "2026-11-16T08:00:00.000Z" },
  ]);
  expect(receipt.ledger).toBeNull();
});

import { expect, test } from "vitest";
import { breaks, driftOf, driftText, steadyLock } from "./index.ts";
import type { TableDef } from "./index.ts";

const invoices: TableDef = {
  name: "invoices",
  native: "invoices",
  key: ["id"],
  rows: 7000,
  columns: [
    { name: "id", native: "id", type: "int64", nullable: false, operators: ["=", "in"] },
    { name: "amount", native: "amount", type: "decimal(12,2)", nullable: false, operators: ["=", "<"] },
    {
      name: "status",
      native: "status",
      type: "varchar",
      nullable: false,
      operators: ["="],
      description: "how it stands",
    },
  ],
};
const [id, amount, status] = invoices.columns;

test("a source that is as it was has not drifted, whatever its comments and its size", () => {
  const now: TableDef = {
    ...invoices,
    rows: 12_000,
    columns: invoices.columns.map((column) => ({ ...column, description: "new words" })),
  };
  expect(driftOf("billing", [invoices], [now])).toEqual([]);
});

test("what is gone, changed or new is named, column by column", () => {
  const now = [
    {
      ...invoices,
      columns: [{ ...id }, { ...amount, type: "decimal(14,4)", operators: ["="] }, { ...id, name: "paid_by" }],
    } as TableDef,
    { ...invoices, name: "refunds" },
  ];
  const drift = driftOf("billing", [invoices, { ...invoices, name: "payments" }], now);
  expect(drift.map(driftText)).toEqual([
    "billing.invoices.amount: type decimal(12,2) → decimal(14,4)",
    "billing.invoices.amount: operators lost: <",
    "billing.invoices.paid_by: new, not in the lock",
    "billing.invoices.status: gone",
    "billing.payments: gone",
    "billing.refunds: new, not in the lock",
  ]);
  expect(drift.filter(breaks)).toHaveLength(4);
  expect(status?.name).toBe("status");
});

test("the lock of the same source is the same, in whatever order and at whatever size it answers", () => {
  const other = { ...invoices, name: "accounts" };
  const first = steadyLock([{ ...invoices, rows: 7423 }, other]);
  expect(first.map((table) => [table.name, table.rows])).toEqual([
    ["accounts", 7000],
    ["invoices", 7000],
  ]);
  expect(steadyLock([other, { ...invoices, rows: 8999 }], first)).toEqual(first);
  expect(steadyLock([{ ...invoices, rows: 70_000 }, other], first)[1]?.rows).toBe(70_000);
});

import type { ReceiptEgress } from "@gantry/contract";
import { expect, test } from "vitest";
import { receiptOf, summaryOf } from "./receipt.ts";

const egress = (more: Partial<ReceiptEgress>): ReceiptEgress => ({
  id: "1",
  at: "2026-11-16T08:00:00.000Z",
  step: "drafts",
  kind: "model",
  destination: "builtin/rules",
  zone: "inside",
  rows: 1,
  calls: 1,
  columns: [
    { column: "crm.contacts.name", label: "person.name", level: "copied", treatment: "token" },
    { column: "usage.weekly.sessions", label: "usage", level: "aggregated", treatment: "pass" },
  ],
  tokens: { "person.name": 2 },
  status: "done",
  ...more,
});

test("the summary says how much left, and that nobody was named", () => {
  expect(summaryOf([egress({}), egress({ id: "2" })])).toBe(
    "1 model, 2 rows, 2 columns; 4 values as tokens; nothing personal in clear",
  );
  expect(summaryOf([])).toBe("no model was asked");
});

test("the summary names what was personal and left in clear", () => {
  const columns = [
    { column: "crm.contacts.email", label: "person.email", level: "copied", treatment: "pass" },
  ] as const;
  expect(summaryOf([egress({ columns: [...columns], tokens: {} })])).toContain("in clear: person.email");
});

test("mails that went out are counted, those that failed are not", () => {
  const mail = egress({ kind: "mail", destination: "mail", columns: [], tokens: {} });
  expect(summaryOf([mail, mail, { ...mail, status: "failed" }])).toBe("no model was asked; 2 rows sent to mail");
});

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

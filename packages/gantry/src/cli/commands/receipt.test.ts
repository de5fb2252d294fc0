import type { Receipt } from "@gantry/contract";
import { expect, test } from "vitest";
import { receiptLines } from "./receipt.ts";

const receipt: Receipt = {
  run: "r1",
  policy: "abc",
  summary: "1 model, 9 rows, 3 columns; names as tokens; nothing personal left to a model",
  egresses: [
    {
      id: "e1",
      at: "2026-11-16T08:00:00.000Z",
      step: "drafts",
      kind: "model",
      destination: "openai:gpt-5",
      zone: "outside",
      rows: 9,
      calls: 10,
      columns: [
        { column: "crm.contacts.name", label: "person.name", level: "copied", treatment: "token" },
        { column: "crm.accounts.revenue", label: "financial", level: "copied", treatment: "band" },
        { column: "crm.accounts.region", label: "business", level: "copied", treatment: "pass" },
        { column: "crm.accounts.*", label: "row", level: "control", treatment: "pass" },
      ],
      tokens: { "person.name": 12 },
      usage: { input: 900, output: 100, cost: 0.0123 },
      reused: { equal: 2, cache: 1 },
      status: "done",
    },
  ],
  sources: [{ source: "crm", table: "crm.contacts", rows: 9, calls: 1, asOf: "2026-11-16T08:00:00.000Z" }],
  ledger: { chain: "c1", from: 3, to: 9, head: "h" },
};

test("a receipt says in a sentence what left, then to whom, how treated, what was read, and where the ledger proves it", () => {
  const text = receiptLines(receipt).join("\n");
  expect(text).toMatch(/^1 model, 9 rows, 3 columns; names as tokens/);
  for (const line of [
    "drafts → openai:gpt-5 model, outside: 9 rows, 10 calls, 1000 model tokens, $0.0123",
    "as tokens: crm.contacts.name (person.name)",
    "as bands: crm.accounts.revenue (financial)",
    "in clear: crm.accounts.region (business)",
    "values replaced by tokens: 12 × person.name",
    "answered 2 rows like an equal one, 1 row from the cache: nothing left",
    "crm.contacts: 9 rows in 1 call, as of 2026-11-16T08:00:00.000Z",
    "chain c1, entries 3 to 9",
  ])
    expect(text).toContain(line);
  expect(text).not.toContain("crm.accounts.*");
});

test("where nothing left, it says so", () => {
  const text = receiptLines({ ...receipt, summary: "nothing left", egresses: [], sources: [], ledger: null }).join(
    "\n",
  );
  expect(text).toMatch(/^Nothing left/);
  expect(text).toContain("Read for it\n  nothing");
});

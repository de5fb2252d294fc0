// The receipt: what left in a run, what was read for it, and where the ledger says so.
import type { LedgerEntryView, Receipt, ReceiptEgress } from "@gantry/contract";
import { ledgerRange, receiptSummary, scoresOf } from "../../guard/index.ts";
import type { ScanReport } from "../../query/index.ts";

/** @param called what the ledger has of runs that it called */
export function receiptOf(
  run: { readonly id: string; readonly policy: string },
  egresses: readonly ReceiptEgress[],
  scans: readonly ScanReport[],
  ledger: readonly LedgerEntryView[],
  called: readonly LedgerEntryView[] = [],
): Receipt {
  const scores = scoresOf([...ledger, ...called]);
  return {
    run: run.id,
    policy: run.policy,
    summary: receiptSummary(egresses),
    egresses: [...egresses],
    ...(scores.length === 0 ? {} : { scores: [...scores] }),
    sources: sourcesOf(scans),
    ledger: ledgerRange(ledger),
  };
}

/** Scans of one table added up; `asOf` is the oldest, so that it promises no more than holds. */
function sourcesOf(scans: readonly ScanReport[]): Receipt["sources"] {
  const sources = new Map<string, Receipt["sources"][number]>();
  for (const { source, table, rows = 0, calls = 0, asOf = "" } of scans) {
    const known = sources.get(table);
    sources.set(table, {
      source,
      table,
      rows: (known?.rows ?? 0) + rows,
      calls: (known?.calls ?? 0) + calls,
      asOf: known && known.asOf < asOf ? known.asOf : asOf,
    });
  }
  return [...sources.values()];
}

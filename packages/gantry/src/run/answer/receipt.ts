// The receipt: what left in a run, what was read for it, and where the ledger says so.
import type { LedgerEntryView, Receipt, ReceiptEgress } from "@gantry/contract";
import type { ScanReport } from "../../query/index.ts";

export function receiptOf(
  run: { readonly id: string; readonly policy: string },
  egresses: readonly ReceiptEgress[],
  scans: readonly ScanReport[],
  ledger: readonly LedgerEntryView[],
): Receipt {
  return {
    run: run.id,
    policy: run.policy,
    summary: summaryOf(egresses),
    egresses: [...egresses],
    sources: sourcesOf(scans),
    ledger: ledgerOf(ledger),
  };
}

/** "1 model, 9 rows, 12 columns; 18 values as tokens; nothing personal in clear". */
export function summaryOf(egresses: readonly ReceiptEgress[]): string {
  const models = egresses.filter((it) => it.kind === "model");
  const out = egresses.filter((it) => it.kind === "mail" || it.kind === "write");
  const parts: string[] = [];
  if (models.length === 0) parts.push("no model was asked");
  else {
    const columns = new Set(models.flatMap((it) => it.columns.map((column) => column.column)));
    const names = new Set(models.map((it) => it.destination));
    parts.push(
      [
        count(names.size, "model"),
        count(
          sum(models, (it) => it.rows),
          "row",
        ),
        count(columns.size, "column"),
      ].join(", "),
    );
    const tokens = sum(models, (it) => Object.values(it.tokens).reduce((total, n) => total + n, 0));
    if (tokens > 0) parts.push(`${count(tokens, "value")} as tokens`);
    const clear = new Set(models.flatMap((it) => it.columns.filter(isPersonalInClear).map((column) => column.label)));
    parts.push(clear.size === 0 ? "nothing personal in clear" : `in clear: ${[...clear].sort().join(", ")}`);
  }
  if (out.length > 0) {
    const sent = out.filter((it) => it.status === "done");
    parts.push(
      `${count(
        sum(sent, (it) => it.rows),
        "row",
      )} sent to ${[...new Set(out.map((it) => it.destination))].join(", ")}`,
    );
  }
  return parts.join("; ");
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

function ledgerOf(entries: readonly LedgerEntryView[]): Receipt["ledger"] {
  const last = entries.at(-1);
  if (!last) return null;
  const chain = entries.filter((it) => it.chain === last.chain);
  const numbers = chain.map((it) => it.seq);
  const to = Math.max(...numbers);
  return {
    chain: last.chain,
    from: Math.min(...numbers),
    to,
    head: chain.find((it) => it.seq === to)?.hash ?? last.hash,
  };
}

const isPersonalInClear = ({ label, treatment }: ReceiptEgress["columns"][number]): boolean =>
  treatment === "pass" && label.split(" ").some((it) => it.startsWith("person."));

const sum = <T>(items: readonly T[], of: (item: T) => number): number => items.reduce((total, it) => total + of(it), 0);

const count = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? "" : "s"}`;

// What the ledger says goes when a rule of retention says so; its chains stay, and stay provable.
import type { LedgerEntry, PrunableLedgerStore } from "../ports.ts";
import { contentOf } from "./entry.ts";
import type { Ledger } from "./ledger.ts";

/** Of these kinds the content stays: they explain the chains themselves, and what was erased. */
const staying = ["chain", "retention", "erasure"];

/**
 * Takes the contents of entries that are older out of the ledger. An entry of kind `retention` says first up to where, and
 * is vouched for by a checkpoint; then only the links are left. Gives how many.
 */
export const pruneLedger = async (
  ledger: Pick<Ledger, "append" | "checkpoint">,
  store: PrunableLedgerStore,
  before: Date,
): Promise<number> => {
  let pruned = 0;
  for (;;) {
    const old: readonly LedgerEntry[] = await store.olderThan(before, staying, 1_000);
    if (old.length === 0) return pruned;
    const upTo = new Map<string, number>();
    for (const { chain, seq } of old) upTo.set(chain, Math.max(upTo.get(chain) ?? -1, seq));
    const body = { before: before.toISOString(), upTo: [...upTo].map(([chain, seq]) => ({ chain, seq })) };
    await ledger.append({ kind: "retention", run: null, caller: null, body });
    await ledger.checkpoint();
    await store.prune(old.map((entry) => ({ chain: entry.chain, seq: entry.seq, content: contentOf(entry) })));
    pruned += old.length;
  }
};

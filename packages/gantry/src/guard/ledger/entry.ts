// One link of a chain: what it says, and the hash that binds it to the one before.
import { contentHash } from "../../policy/index.ts";
import type { LedgerEntry } from "../ports.ts";

/** What an entry says; the rest is the chain's. */
export interface LedgerDraft {
  /** `chain`, `request`, `attempted`, `done`, `failed`, `decision` … */
  readonly kind: string;
  readonly run: string | null;
  readonly caller: string | null;
  /** Names, counts, keyed hashes. Never a value of the data. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** What the first entry of a chain links to. */
export const firstPrevious = "0".repeat(64);

/** SHA-256 in hex over the canonical JSON of all members but `hash` itself, whatever they are. */
export const entryHash = (entry: object): string => {
  const { hash: _, ...rest } = entry as { hash?: unknown };
  return contentHash(rest);
};

/** The next link. `body` must be JSON: what is stored and read back must hash the same. */
export const nextEntry = (chain: string, seq: number, previous: string, at: Date, draft: LedgerDraft): LedgerEntry => {
  const open = {
    chain,
    seq,
    at: at.toISOString(),
    kind: draft.kind,
    run: draft.run,
    caller: draft.caller,
    body: { ...draft.body },
    previous,
  };
  return { ...open, hash: entryHash(open) };
};

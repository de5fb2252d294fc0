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

/** SHA-256 in hex of what an entry says: over the canonical JSON of `at`, `kind`, `run`, `caller` and `body`. */
export const contentOf = ({ at, kind, run, caller, body }: LedgerEntry): string =>
  contentHash({ at, kind, run, caller, body });

/**
 * SHA-256 in hex over the canonical JSON of `chain`, `seq`, `previous` and the hash of the content: so the chain can still
 * be proved where the content is gone.
 */
export const entryHash = (entry: Pick<LedgerEntry, "chain" | "seq" | "previous">, content: string): string =>
  contentHash({ chain: entry.chain, seq: entry.seq, previous: entry.previous, content });

/** Whether an entry is what was written; of one without its content, whether it is the link that was written. */
export const isIntact = (entry: LedgerEntry): boolean =>
  entry.hash === entryHash(entry, entry.content ?? contentOf(entry)) || entry.hash === formerHash(entry);

/** As entries were hashed at first: over all members at once. */
const formerHash = (entry: LedgerEntry): string => {
  const { hash: _, ...rest } = entry;
  return contentHash(rest);
};

/** The link alone: what is left of an entry whose content is gone or withheld. */
export const withoutContent = (entry: LedgerEntry, kind: "pruned" | "withheld"): LedgerEntry => ({
  chain: entry.chain,
  seq: entry.seq,
  at: kind === "withheld" ? "" : entry.at,
  kind,
  run: null,
  caller: null,
  body: {},
  previous: entry.previous,
  hash: entry.hash,
  content: entry.content ?? contentOf(entry),
});

/** The next link. `body` must be JSON: what is stored and read back must hash the same. */
export const nextEntry = (chain: string, seq: number, previous: string, at: Date, draft: LedgerDraft): LedgerEntry => {
  const said = {
    at: at.toISOString(),
    kind: draft.kind,
    run: draft.run,
    caller: draft.caller,
    body: { ...draft.body },
  };
  const link = { chain, seq, previous };
  return { ...link, ...said, hash: entryHash(link, contentHash(said)) };
};

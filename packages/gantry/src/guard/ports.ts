// What the guard needs kept: sealed vault entries with their keys, and the ledger. `store` implements both on Postgres.
import type { LedgerEntryView, TokenReference } from "@gantry/contract";
import type { Label } from "../catalog/index.ts";

/** A token of one row with its value, sealed under the row's key. */
export interface SealedEntry {
  readonly run: string;
  readonly row: string;
  readonly token: string;
  readonly label: Label;
  /** IV (12 bytes), tag (16 bytes), ciphertext of AES-256-GCM; run, row, token and label are authenticated. */
  readonly sealed: Uint8Array;
  /** Where the value lives in its source; never the value. */
  readonly reference: TokenReference | null;
}

export interface VaultStore {
  /**
   * The wrapped key of a subject in a run: keeps `candidate` if there is none yet and gives the one that stands
   * (insert, on conflict do nothing, select), so that two processes agree. Null when it has been destroyed: the subject
   * was erased, and no new key may take its place.
   */
  keepKey(run: string, subject: string, candidate: Uint8Array): Promise<Uint8Array | null>;
  /** The wrapped keys that stand, by subject. */
  findKeys(run: string, subjects: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** Keeps entries; one that is there already (run, row, token) stays as it is. */
  put(entries: readonly SealedEntry[]): Promise<void>;
  /** Entries of these tokens in a run; with `row`, of that row alone. A token may stand in several rows. */
  find(run: string, tokens: readonly string[], row?: string): Promise<readonly SealedEntry[]>;
}

/** One link of a chain, as stored and exported. `hash` is SHA-256 over the canonical JSON of all the rest. */
export type LedgerEntry = LedgerEntryView;

export interface LedgerHead {
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
}

export interface LedgerStore {
  /** Commits the entries, all or none, before it resolves. (chain, seq) is unique. */
  append(entries: readonly LedgerEntry[]): Promise<void>;
  /** Entries of a run in the order (at, chain, seq). */
  ofRun(run: string): Promise<readonly LedgerEntry[]>;
  /** The last entry of every chain: of this process and of others. */
  heads(): Promise<readonly LedgerHead[]>;
}

/** A signed statement of where every chain stood; kept outside the database, so that a cut tail shows. */
export interface Checkpoint {
  readonly at: string;
  readonly heads: readonly LedgerHead[];
  /** Hash of the checkpoint before it from the same process, or null. */
  readonly previous: string | null;
  /** Ed25519 over the canonical JSON of the rest, base64url. */
  readonly signature: string;
}

/** Where checkpoints go: a file in the data folder, an object store. */
export interface CheckpointSink {
  write(checkpoint: Checkpoint): Promise<void>;
}

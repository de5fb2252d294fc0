// What the guard needs kept: sealed vault entries, and the ledger. `store` implements both on Postgres.
import type { GuestHouse, LedgerEntryView } from "@gantry/contract";
import type { Label } from "../catalog/index.ts";
import type { SubjectKey } from "../store/index.ts";

/** A token of one row; its value, and where that lives, sealed under the keys of whom the row tells of. */
export interface SealedEntry {
  readonly run: string;
  readonly row: string;
  readonly token: string;
  readonly label: Label;
  /** Run, row, token and label are authenticated. */
  readonly sealed: Uint8Array;
}

export interface VaultStore {
  /** Keeps entries; one that is there already (run, row, token) stays as it is. */
  put(entries: readonly SealedEntry[]): Promise<void>;
  /** Entries of these tokens in a run; with `row`, of that row alone. A token may stand in several rows. */
  find(run: string, tokens: readonly string[], row?: string): Promise<readonly SealedEntry[]>;
}

/** A reply kept for a time. Opaque to the store. */
export interface SealedReply {
  /** Under whose key: a tenant's, as a keyed hash. */
  readonly holder: string;
  /** Keyed hash of all that the reply depends on. */
  readonly key: string;
  readonly sealed: Uint8Array;
}

export interface ReplyStore {
  /** The reply, as long as its time has not run out. */
  find(holder: string, key: string): Promise<Uint8Array | undefined>;
  /** Keeps or replaces a reply for so many seconds. */
  put(reply: SealedReply & { readonly seconds: number }): Promise<void>;
  /** All whose time has not run out. */
  list(): Promise<readonly SealedReply[]>;
  drop(keys: readonly string[]): Promise<void>;
}

/** Tokens of both ways, and US dollars. */
export interface Spending {
  readonly tokens: number;
  readonly cost: number;
}

/** What a call is expected to take. */
export interface Expected extends Spending {
  /** Name of the model, where nobody has said what it costs: `cost` is 0 then and means nothing. */
  readonly unpriced?: string;
}

/** Who pays for a call. */
export interface Payer {
  readonly run: string;
  readonly caller: string | null;
  /** Of the caller, where no run says it. */
  readonly tenant?: string;
}

/** What may be spent, shared by all processes. */
export interface Budgets {
  /**
   * Takes an estimate from every budget that a call falls under, all or none.
   * @throws GantryError `budget-exceeded` naming the one that would be overdrawn, or that is in money and can't be kept with
   * a model of unknown price.
   */
  reserve(call: Expected & Payer): Promise<{
    /** Puts what was really spent in the estimate's place. */
    settle(spent: Spending): Promise<void>;
  }>;
}

/** Lets guests that write for a row call back: for models, and to keep what they work on. */
export interface Guests {
  /** @param subjects whom the row tells of: what is kept of it goes with any of them */
  admit(
    row: {
      readonly run: string;
      readonly step: string;
      readonly row: string;
      readonly subjects: readonly SubjectKey[];
    },
    signal: AbortSignal,
  ): Promise<GuestHouse>;
  /** Keeps what a guest's tools gave it for a row, as it told a model: outsiders may have written that. */
  hear(
    row: { readonly run: string; readonly step: string; readonly row: string },
    texts: readonly string[],
  ): Promise<void>;
  /** All that was heard so for a row. */
  heard(row: { readonly run: string; readonly step: string; readonly row: string }): Promise<readonly string[]>;
  /** The thread under which a guest has kept something of a row last; undefined where it has kept nothing here. */
  threadOf(row: { readonly run: string; readonly step: string; readonly row: string }): Promise<string | undefined>;
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

/** What a rule of retention needs of the ledger's store. */
export interface PrunableLedgerStore {
  /** Entries written before, of other kinds than these, whose content is still there. */
  olderThan(before: Date, except: readonly string[], limit: number): Promise<readonly LedgerEntry[]>;
  /** Takes contents out, leaving their hashes. */
  prune(entries: readonly { readonly chain: string; readonly seq: number; readonly content: string }[]): Promise<void>;
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

// The store: one pool on the schema `gantry`, brought to its newest version.
import type pg from "pg";
import { createConversationStore } from "./conversations.ts";
import type { ConversationStore } from "./conversations.ts";
import { openPool } from "./database.ts";
import { createDocumentStore } from "./documents.ts";
import type { DocumentStore } from "./documents.ts";
import { createLedgerStore } from "./ledger.ts";
import type { LedgerStore } from "./ledger.ts";
import { migrate } from "./migrate.ts";
import { createPolicyStore } from "./policies.ts";
import type { PolicyStore } from "./policies.ts";
import { createReplyStore } from "./replies.ts";
import type { ReplyStore } from "./replies.ts";
import { createSpendingStore } from "./spending.ts";
import type { SpendingStore } from "./spending.ts";
import { createTakenStore } from "./taken.ts";
import type { TakenStore } from "./taken.ts";
import { lockStatements, readLocked, unchanged } from "./rows/lock.ts";
import type { LockedRun } from "./rows/lock.ts";
import type { Statement } from "./together.ts";
import { inOneMessage, inTransaction } from "./transaction.ts";
import type { Transaction } from "./transaction.ts";
import { createVaultStore } from "./vault.ts";
import type { VaultStore } from "./vault.ts";

export interface Store {
  /** The database's connection string. Holds a password: never log it. */
  readonly url: string;
  readonly pool: pg.Pool;
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** A transaction that begins by taking the run's lock; the work gets the run as it then stands, and what it asks for. */
  change<T>(
    run: string,
    work: (tx: Transaction, locked: LockedRun) => Promise<T>,
    ask?: readonly Statement[],
  ): Promise<T>;
  /** The same for work that only writes, and knows how the run stands. Undefined where it knows wrong, or has to ask. */
  write<T>(run: string, version: string, work: (tx: Transaction) => Promise<T>): Promise<T | undefined>;
  readonly ledger: LedgerStore;
  readonly vault: VaultStore;
  readonly conversations: ConversationStore;
  readonly policies: PolicyStore;
  readonly spending: SpendingStore;
  readonly taken: TakenStore;
  readonly documents: DocumentStore;
  readonly replies: ReplyStore;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Most connections at a time; default 16. */
  readonly connections?: number;
}

/** Connects and migrates. Throws `bad-config` when the database belongs to a newer version of Gantry. */
export async function openStore(url: string, options: StoreOptions = {}): Promise<Store> {
  const pool = openPool(url, options.connections ?? 16);
  try {
    await migrate(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    url,
    pool,
    transaction: (work) => inTransaction(pool, work),
    change: (run, work, ask = []) =>
      inTransaction(pool, (tx, found) => work(tx, readLocked(found)), [...lockStatements(run), ...ask]),
    write: (run, version, work) => inOneMessage(pool, unchanged(run, version), work),
    ledger: createLedgerStore(pool),
    vault: createVaultStore(pool),
    conversations: createConversationStore(pool),
    policies: createPolicyStore(pool),
    spending: createSpendingStore(pool),
    taken: createTakenStore(pool),
    documents: createDocumentStore(pool),
    replies: createReplyStore(pool),
    close: () => pool.end(),
  };
}

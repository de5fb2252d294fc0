// The ledger's writer: one chain per process, entries committed in order, checkpoints signed as they go.
import { randomUUID } from "node:crypto";
import { GantryError } from "@gantry/contract";
import type { GuardKeys } from "../keys.ts";
import type { CheckpointSink, LedgerEntry, LedgerHead, LedgerStore } from "../ports.ts";
import { checkpointHash, signCheckpoint } from "./checkpoint.ts";
import { firstPrevious, nextEntry } from "./entry.ts";
import type { LedgerDraft } from "./entry.ts";

/** A request to the API, by route template (never by URL: that may hold values). */
export interface LedgerRequest {
  readonly caller: string | null;
  readonly method: string;
  /** `/api/runs/{id}` */
  readonly route: string;
  readonly status: number;
  readonly run?: string;
  readonly trace?: string;
}

export interface Ledger {
  /** Resolves when the entry is committed. Throws `internal` (retryable) when the store can't. */
  append(draft: LedgerDraft): Promise<LedgerEntry>;
  appendRequest(request: LedgerRequest): Promise<LedgerEntry>;
  /** Entries of a run, of every process, in the order written. */
  ofRun(run: string): Promise<readonly LedgerEntry[]>;
  /** Signs where all chains stand now. */
  checkpoint(): Promise<void>;
  /** Commits what is waiting and signs a last checkpoint. */
  close(): Promise<void>;
}

export interface LedgerOptions {
  readonly store: LedgerStore;
  readonly keys: GuardKeys;
  readonly checkpoints: CheckpointSink;
  readonly now?: () => Date;
  readonly newChain?: () => string;
  /** Milliseconds between checkpoints while entries come in; 1,000 by default. */
  readonly checkpointEvery?: number;
}

interface Waiting {
  readonly draft: LedgerDraft;
  readonly resolve: (entry: LedgerEntry) => void;
  readonly reject: (error: unknown) => void;
}

const largestBatch = 500;

/**
 * Opens a ledger: its chain begins with the first entry. Entries that arrive while one batch commits go out together as
 * the next. When a commit fails its fate is unknown, so the chain ends there and a new one names it and its last known link.
 */
export const createLedger = (options: LedgerOptions): Ledger => {
  const now = options.now ?? ((): Date => new Date());
  const newChain = options.newChain ?? randomUUID;
  const every = options.checkpointEvery ?? 1_000;
  let head: LedgerHead | undefined;
  let abandoned: LedgerHead | undefined;
  let waiting: Waiting[] = [];
  let isFlushing = false;
  let flushed: Promise<void> = Promise.resolve();
  let lastCheckpoint: { hash: string | null; head: string | null } = { hash: null, head: null };
  let timer: NodeJS.Timeout | undefined;
  let signing: Promise<void> = Promise.resolve();

  const link = (batch: readonly Waiting[]): LedgerEntry[] => {
    const entries: LedgerEntry[] = [];
    const chain = head?.chain ?? newChain();
    let seq = (head?.seq ?? -1) + 1;
    let previous = head?.hash ?? firstPrevious;
    if (head === undefined) {
      const body = { process: process.pid, after: abandoned === undefined ? null : { ...abandoned } };
      const first = nextEntry(chain, seq, previous, now(), { kind: "chain", run: null, caller: null, body });
      entries.push(first);
      seq += 1;
      previous = first.hash;
    }
    for (const { draft } of batch) {
      const entry = nextEntry(chain, seq, previous, now(), draft);
      entries.push(entry);
      seq += 1;
      previous = entry.hash;
    }
    return entries;
  };

  const flush = async (): Promise<void> => {
    isFlushing = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, largestBatch);
      waiting = waiting.slice(largestBatch);
      try {
        const entries = link(batch);
        await options.store.append(entries);
        const last = entries.at(-1);
        if (last !== undefined) head = { chain: last.chain, seq: last.seq, hash: last.hash };
        const own = entries.slice(-batch.length);
        for (const [index, each] of batch.entries()) {
          const entry = own[index];
          if (entry !== undefined) each.resolve(entry);
        }
        schedule();
      } catch (cause) {
        abandoned = head ?? abandoned;
        head = undefined;
        const error = new GantryError("internal", "the ledger can't be written, so nothing leaves", {
          retryable: true,
          remedy: "check the database that holds the ledger",
          cause,
        });
        for (const each of batch) each.reject(error);
      }
    }
    // In the same turn as the last look at `waiting`, or an entry that comes now would wait for nobody.
    isFlushing = false;
  };

  const sign = async (): Promise<void> => {
    if (head === undefined || lastCheckpoint.head === head.hash) return;
    const own = head;
    const others = (await options.store.heads()).filter((each) => each.chain !== own.chain);
    const checkpoint = signCheckpoint([own, ...others], lastCheckpoint.hash, now(), options.keys.signing);
    await options.checkpoints.write(checkpoint);
    lastCheckpoint = { hash: checkpointHash(checkpoint), head: own.hash };
  };

  const checkpoint = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    // One at a time, so that each names the one before it; a failed one must not hinder the next.
    signing = signing.catch(() => {}).then(sign);
    return signing;
  };

  const schedule = (): void => {
    if (timer !== undefined) return;
    timer = setTimeout(() => void checkpoint().catch(() => {}), every);
    timer.unref();
  };

  const append = (draft: LedgerDraft): Promise<LedgerEntry> =>
    new Promise((resolve, reject) => {
      waiting.push({ draft, resolve, reject });
      if (!isFlushing) flushed = flush();
    });

  return {
    append,
    appendRequest: ({ caller, method, route, status, run, trace }) =>
      append({
        kind: "request",
        run: run ?? null,
        caller,
        body: { method, route, status, ...(trace === undefined ? {} : { trace }) },
      }),
    ofRun: (run) => options.store.ofRun(run),
    checkpoint,
    async close() {
      await flushed;
      await checkpoint();
    },
  };
};

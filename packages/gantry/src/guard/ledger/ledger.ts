// The ledger's writer: one chain per process, entries committed in order, checkpoints signed as they go. What has to be
// there before something happens is waited for; what tells the end of it is committed with whatever comes next.
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
  /**
   * Takes its place in the chain, and is committed with what is appended next, or after a moment (`soon`) by itself: nobody
   * waits for it. Never throws. When a commit fails it is tried again (so it may stand there twice); what can't be written is
   * told to `onLost`. Until then the ledger says less than happened, never more.
   */
  appendSoon(draft: LedgerDraft): void;
  appendRequest(request: LedgerRequest): Promise<LedgerEntry>;
  /** Entries of a run, of every process, in the order written; what waits here is committed first. */
  ofRun(run: string): Promise<readonly LedgerEntry[]>;
  /** Resolves when all that was appended is committed, or can't be: before anything that reads the ledger past this. */
  drain(): Promise<void>;
  /** Commits what is waiting, and signs where all chains stand now. */
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
  /** Milliseconds that an entry of `appendSoon` waits for others to be committed with; 25 by default. */
  readonly soon?: number;
  /** Told of entries of `appendSoon` that could not be written, with why. */
  readonly onLost?: (drafts: readonly LedgerDraft[], error: unknown) => void;
  /** Told of each checkpoint that could not be written as it was due; it is tried again after `checkpointEvery`. */
  readonly onUnsigned?: (error: unknown) => void;
}

interface Waiting {
  readonly draft: LedgerDraft;
  readonly at: Date;
  /** Of those that wait for its commit; null where nobody does. */
  readonly caller: { readonly resolve: (entry: LedgerEntry) => void; readonly reject: (error: unknown) => void } | null;
  /** How often it was in a commit that failed. */
  readonly failures: number;
}

const largestBatch = 500;
/** So often an entry that nobody waits for is tried; in between a database has time to come back. */
const mostFailures = 20;
const againAfter = 1_000;

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
  const waiting: Waiting[] = [];
  let isFlushing = false;
  let isClosing = false;
  // Apart from the others, so that one which can't be written fails nobody else's.
  const failed: Waiting[] = [];
  let isAgainDue = false;
  let soonTimer: NodeJS.Timeout | undefined;
  let againTimer: NodeJS.Timeout | undefined;
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
      const first = nextEntry(chain, seq, previous, batch[0]?.at ?? now(), {
        kind: "chain",
        run: null,
        caller: null,
        body,
      });
      entries.push(first);
      seq += 1;
      previous = first.hash;
    }
    for (const { draft, at } of batch) {
      const entry = nextEntry(chain, seq, previous, at, draft);
      entries.push(entry);
      seq += 1;
      previous = entry.hash;
    }
    return entries;
  };

  /** Those that nobody waits for are tried again; the others' callers hear that it failed. */
  const fail = (batch: readonly Waiting[], cause: unknown): void => {
    abandoned = head ?? abandoned;
    head = undefined;
    const error = new GantryError("internal", "the ledger can't be written, so nothing leaves", {
      retryable: true,
      remedy: "check the database that holds the ledger",
      cause,
    });
    for (const { caller } of batch) caller?.reject(error);
    const own = batch.filter(({ caller }) => caller === null).map((it) => ({ ...it, failures: it.failures + 1 }));
    const isLost = ({ failures }: Waiting): boolean => isClosing || failures >= mostFailures;
    const lost = own.filter(isLost).map(({ draft }) => draft);
    if (lost.length > 0) options.onLost?.(lost, cause);
    failed.push(...own.filter((it) => !isLost(it)));
    if (failed.length === 0) return;
    againTimer ??= setTimeout(() => {
      againTimer = undefined;
      isAgainDue = true;
      void begin();
    }, againAfter);
    againTimer.unref();
  };

  const commit = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const entries = link(batch);
      await options.store.append(entries);
      const last = entries.at(-1);
      if (last !== undefined) head = { chain: last.chain, seq: last.seq, hash: last.hash };
      const own = entries.slice(-batch.length);
      for (const [index, { caller }] of batch.entries()) {
        const entry = own[index];
        if (entry !== undefined) caller?.resolve(entry);
      }
      schedule();
    } catch (cause) {
      fail(batch, cause);
    }
  };

  const flush = async (): Promise<void> => {
    isFlushing = true;
    clearTimeout(soonTimer);
    soonTimer = undefined;
    for (;;) {
      if (waiting.length > 0) await commit(waiting.splice(0, largestBatch));
      else if (isAgainDue && failed.length > 0) {
        isAgainDue = false;
        await commit(failed.splice(0));
      } else break;
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

  const checkpoint = async (): Promise<void> => {
    await drain();
    clearTimeout(timer);
    timer = undefined;
    // One at a time, so that each names the one before it; a failed one must not hinder the next.
    signing = signing.catch(() => {}).then(sign);
    await signing;
  };

  const schedule = (): void => {
    if (timer !== undefined) return;
    timer = setTimeout(() => {
      checkpoint().catch((error: unknown) => {
        options.onUnsigned?.(error);
        // Entries that nobody vouches for must not wait for the next ones.
        if (!isClosing) schedule();
      });
    }, every);
    timer.unref();
  };

  const begin = (): Promise<void> => (isFlushing ? flushed : (flushed = flush()));

  const drain = async (): Promise<void> => {
    isAgainDue = failed.length > 0;
    if (waiting.length > 0 || isAgainDue || isFlushing) await begin();
  };

  const append = (draft: LedgerDraft): Promise<LedgerEntry> =>
    new Promise((resolve, reject) => {
      waiting.push({ draft, at: now(), caller: { resolve, reject }, failures: 0 });
      void begin();
    });

  const appendSoon = (draft: LedgerDraft): void => {
    waiting.push({ draft, at: now(), caller: null, failures: 0 });
    soonTimer ??= setTimeout(() => void begin(), options.soon ?? 25);
  };

  return {
    append,
    appendSoon,
    appendRequest: ({ caller, method, route, status, run, trace }) =>
      append({
        kind: "request",
        run: run ?? null,
        caller,
        body: { method, route, status, ...(trace === undefined ? {} : { trace }) },
      }),
    async ofRun(run) {
      await drain();
      return options.store.ofRun(run);
    },
    drain,
    checkpoint,
    async close() {
      isClosing = true;
      await checkpoint();
    },
  };
};

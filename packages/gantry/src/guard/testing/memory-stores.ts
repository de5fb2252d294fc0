// Ports in memory, for tests alone: they keep the promises written in ports.ts, and forget with the process.
import type {
  Checkpoint,
  CheckpointSink,
  LedgerEntry,
  LedgerHead,
  LedgerStore,
  ReplyStore,
  SealedEntry,
  SealedReply,
  VaultStore,
} from "../ports.ts";

export interface MemoryVaultStore extends VaultStore {
  readonly entries: readonly SealedEntry[];
}

export const memoryVaultStore = (): MemoryVaultStore => {
  const entries = new Map<string, SealedEntry>();
  const name = (...parts: readonly string[]): string => JSON.stringify(parts);
  return {
    async put(added) {
      for (const entry of added) {
        const place = name(entry.run, entry.row, entry.token);
        if (!entries.has(place)) entries.set(place, entry);
      }
    },
    async find(run, tokens, row) {
      const wanted = new Set(tokens);
      return [...entries.values()].filter(
        (entry) => entry.run === run && wanted.has(entry.token) && (row === undefined || entry.row === row),
      );
    },
    get entries() {
      return [...entries.values()];
    },
  };
};

export interface MemoryLedgerStore extends LedgerStore {
  readonly entries: LedgerEntry[];
}

export const memoryLedgerStore = (): MemoryLedgerStore => {
  const entries: LedgerEntry[] = [];
  return {
    entries,
    async append(added) {
      for (const entry of added) {
        if (entries.some((known) => known.chain === entry.chain && known.seq === entry.seq))
          throw new Error("not unique");
      }
      entries.push(...added);
    },
    async ofRun(run) {
      return entries.filter((entry) => entry.run === run);
    },
    async heads() {
      const heads = new Map<string, LedgerHead>();
      for (const { chain, seq, hash } of entries) heads.set(chain, { chain, seq, hash });
      return [...heads.values()];
    },
  };
};

export const memoryCheckpoints = (): CheckpointSink & { readonly checkpoints: Checkpoint[] } => {
  const checkpoints: Checkpoint[] = [];
  return {
    checkpoints,
    async write(checkpoint) {
      checkpoints.push(checkpoint);
    },
  };
};

/** @param now milliseconds */
export const memoryReplyStore = (now: () => number = Date.now): ReplyStore & { readonly kept: SealedReply[] } => {
  const replies = new Map<string, SealedReply & { readonly until: number }>();
  const standing = (): SealedReply[] => [...replies.values()].filter(({ until }) => until > now());
  return {
    get kept() {
      return standing();
    },
    async find(holder, key) {
      return standing().find((it) => it.holder === holder && it.key === key)?.sealed;
    },
    async put({ seconds, ...reply }) {
      replies.set(reply.key, { ...reply, until: now() + seconds * 1000 });
    },
    async list() {
      return standing();
    },
    async drop(keys) {
      for (const key of keys) replies.delete(key);
    },
  };
};

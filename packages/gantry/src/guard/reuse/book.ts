// What rows of this process's runs are being asked, and were told: whoever asks the same waits for the first.
import type { CommonReply } from "./canonical.ts";

export type Claim =
  /** Nobody has asked this: the claimant must, and settle, once, with what came back; with nothing where it fits nobody else. */
  | { readonly isFirst: true; settle(reply: CommonReply | undefined): void }
  /** Undefined: the first had nothing to share, and it may be claimed again. */
  | { readonly isFirst: false; readonly reply: Promise<CommonReply | undefined> };

export interface Book {
  claim(key: string): Claim;
}

/** Replies kept in memory; the oldest go first. */
const most = 5_000;

/** @param version another number as soon as keys were destroyed: what was told before may be what is to be forgotten */
export const createBook = (version: () => number): Book => {
  const pages = new Map<string, Promise<CommonReply | undefined>>();
  let seen = version();
  return {
    claim(key) {
      const now = version();
      if (now !== seen) pages.clear();
      seen = now;
      const known = pages.get(key);
      if (known !== undefined) return { isFirst: false, reply: known };
      let isSettled = false;
      const { promise, resolve } = Promise.withResolvers<CommonReply | undefined>();
      pages.set(key, promise);
      const [oldest] = pages.keys();
      if (pages.size > most && oldest !== undefined) pages.delete(oldest);
      return {
        isFirst: true,
        settle: (reply) => {
          if (isSettled) return;
          isSettled = true;
          if (reply === undefined && pages.get(key) === promise) pages.delete(key);
          resolve(reply);
        },
      };
    },
  };
};

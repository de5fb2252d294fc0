// How many queries are under way at once. The others have asked no source yet, so they hold nothing.
import { GantryError } from "@gantry/contract";
import { fairQueue } from "./queue.ts";

export interface Turns {
  /** Waits for a turn; gives what ends it. Throws `cancelled` when `signal` fires first, `rate-limited` when too many wait. */
  take(share: string, signal: AbortSignal): Promise<() => void>;
}

export const cancelled = (): GantryError => new GantryError("cancelled", "the query was cancelled");

/** Turns for `most` at once, with a line of up to `waiting`. */
export const createTurns = (most: number, waiting: number): Turns => {
  const queue = fairQueue<() => void>();
  let taken = 0;
  const turn = (): (() => void) => {
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      const next = queue.next();
      if (next === undefined) taken -= 1;
      else next.take(turn());
    };
  };
  return {
    take: (share, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(cancelled());
          return;
        }
        if (taken < most) {
          taken += 1;
          resolve(turn());
          return;
        }
        if (queue.length >= waiting) {
          reject(
            new GantryError("rate-limited", "too many queries wait for their turn", {
              retryable: true,
              remedy: "try again in a moment, or run more processes",
            }),
          );
          return;
        }
        const onAbort = (): void => {
          if (leave()) reject(cancelled());
        };
        const leave = queue.add(share, {
          take: (end) => {
            signal.removeEventListener("abort", onAbort);
            resolve(end);
          },
          refuse: reject,
        });
        signal.addEventListener("abort", onAbort, { once: true });
      }),
  };
};

// The one layer that tries again: capped exponential back-off with full jitter, or as long as the source asks for.
import { setTimeout as sleep } from "node:timers/promises";

export interface RetryOptions {
  /** Tries in all. */
  readonly attempts: number;
  /** Milliseconds. */
  readonly longestWait: number;
  readonly signal: AbortSignal;
  /** 0 to 1; a parameter for tests. */
  readonly random?: () => number;
}

/** What one try came to: done, or not yet, with the wait the source asked for (milliseconds), if it did. */
export type Attempt<T> =
  | { readonly done: T }
  | { readonly failed: Error; readonly again: boolean; readonly wait?: number | undefined };

const base = 100;

/**
 * Runs `attempt` until it is done. Throws its last failure when tries are used up, when it must not be repeated, or when
 * the source asks for a longer wait than we have patience for.
 *
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export const retrying = async <T>(
  attempt: (count: number) => Promise<Attempt<T>>,
  options: RetryOptions,
): Promise<T> => {
  const random = options.random ?? Math.random;
  for (let count = 1; ; count++) {
    const outcome = await attempt(count);
    if ("done" in outcome) return outcome.done;
    const wait = outcome.wait ?? random() * Math.min(options.longestWait, base * 2 ** count);
    if (!outcome.again || count >= options.attempts || wait > options.longestWait) throw outcome.failed;
    await sleep(wait, undefined, { signal: options.signal }).catch((reason: unknown) => {
      throw options.signal.aborted ? outcome.failed : reason;
    });
  }
};

/** Retry-After as seconds or as an HTTP date (RFC 9110, 10.2.3), in milliseconds from `now`; undefined when absent or unreadable. */
export const retryAfter = (header: string | undefined, now: Date): number | undefined => {
  if (header === undefined || header.trim() === "") return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
};

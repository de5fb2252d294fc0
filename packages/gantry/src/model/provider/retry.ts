// The one retry layer for model calls. The SDK underneath never retries.
import { setTimeout as sleep } from "node:timers/promises";
import { GantryError } from "@gantry/contract";

export interface RetryPolicy {
  /** Calls in all, the first included. */
  readonly attempts: number;
  /** Wait before the second call, in milliseconds; doubles each time. */
  readonly baseDelay: number;
  /** Never wait longer than this, whatever the provider asks for. */
  readonly maxDelay: number;
  /** 0 to 1: spreads the waits, so that many runs don't come back at once. */
  readonly random: () => number;
}

export interface CallLimits {
  /** Milliseconds for one call. */
  readonly timeout: number;
  readonly retry: RetryPolicy;
}

export const defaultRetry: RetryPolicy = { attempts: 4, baseDelay: 500, maxDelay: 20_000, random: Math.random };

export interface Attempted {
  readonly error: GantryError;
  /** Wait that the provider asked for, in milliseconds. */
  readonly retryAfter: number | null;
}

/**
 * Calls until it succeeds, an error is final, or the attempts are used up; then throws the last error.
 * An abort ends the wait at once.
 * @param explain turns what was thrown into our error.
 */
export const withRetry = async <T>(
  call: () => Promise<T>,
  explain: (thrown: unknown) => Attempted,
  policy: RetryPolicy,
  signal: AbortSignal,
): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted();
    try {
      return await call();
    } catch (thrown) {
      signal.throwIfAborted();
      const { error, retryAfter } = explain(thrown);
      if (!error.retryable || attempt >= policy.attempts) throw error;
      const backOff = policy.baseDelay * 2 ** (attempt - 1) * (0.5 + policy.random() / 2);
      await sleep(Math.min(retryAfter ?? backOff, policy.maxDelay), undefined, { signal });
    }
  }
};

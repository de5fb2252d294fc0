// A token bucket for each caller, in this process. Headers: draft-ietf-httpapi-ratelimit-headers-11.
import { GantryError } from "@gantry/contract";
import type { FastifyReply } from "fastify";

export interface RateLimit {
  /** Requests that a caller may make in a window. */
  readonly quota: number;
  readonly windowSeconds: number;
}

export type TakeToken = (caller: string, reply: FastifyReply) => void;

/**
 * @returns a function that takes one token for a caller and sets the headers.
 * @throws GantryError `rate-limited`, with `Retry-After` set, when the bucket is empty.
 */
export function createLimiter({ quota, windowSeconds }: RateLimit, now: () => number = Date.now): TakeToken {
  const buckets = new Map<string, { tokens: number; at: number }>();
  const perMillisecond = quota / (windowSeconds * 1000);
  return (caller, reply) => {
    const at = now();
    const bucket = buckets.get(caller) ?? { tokens: quota, at };
    bucket.tokens = Math.min(quota, bucket.tokens + (at - bucket.at) * perMillisecond);
    bucket.at = at;
    if (buckets.size > 10_000) dropFull(buckets, at);
    buckets.set(caller, bucket);
    const allowed = bucket.tokens >= 1;
    if (allowed) bucket.tokens -= 1;
    const untilFull = Math.ceil((quota - bucket.tokens) / perMillisecond / 1000);
    reply.header("ratelimit-policy", `"default";q=${quota};w=${windowSeconds}`);
    reply.header("ratelimit", `"default";r=${Math.floor(bucket.tokens)};t=${untilFull}`);
    if (allowed) return;
    const wait = Math.ceil((1 - bucket.tokens) / perMillisecond / 1000);
    reply.header("retry-after", wait);
    throw new GantryError("rate-limited", `more than ${quota} requests in ${windowSeconds} s`, {
      retryable: true,
      remedy: `try again in ${wait} s`,
    });
  };

  function dropFull(all: typeof buckets, at: number): void {
    for (const [caller, bucket] of all)
      if (bucket.tokens + (at - bucket.at) * perMillisecond >= quota) all.delete(caller);
  }
}

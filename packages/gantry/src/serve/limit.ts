// A token bucket for each caller: in this process, or in the database that several processes share. Headers:
// draft-ietf-httpapi-ratelimit-headers-11.
import { GantryError } from "@gantry/contract";
import type { FastifyReply } from "fastify";

export interface RateLimit {
  /** Requests that a caller may make in a window. */
  readonly quota: number;
  readonly windowSeconds: number;
  /** Where several processes serve the same callers: draws from a bucket that all of them see. */
  readonly shared?: Draw;
}

/** Draws a token of a caller's bucket, which holds `quota` and fills by `perSecond`; gives what is left in it. */
export type Draw = (caller: string, quota: number, perSecond: number) => Drawn | Promise<Drawn>;

interface Drawn {
  readonly allowed: boolean;
  readonly tokens: number;
}

export type TakeToken = (caller: string, reply: FastifyReply) => Promise<void>;

/**
 * @returns a function that takes one token for a caller and sets the headers.
 * @throws GantryError `rate-limited`, with `Retry-After` set, when the bucket is empty.
 */
export function createLimiter({ quota, windowSeconds, shared }: RateLimit, now: () => number = Date.now): TakeToken {
  const draw = shared ?? drawHere(now);
  const perSecond = quota / windowSeconds;
  return async (caller, reply) => {
    const { allowed, tokens } = await draw(caller, quota, perSecond);
    reply.header("ratelimit-policy", `"default";q=${quota};w=${windowSeconds}`);
    reply.header("ratelimit", `"default";r=${Math.floor(tokens)};t=${Math.ceil((quota - tokens) / perSecond)}`);
    if (allowed) return;
    const wait = Math.ceil((1 - tokens) / perSecond);
    reply.header("retry-after", wait);
    throw new GantryError("rate-limited", `more than ${quota} requests in ${windowSeconds} s`, {
      retryable: true,
      remedy: `try again in ${wait} s`,
    });
  };
}

function drawHere(now: () => number): Draw {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (caller, quota, perSecond) => {
    const at = now();
    const bucket = buckets.get(caller) ?? { tokens: quota, at };
    // A clock set back takes nothing away.
    bucket.tokens = Math.min(quota, bucket.tokens + (Math.max(0, at - bucket.at) * perSecond) / 1000);
    bucket.at = at;
    if (buckets.size > 10_000) {
      for (const [name, it] of buckets)
        if (it.tokens + ((at - it.at) * perSecond) / 1000 >= quota) buckets.delete(name);
    }
    buckets.set(caller, bucket);
    const allowed = bucket.tokens >= 1;
    if (allowed) bucket.tokens -= 1;
    return { allowed, tokens: bucket.tokens };
  };
}

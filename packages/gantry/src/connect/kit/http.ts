// Calls over HTTP: one pool per origin, a time limit, an allow-list of hosts, a guard on size, and our one retry layer.
import { GantryError } from "@gantry/contract";
import { Pool } from "undici";
import type { Limits } from "./connection.ts";
import { cancelled, rateLimited, refused, timedOut, unreachable, type Place } from "./errors.ts";
import { retryAfter, retrying, type Attempt } from "./retry.ts";
import type { Context } from "./types.ts";

export interface HttpRequest {
  readonly url: URL;
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether sending it twice is the same as once. Only then is it retried. Default: GET. */
  readonly idempotent?: boolean;
  /** Table concerned, for errors. */
  readonly table?: string;
}

export interface HttpReply {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** What a call needs of the context; a call without a budget (for a token) isn't counted. */
export type CallContext = Pick<Context, "signal" | "now" | "fence"> & { readonly budget?: Context["budget"] };

export interface Http {
  /** Every reply below 500 but 429 is given back, also 401 and 404: what they mean is the caller's to say. */
  send(request: HttpRequest, context: CallContext): Promise<HttpReply>;
  close(): Promise<void>;
}

export interface HttpOptions {
  readonly source: string;
  /** Origins that may be called: scheme, host and port. */
  readonly origins: readonly string[];
  readonly limits?: Limits | undefined;
  readonly random?: () => number;
}

const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : "";

const flat = (headers: Readonly<Record<string, string | string[] | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join(", ")]],
    ),
  );

/**
 * A client for one source.
 *
 * @throws (from `send`) `source-unreachable` when nobody answers or only with 5xx, `source-timeout`, `rate-limited`
 * after 429, `cancelled`, `source-refused` for a host that isn't allowed or a reply that is too large,
 * `budget-exceeded` before the call
 */
export const createHttp = (options: HttpOptions): Http => {
  const {
    timeoutSeconds = 30,
    attempts = 4,
    longestWaitSeconds = 10,
    largestReply = 64 * 2 ** 20,
  } = options.limits ?? {};
  const origins = new Set(options.origins);
  const pools = new Map<string, Pool>();

  const poolOf = (origin: string): Pool => {
    const known = pools.get(origin);
    if (known !== undefined) return known;
    const pool = new Pool(origin, { pipelining: 1, connect: { timeout: timeoutSeconds * 1000 } });
    pools.set(origin, pool);
    return pool;
  };

  const exchange = async (request: HttpRequest, place: Place, signal: AbortSignal): Promise<HttpReply> => {
    const reply = await poolOf(request.url.origin).request({
      path: request.url.pathname + request.url.search,
      method: request.method ?? "GET",
      headers: { ...request.headers },
      body: request.body ?? null,
      signal,
    });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of reply.body) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > largestReply)
        throw refused(
          place,
          `a reply is larger than ${largestReply} bytes`,
          "ask for less, or raise limits.largestReply",
        );
      chunks.push(bytes);
    }
    return { status: reply.statusCode, headers: flat(reply.headers), text: Buffer.concat(chunks).toString("utf8") };
  };

  const failure = (error: unknown, place: Place, context: CallContext, deadline: AbortSignal): GantryError => {
    if (error instanceof GantryError) return error;
    if (context.signal.aborted) return cancelled(place);
    if (deadline.aborted || /TIMEOUT/.test(codeOf(error)))
      return codeOf(error) === "UND_ERR_CONNECT_TIMEOUT"
        ? unreachable(place, "connecting took too long")
        : timedOut(place, `${timeoutSeconds} s have passed`);
    return unreachable(place, codeOf(error) || "the connection broke", error);
  };

  const attempt = async (request: HttpRequest, place: Place, context: CallContext): Promise<Attempt<HttpReply>> => {
    context.budget?.spend(1);
    const again = request.idempotent ?? (request.method ?? "GET") === "GET";
    const deadline = AbortSignal.timeout(timeoutSeconds * 1000);
    context.fence?.();
    try {
      const reply = await exchange(request, place, AbortSignal.any([context.signal, deadline]));
      if (reply.status !== 429 && reply.status < 500) return { done: reply };
      const wait = retryAfter(reply.headers["retry-after"], context.now());
      const seconds = wait === undefined ? undefined : Math.ceil(wait / 1000);
      if (reply.status === 429) return { failed: rateLimited(place, seconds), again, wait };
      // A server that fails in the middle of a write may have made it.
      const answer = `it answers ${reply.status}`;
      return { failed: again ? unreachable(place, answer, undefined, seconds) : timedOut(place, answer), again, wait };
    } catch (error) {
      const failed = failure(error, place, context, deadline);
      // A write whose connection broke may have happened: only a refused connection says that it didn't.
      const uncertain =
        !again && failed.code === "source-unreachable" && !/ECONNREFUSED|ENOTFOUND|CONNECT_TIMEOUT/.test(codeOf(error));
      const transient = failed.code === "source-unreachable" || failed.code === "source-timeout";
      return { failed: uncertain ? timedOut(place, "the connection broke") : failed, again: again && transient };
    }
  };

  return {
    send: async (request, context) => {
      const place = { source: options.source, ...(request.table === undefined ? {} : { table: request.table }) };
      if (!origins.has(request.url.origin))
        throw refused(
          place,
          `it points at ${request.url.host}, a host that isn't allowed`,
          "name the host in connection.allowedHosts if it is yours",
        );
      if (context.signal.aborted) throw cancelled(place);
      const retry = { attempts, longestWait: longestWaitSeconds * 1000, signal: context.signal };
      const random = options.random === undefined ? {} : { random: options.random };
      try {
        return await retrying(() => attempt(request, place, context), { ...retry, ...random });
      } catch (error) {
        throw context.signal.aborted ? cancelled(place) : error;
      }
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
};

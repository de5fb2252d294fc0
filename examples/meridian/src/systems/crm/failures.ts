// Failures on order, for tests: the next calls are answered as a troubled Salesforce would.
import type { ServerResponse } from "node:http";
import { CrmError } from "./errors.ts";

export type FailureKind =
  /** 429 with Retry-After, as proxies in front of the API answer. */
  | "429"
  | "500"
  | "503"
  /** 403 REQUEST_LIMIT_EXCEEDED: the day's calls are used up. */
  | "limit"
  /** 400 UNABLE_TO_LOCK_ROW. */
  | "lock"
  /** 401 INVALID_SESSION_ID, with a token that is in order. */
  | "expired"
  /** Never answers. */
  | "timeout"
  /** Closes the connection without an answer. */
  | "reset"
  /** 200 with a body that isn't JSON. */
  | "rubbish"
  /** Begins a good answer and closes the connection in the middle. */
  | "cut";

export interface FailureOrder {
  readonly kind: FailureKind;
  /** How many calls fail; 1 by default. */
  readonly calls?: number;
  /** How many calls go well before; 0 by default. */
  readonly after?: number;
  /** Only calls whose path and query match, e.g. /\/query/. */
  readonly path?: RegExp;
}

export interface Failures {
  readonly order: (order: FailureOrder) => void;
  readonly heal: () => void;
  /** What to do with this call, if anything; uses up one call of the first order that fits. */
  next(url: string): FailureKind | null;
}

export function makeFailures(): Failures {
  let orders: { order: FailureOrder; after: number; left: number }[] = [];
  return {
    order(order) {
      orders.push({ order, after: order.after ?? 0, left: order.calls ?? 1 });
    },
    heal() {
      orders = [];
    },
    next(url) {
      for (const it of orders) {
        if (it.order.path !== undefined && !it.order.path.test(url)) continue;
        if (it.after > 0) {
          it.after--;
          continue;
        }
        if (--it.left === 0) orders = orders.filter((other) => other !== it);
        return it.order.kind;
      }
      return null;
    },
  };
}

/** The refusal for kinds that are one; null for those that misbehave on the wire. */
export function failureError(kind: FailureKind): CrmError | null {
  switch (kind) {
    case "429":
      return new CrmError(429, "REQUEST_LIMIT_EXCEEDED", "Too many requests");
    case "500":
      return new CrmError(500, "UNKNOWN_EXCEPTION", "An unexpected error occurred");
    case "503":
      return new CrmError(503, "SERVER_UNAVAILABLE", "The server is temporarily unavailable");
    case "limit":
      return new CrmError(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
    case "lock":
      return new CrmError(400, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record");
    case "expired":
      return new CrmError(401, "INVALID_SESSION_ID", "Session expired or invalid");
    default:
      return null;
  }
}

/** Misbehaves on the raw response, which nobody else may use afterwards. */
export function misbehave(kind: FailureKind, raw: ServerResponse): void {
  if (kind === "reset") raw.destroy();
  else if (kind === "rubbish") raw.writeHead(200, { "content-type": "application/json" }).end('{"totalSize":3,"rec');
  else if (kind === "cut") {
    raw.writeHead(200, { "content-type": "application/json", "content-length": "4096" });
    raw.write('{"totalSize":3,"done":true,"records":[', () => raw.destroy());
  }
  // "timeout": left open until the client or the server's close ends it.
}

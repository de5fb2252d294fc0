// What the stand-in was asked: API calls by resource, rows and bytes that it sent.

export interface CallStats {
  /** API calls: requests below /services/data that were authenticated or failed by order. */
  readonly calls: number;
  /** By first path segment: `query`, `sobjects`, `composite`, `limits`. */
  readonly byResource: Readonly<Record<string, number>>;
  readonly failed: number;
  /** Tokens issued. */
  readonly tokens: number;
  readonly introspections: number;
  /** Records in query pages. */
  readonly rows: number;
  /** Bytes of reply bodies. */
  readonly bytes: number;
}

export interface Stats {
  readonly read: () => CallStats;
  readonly reset: () => void;
  call(resource: string): void;
  count(what: "failed" | "tokens" | "introspections" | "rows" | "bytes", by?: number): void;
  /** API calls since the start, whatever was reset: what the daily limit counts. */
  readonly callsEver: number;
}

export function makeStats(): Stats {
  const fresh = () => ({ calls: 0, failed: 0, tokens: 0, introspections: 0, rows: 0, bytes: 0 });
  let counts = fresh();
  let byResource: Record<string, number> = {};
  let callsEver = 0;
  return {
    read: () => ({ ...counts, byResource: { ...byResource } }),
    reset() {
      counts = fresh();
      byResource = {};
    },
    call(resource) {
      callsEver++;
      counts.calls++;
      byResource[resource] = (byResource[resource] ?? 0) + 1;
    },
    count(what, by = 1) {
      counts[what] += by;
    },
    get callsEver() {
      return callsEver;
    },
  };
}

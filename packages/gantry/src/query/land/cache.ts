// Rows of earlier scans, for tables that the catalog lets be cached. A scan may answer another whose filter and columns
// lie within its own, for callers who may see just the same.
import { createHash } from "node:crypto";
import type { Table } from "../../catalog/index.ts";
import type { PackedColumn, Predicate } from "../../connect/kit/index.ts";
import type { RunOptions } from "../types.ts";
import { implies } from "./implies.ts";

export interface CachedBatch {
  readonly rows: number;
  /** By column name. */
  readonly columns: Readonly<Record<string, PackedColumn>>;
}

export interface CachedScan {
  readonly columns: readonly string[];
  /** Every row that passes it is there; others may be. */
  readonly filter: Predicate | undefined;
  readonly batches: readonly CachedBatch[];
  readonly asOf: string;
  /** What a reader should know of the rows. */
  readonly notes?: readonly string[];
}

export interface ScanCache {
  /** A scan of the table that holds all rows that pass `filter`, with all `columns`. */
  find(scope: string, table: Table, columns: readonly string[], filter: Predicate | undefined): CachedScan | undefined;
  /** Keeps a scan for `seconds`. */
  keep(scope: string, table: Table, scan: CachedScan, seconds: number): void;
  /** Forgets all of it. */
  clear(): void;
  /** Bytes that one scan may have to be worth keeping. */
  readonly mostOfOne: number;
}

/** Where rows of earlier scans may answer, and where those of new ones are kept. */
export interface Shelf {
  readonly cache: ScanCache;
  /** Who may see them: scans are shared within it. */
  readonly scope: string;
  readonly seconds: number;
}

/** The shelf of a table that the catalog lets be cached. */
export const shelfOf = (table: Table, cache: ScanCache, scope: string | undefined): Shelf | undefined =>
  table.cache === undefined || scope === undefined ? undefined : { cache, scope, seconds: table.cache.seconds };

interface Entry {
  readonly scan: CachedScan;
  readonly expires: number;
  readonly bytes: number;
}

/**
 * What decides what a caller gets to see; scans are shared within it. Nothing where the version of the policy isn't
 * known.
 *
 * @param onBehalfOf the caller's own token, where the source is read with it
 * @param run within one run only
 */
export const scopeOf = (
  { policy, access }: Pick<RunOptions, "policy" | "access">,
  onBehalfOf: string | undefined,
  run?: string,
): string | undefined => {
  if (policy === undefined) return undefined;
  const text = JSON.stringify([policy, access ?? null, onBehalfOf ?? null, run ?? null], (_, value: unknown) =>
    typeof value === "bigint" ? `${value}n` : value,
  );
  // A token is in it: only its hash is kept.
  return createHash("sha256").update(text).digest("base64");
};

export const bytesOf = ({ columns }: CachedBatch): number =>
  Object.values(columns).reduce(
    (sum, { data, offsets, valid }) => sum + data.byteLength + (offsets?.byteLength ?? 0) + (valid?.byteLength ?? 0),
    0,
  );

/** A cache of up to `most` bytes; what was used least recently goes first. `now` in milliseconds. */
export const createScanCache = (most: number, now: () => number = Date.now): ScanCache => {
  // In the order of their last use.
  const entries = new Map<Entry, string>();
  let held = 0;
  const drop = (entry: Entry): void => {
    if (entries.delete(entry)) held -= entry.bytes;
  };
  const keyOf = (scope: string, table: Table): string => `${table.name} ${scope}`;
  return {
    mostOfOne: Math.floor(most / 4),
    clear: () => {
      entries.clear();
      held = 0;
    },
    find: (scope, table, columns, filter) => {
      const key = keyOf(scope, table);
      const time = now();
      for (const [entry, of] of entries) {
        if (entry.expires <= time) drop(entry);
        else if (
          of === key &&
          columns.every((name) => entry.scan.columns.includes(name)) &&
          implies(filter, entry.scan.filter)
        ) {
          entries.delete(entry);
          entries.set(entry, key);
          return entry.scan;
        }
      }
      return undefined;
    },
    keep: (scope, table, scan, seconds) => {
      const bytes = scan.batches.reduce((sum, batch) => sum + bytesOf(batch), 0);
      if (seconds <= 0 || bytes > most / 4) return;
      entries.set({ scan, expires: now() + seconds * 1000, bytes }, keyOf(scope, table));
      held += bytes;
      for (const entry of entries.keys()) if (held > most) drop(entry);
    },
  };
};

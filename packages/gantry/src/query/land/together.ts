// What the queries of one run share: rows that one of them read a moment ago, or is reading now. Each step is a query of
// its own, and many read the same rows only to find what their caller may see.
import type { Predicate } from "../../connect/kit/index.ts";
import type { Table } from "../../catalog/index.ts";
import { createScanCache, type ScanCache } from "./cache.ts";
import { implies } from "./implies.ts";

/** How long rows are shared, in seconds. */
export const sharedSeconds = 60;
/** How long a query waits for another's scan before it reads for itself, in milliseconds: the other may wait for us. */
const patience = 3000;
/** Lists longer than this are keys of one join; whether one lies in another is not worth finding out. */
const mostValues = 500;

/** Whether a filter's lists are short enough to be compared. */
export const isShort = (filter: Predicate): boolean => {
  if ("args" in filter) return filter.args.every(isShort);
  return filter.op !== "in" || filter.values.length <= mostValues;
};

interface UnderWay {
  readonly key: string;
  readonly columns: readonly string[];
  readonly filter: Predicate | undefined;
  readonly done: Promise<void>;
}

export interface Together {
  readonly cache: ScanCache;
  /** Whether scans with this filter are shared. */
  takes(filter: Predicate | undefined): boolean;
  /** Waits for a scan under way that will hold all rows that pass `filter`, with all `columns`; never for long. */
  settled(scope: string, table: Table, columns: readonly string[], filter: Predicate | undefined): Promise<void>;
  /** Says that a scan begins; gives what says that it has ended, whatever came of it. */
  begin(scope: string, table: Table, columns: readonly string[], filter: Predicate | undefined): () => void;
}

/** Shared scans of up to `most` bytes. `now` in milliseconds. */
export const createTogether = (most: number, now?: () => number): Together => {
  const underWay = new Set<UnderWay>();
  const keyOf = (scope: string, table: Table): string => `${table.name} ${scope}`;
  return {
    cache: createScanCache(most, now),
    takes: (filter) => filter === undefined || isShort(filter),
    settled: async (scope, table, columns, filter) => {
      const key = keyOf(scope, table);
      for (const scan of underWay) {
        const holdsAll = columns.every((name) => scan.columns.includes(name));
        if (scan.key !== key || !holdsAll || !implies(filter, scan.filter)) continue;
        let timer: NodeJS.Timeout | undefined;
        const tooLong = new Promise<void>((resolve) => {
          timer = setTimeout(resolve, patience);
        });
        await Promise.race([scan.done, tooLong]);
        clearTimeout(timer);
        return;
      }
    },
    begin: (scope, table, columns, filter) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const scan: UnderWay = { key: keyOf(scope, table), columns, filter, done: promise };
      underWay.add(scan);
      return () => {
        underWay.delete(scan);
        resolve();
      };
    },
  };
};

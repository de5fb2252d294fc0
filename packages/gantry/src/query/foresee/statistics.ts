// Sketches of the tables that questions are about: read when one is first asked for, and again when it has grown old.
import type { Table } from "../../catalog/index.ts";
import type { Connector, Context, Predicate } from "../../connect/kit/index.ts";
import { tableDef } from "../land/request.ts";
import { createCoder, type Coder } from "./codes.ts";
import { readSketch, type Sketch } from "./sketch.ts";

export interface Statistics {
  readonly coder: Coder;
  /**
   * What is known of a table. One that was not looked at yet is waited for, never for long; nothing where it can't be read
   * or isn't there in time. Never throws.
   */
  of(table: Table): Promise<Sketch | undefined>;
  /** How many rows of a table pass a filter, where its source tells it in one call. Never for long; never throws. */
  count(table: Table, filter: Predicate | undefined): Promise<number | undefined>;
  /** Forgets all of it. */
  forget(): void;
}

export interface StatisticsOptions {
  readonly connectors: (source: string) => Connector;
  /** Of calls in the house's own name. */
  readonly context: (source: string, signal: AbortSignal) => Context;
  /** In milliseconds. */
  readonly now?: () => number;
  /** Rows of a table that are looked at; 0: none. Default 100,000. */
  readonly most?: number;
  /** Calls that a look may take; with more, the first rows have to do. Default 40. */
  readonly mostCalls?: number;
  /** How long a sketch stands, in seconds. Default 900. */
  readonly seconds?: number;
  /** How long one is waited for, in milliseconds. Default 1,500. */
  readonly patience?: number;
  /** Cells held in all; what was used least recently goes first. Default 8 million, of 8 bytes each. */
  readonly mostCells?: number;
  readonly signal?: AbortSignal;
}

/** Counts of rows that are remembered. */
const mostCounts = 1000;

interface Kept {
  readonly reading: Promise<Sketch | undefined>;
  /** The newest that there is. */
  sketch: Sketch | undefined;
  readonly at: number;
}

const cellsOf = (sketch: Sketch | undefined): number => (sketch === undefined ? 0 : sketch.held * sketch.columns.size);

export const createStatistics = (options: StatisticsOptions): Statistics => {
  const { connectors, context, now = Date.now, most = 100_000, mostCalls = 40 } = options;
  const { seconds = 900, patience = 1500, mostCells = 8_000_000 } = options;
  const coder = createCoder();
  const kept = new Map<string, Kept>();
  const never = new AbortController().signal;

  const read = async (table: Table): Promise<Sketch | undefined> => {
    const signal = AbortSignal.any([options.signal ?? never, AbortSignal.timeout(60_000)]);
    try {
      const own = context(table.source, signal);
      return await readSketch(table, { connector: connectors(table.source), context: own, coder, most, mostCalls });
    } catch {
      // A price without it is still a price.
      return undefined;
    }
  };
  const begin = (table: Table, before: Sketch | undefined): Kept => {
    const entry: Kept = { reading: read(table), sketch: before, at: now() };
    kept.set(table.name, entry);
    void entry.reading.then((sketch) => {
      entry.sketch = sketch ?? before;
      let held = [...kept.values()].reduce((sum, it) => sum + cellsOf(it.sketch), 0);
      for (const [name, oldest] of kept) {
        if (held <= mostCells) break;
        held -= cellsOf(oldest.sketch);
        kept.delete(name);
      }
    });
    return entry;
  };
  const counts = new Map<string, { readonly count: Promise<number | undefined>; readonly at: number }>();
  const countOf = async (table: Table, filter: Predicate | undefined): Promise<number | undefined> => {
    const signal = AbortSignal.any([options.signal ?? never, AbortSignal.timeout(patience)]);
    try {
      const request = { table: tableDef(table), ...(filter === undefined ? {} : { filter }) };
      return await connectors(table.source).count?.(request, context(table.source, signal));
    } catch {
      return undefined;
    }
  };
  return {
    coder,
    forget: () => {
      kept.clear();
      counts.clear();
    },
    count: (table, filter) => {
      if (most === 0) return Promise.resolve(undefined);
      const key = JSON.stringify([table.name, filter], (_, value: unknown) =>
        typeof value === "bigint" ? `${value}n` : value,
      );
      const known = counts.get(key);
      if (known !== undefined && now() - known.at <= seconds * 1000) return known.count;
      const count = countOf(table, filter);
      counts.delete(key);
      counts.set(key, { count, at: now() });
      if (counts.size > mostCounts) counts.delete(counts.keys().next().value ?? "");
      return count;
    },
    of: async (table) => {
      if (most === 0) return undefined;
      const known = kept.get(table.name);
      const isOld = known !== undefined && now() - known.at > seconds * 1000;
      const entry = known === undefined || isOld ? begin(table, known?.sketch) : known;
      kept.delete(table.name);
      kept.set(table.name, entry);
      if (entry.sketch !== undefined) return entry.sketch;
      let timer: NodeJS.Timeout | undefined;
      const tooLong = new Promise<undefined>((resolve) => {
        timer = setTimeout(resolve, patience, undefined);
      });
      try {
        return await Promise.race([entry.reading, tooLong]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
};

// Landing what the cache holds: of its rows those that the scan would have brought.
import type { Column } from "../../catalog/index.ts";
import {
  columnsOf,
  holds,
  pack,
  unpack,
  type PackedColumn,
  type Predicate,
  type Value,
} from "../../connect/kit/index.ts";
import { nothing, type Known } from "../plan/needs.ts";
import type { Turn } from "../plan/order.ts";
import { and, isGroup, or, show } from "../plan/predicate.ts";
import type { LandedRows, ScanReport } from "../types.ts";
import type { CachedBatch, CachedScan, Shelf } from "./cache.ts";
import type { Keys } from "./keys.ts";
import type { Landing, Target } from "./landing.ts";
import { filterOf } from "./request.ts";

export interface CacheHit {
  readonly scan: CachedScan;
  /** Which of its rows are wanted. */
  readonly filter: Predicate | undefined;
  readonly report: ScanReport;
}

/** An earlier scan that holds all rows of a turn, as far as its filter is known. */
export const findCached = (turn: Turn, known: Known, shelf: Shelf | undefined): CacheHit | undefined => {
  const { table, columns } = turn.need;
  if (shelf === undefined) return undefined;
  const filter = filterOf(turn, known);
  if (filter === nothing) return undefined;
  const names = columns.map(({ name }) => name);
  const scan = shelf.cache.find(shelf.scope, table, names, filter);
  if (scan === undefined) return undefined;
  const report: ScanReport = {
    source: table.source,
    table: table.name,
    native: "",
    columns: names,
    pushed: scan.filter === undefined ? "" : show(scan.filter),
    kept: [],
    guarantee: "superset",
    estimatedCalls: 0,
    estimatedRows: turn.estimate,
    asOf: scan.asOf,
    cached: true,
    ...(scan.notes === undefined ? {} : { notes: scan.notes }),
  };
  return { scan, filter, report };
};

export const cachedBatch = (rows: number, names: readonly string[], packed: readonly PackedColumn[]): CachedBatch => ({
  rows,
  columns: Object.fromEntries(packed.map((column, index) => [names[index] ?? "", column])),
});

/** All rows of it, by cell. */
export const landedOf = ({ columns, filter, batches, asOf, notes }: CachedScan): LandedRows => ({
  columns,
  filter,
  asOf,
  ...(notes === undefined ? {} : { notes }),
  rows: batches.flatMap((batch) => {
    const cells = columns.map((name) => {
      const column = batch.columns[name];
      return column === undefined ? [] : unpack(column, batch.rows);
    });
    return Array.from({ length: batch.rows }, (_, row) => cells.map((column) => column[row] ?? null));
  }),
});

/** The part of a filter that is evaluated here as DuckDB would: on columns that are there, NaN being nobody's business. */
export const evaluable = (filter: Predicate | undefined, names: ReadonlySet<string>): Predicate | undefined => {
  if (filter === undefined) return undefined;
  if (isGroup(filter)) return (filter.op === "and" ? and : or)(filter.args.map((arg) => evaluable(arg, names)));
  const isDouble = "type" in filter && filter.type === "double";
  return names.has(filter.column) && !isDouble ? filter : undefined;
};

export interface CachedInput {
  readonly keys: Keys;
  readonly landing: Landing;
  readonly target: Target;
  readonly table: string;
}

/** Lands the rows of a cached scan that pass `filter`, or a few more; gives their number. */
export const landCached = async (
  { batches, columns: had }: CachedScan,
  columns: readonly Column[],
  filter: Predicate | undefined,
  { keys, landing, target, table }: CachedInput,
): Promise<number> => {
  const present = new Set(had);
  const wanted = evaluable(filter, present);
  const used = wanted === undefined ? [] : [...new Set(columnsOf(wanted))];
  let landed = 0;
  for (const batch of batches) {
    const cells = new Map<string, readonly Value[]>();
    const values = (name: string): readonly Value[] => {
      const column = batch.columns[name];
      const known = cells.get(name) ?? (column === undefined ? [] : unpack(column, batch.rows));
      cells.set(name, known);
      return known;
    };
    const typeOf = (name: string) => batch.columns[name]?.type ?? "varchar";
    const of = used.map((name) => [name, values(name)] as const);
    const places = Array.from({ length: batch.rows }, (_, row) => row).filter((row) => {
      if (wanted === undefined) return true;
      const cell = (name: string): Value => of.find(([column]) => column === name)?.[1][row] ?? null;
      return holds(wanted, cell, typeOf);
    });
    if (places.length === 0) continue;
    const isWhole = places.length === batch.rows;
    const noted = new Map<string, readonly Value[]>();
    const packed = columns.flatMap(({ name }) => {
      const column = batch.columns[name];
      if (column === undefined) return [];
      const isAwaited = keys.isAwaited(table, name);
      if (isWhole && !isAwaited) return [column];
      const kept = places.map((row) => values(name)[row] ?? null);
      if (isAwaited) noted.set(name, kept);
      return [isWhole ? column : pack(column.type, kept)];
    });
    keys.note(table, noted);
    landed += places.length;
    await landing.append(target, places.length, packed);
  }
  return landed;
};

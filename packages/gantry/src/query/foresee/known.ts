// The join keys that scans will have found, as far as sketches tell: stand-ins of them, as the planner asks for keys.
import type { Table } from "../../catalog/index.ts";
import type { Known } from "../plan/needs.ts";
import { mostKeys } from "../plan/order.ts";
import type { Edge, Pair, Place } from "../plan/use.ts";
import { codesAt } from "./select.ts";
import type { Sketch } from "./sketch.ts";
import type { StandIns } from "./stand-ins.ts";
import type { ForeseenStep } from "./types.ts";

/** Rows that a scan is expected to bring. */
export interface Landed {
  readonly table: Table;
  readonly sketch: Sketch | undefined;
  /** Of the sketch, those. */
  readonly rows: readonly number[];
  /** How many there will be. */
  readonly count: number;
}

export interface KnownInput {
  readonly landed: ReadonlyMap<string, Landed>;
  readonly steps: Readonly<Record<string, ForeseenStep>>;
  readonly standIns: StandIns;
  /** The table whose rows the keys choose, and what is known of it. */
  readonly table: Table;
  readonly into: Sketch | undefined;
}

/** As many of a column's values as there are keys, where it isn't known which: spread evenly over all. */
const spread = (codes: Float64Array, count: number): readonly number[] => {
  const distinct = [...new Set(codes)].filter((code) => !Number.isNaN(code));
  if (count >= distinct.length) return distinct;
  return Array.from({ length: count }, (_, at) => distinct[Math.floor((at * distinct.length) / count)] ?? Number.NaN);
};

/** Different values that so many rows of a table have, of which a part is known (Cardenas 1975). */
const expectedIn = ({ columns, held, total }: Sketch, column: string, rows: number): number => {
  const seen = new Set(columns.get(column)?.codes).size;
  // Where nearly each row has its own, there are more of them among the others.
  const all = seen > held / 2 ? (seen * total) / Math.max(1, held) : seen;
  return all === 0 ? rows : Math.round(all * (1 - (1 - 1 / all) ** rows));
};

const isKey = ({ key, columns }: Table, column: string): boolean =>
  (key.length === 1 && key[0] === column) || columns.some(({ name, unique }) => name === column && unique === true);

export const knownFrom = ({ landed, steps, standIns, table, into }: KnownInput): Known => {
  /** Codes of a place, and how many values there will be. */
  const codesOf = ({ use, column }: Place): { readonly codes: ReadonlySet<number>; readonly count: number } => {
    const step = steps[use.table];
    if (use.isStep) {
      const codes = new Set(step?.columns[column]?.codes ?? []);
      codes.delete(Number.NaN);
      return { codes, count: codes.size === 0 ? (step?.rows ?? 0) : codes.size };
    }
    const table = landed.get(use.table);
    const codes = new Set(codesAt(table?.sketch, column, table?.rows ?? []) ?? []);
    codes.delete(Number.NaN);
    if (table === undefined) return { codes, count: 0 };
    const { sketch, count } = table;
    if (sketch === undefined) return { codes, count };
    return { codes, count: Math.max(codes.size, sketch.held === sketch.total ? 0 : expectedIn(sketch, column, count)) };
  };
  const lettersOf = (edge: Edge): number => into?.columns.get(edge.column)?.letters ?? 18;
  /** How many different values a join column has in all. */
  const domainOf = (edge: Edge, seen: number): number => {
    if (isKey(table, edge.column)) return into?.total ?? seen;
    const keys = edge.from.flatMap(({ use, column }) => {
      const from = use.isStep ? undefined : landed.get(use.table);
      return from?.sketch !== undefined && isKey(from.table, column) ? [from.sketch.total] : [];
    });
    return Math.max(1, seen, ...keys);
  };
  const of = (edge: Edge): ReturnType<Known["of"]> => {
    const all = new Set<number>();
    let count = 0;
    for (const place of edge.from) {
      const found = codesOf(place);
      for (const code of found.codes) all.add(code);
      count += Math.max(0, found.count - found.codes.size);
    }
    // Of those that no sketch holds, as many meet rows that are known as of all keys that there are.
    const others = into?.columns.get(edge.column)?.codes;
    const seen = new Set(others).size;
    const met = others === undefined ? 0 : Math.round(count * Math.min(1, seen / domainOf(edge, seen)));
    for (const code of spread(others ?? new Float64Array(), met)) all.add(code);
    for (let at = met; at < Math.min(count, mostKeys + 1); at += 1) all.add(-at - 0.5);
    if (all.size > mostKeys) return undefined;
    return [...all].map((code) => standIns.of(code, edge.type, lettersOf(edge)));
  };
  const alignedIn = ({ from, columns }: Pair): readonly (Float64Array | undefined)[] => {
    if (from.isStep) {
      const [left, right] = columns.map((column) => steps[from.table]?.columns[column]);
      return left === undefined || right === undefined || left.of !== right.of ? [] : [left.codes, right.codes];
    }
    const table = landed.get(from.table);
    return columns.map((column) => codesAt(table?.sketch, column, table?.rows ?? []));
  };
  return {
    of,
    pairs: (pair) => {
      const [left, right] = alignedIn(pair);
      if (left === undefined || right === undefined) return undefined;
      const [first, second] = pair.edges;
      const found = new Map<string, readonly [number, number]>();
      left.forEach((code, row) => {
        const other = right[row] ?? Number.NaN;
        if (!Number.isNaN(code) && !Number.isNaN(other)) found.set(`${code} ${other}`, [code, other]);
      });
      if (found.size > 5000) return undefined;
      return [...found.values()].map(
        ([a, b]) =>
          [standIns.of(a, first.type, lettersOf(first)), standIns.of(b, second.type, lettersOf(second))] as const,
      );
    },
  };
};

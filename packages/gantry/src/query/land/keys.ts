// Distinct values of join-key columns, and pairs of them, gathered while their tables land.
import type { Relation } from "../../catalog/index.ts";
import type { Value } from "../../connect/kit/index.ts";
import { usesIn, type Known } from "../plan/needs.ts";
import { mostKeys, type Turn } from "../plan/order.ts";
import type { Edge, Pair, Place, Use } from "../plan/use.ts";
import { valueOf } from "./cells.ts";

/** As many pairs as go into one predicate. */
const mostPairs = 5000;

export interface Keys extends Known {
  /** Whether a scan waits for values of a table's column, and there are not too many yet. */
  isAwaited(table: string, column: string): boolean;
  /** Takes note of landed rows of a table: the values of its awaited columns. */
  note(table: string, cells: ReadonlyMap<string, readonly Value[]>): void;
}

interface Pairs {
  readonly table: string;
  readonly columns: readonly [string, string];
  /** By their text; nothing once there are too many. */
  found: Map<string, readonly [Value, Value]> | undefined;
}

const tableOf = (use: Use): string => `${use.isStep ? "step" : "table"} ${use.table}`;
const nameOf = ({ use, column }: Place): string => `${tableOf(use)} ${column}`;
const pairName = ({ from, columns }: Pair): string => `${tableOf(from)} ${columns.join(" ")}`;

/** Gathers the keys that scans wait for; those of steps are there at once. */
export const gatherKeys = (turns: readonly Turn[], steps: Readonly<Record<string, Relation>>): Keys => {
  const sets = new Map<string, Set<Value>>();
  const pairs = new Map<string, Pairs>();
  const add = (set: Set<Value>, value: Value): void => {
    // Once there are too many, more make no difference.
    if (value !== null && set.size <= mostKeys) set.add(value);
  };
  const addPairs = (to: Pairs, left: readonly Value[], right: readonly Value[]): void => {
    for (const [row, value] of left.entries()) {
      const other = right[row] ?? null;
      if (value !== null && other !== null) to.found?.set(`${value} ${typeof value} ${other}`, [value, other]);
    }
    if ((to.found?.size ?? 0) > mostPairs) to.found = undefined;
  };
  const cellsOf = (step: string, column: string, { type }: Edge): readonly Value[] =>
    (steps[step]?.rows ?? []).map((row) => valueOf(row[column], type, column));

  for (const edge of turns.flatMap(({ waitsFor }) => waitsFor))
    for (const place of edge.from) {
      const name = nameOf(place);
      if (sets.has(name)) continue;
      const set = new Set<Value>();
      sets.set(name, set);
      if (place.use.isStep) for (const value of cellsOf(place.use.table, place.column, edge)) add(set, value);
    }
  for (const pair of turns.flatMap(pairsOf)) {
    const { from, columns, edges } = pair;
    if (pairs.has(pairName(pair))) continue;
    const gathered: Pairs = { table: tableOf(from), columns, found: new Map() };
    pairs.set(pairName(pair), gathered);
    if (from.isStep)
      addPairs(gathered, cellsOf(from.table, columns[0], edges[0]), cellsOf(from.table, columns[1], edges[1]));
  }
  return {
    isAwaited: (table, column) =>
      (sets.get(`table ${table} ${column}`)?.size ?? Infinity) <= mostKeys ||
      [...pairs.values()].some(
        (of) => of.found !== undefined && of.table === `table ${table}` && of.columns.includes(column),
      ),
    note: (table, cells) => {
      for (const [column, values] of cells) {
        const set = sets.get(`table ${table} ${column}`);
        if (set !== undefined) for (const value of values) add(set, value);
      }
      for (const of of pairs.values()) {
        if (of.table !== `table ${table}`) continue;
        const [left, right] = of.columns.map((column) => cells.get(column));
        if (left === undefined || right === undefined) of.found = undefined;
        else addPairs(of, left, right);
      }
    },
    of: (edge) => {
      const values = new Set<Value>();
      for (const place of edge.from) {
        const set = sets.get(nameOf(place));
        if (set === undefined) return undefined;
        for (const value of set) values.add(value);
        if (values.size > mostKeys) return undefined;
      }
      return [...values];
    },
    pairs: (pair) => {
      const found = pairs.get(pairName(pair))?.found;
      return found === undefined ? undefined : [...found.values()];
    },
  };
};

/** Pairs both of whose columns a turn waits for. */
const pairsOf = ({ need, waitsFor }: Turn): readonly Pair[] =>
  usesIn(need.rows)
    .flatMap(({ pairs }) => pairs)
    .filter(({ edges }) => edges.every((edge) => waitsFor.includes(edge)));

// Distinct values of join-key columns, gathered while their tables land.
import type { Relation } from "../../catalog/index.ts";
import type { Value } from "../../connect/kit/index.ts";
import { mostKeys } from "../plan/order.ts";
import type { KeysOf } from "../plan/needs.ts";
import type { Edge, Place } from "../plan/use.ts";
import { valueOf } from "./cells.ts";

export interface Keys {
  /** Whether a scan waits for values of a table's column, and there are not too many yet. */
  isAwaited(table: string, column: string): boolean;
  /** Takes note of landed values of a table's column; does nothing for columns that no scan waits for. */
  note(table: string, column: string, values: readonly Value[]): void;
  /** Values for an edge; nothing when one of its columns has too many. */
  readonly of: KeysOf;
}

const nameOf = ({ use, column }: Place): string => `${use.isStep ? "step" : "table"} ${use.table} ${column}`;

/** Gathers the keys of `edges`; those of steps are there at once. */
export const gatherKeys = (edges: readonly Edge[], steps: Readonly<Record<string, Relation>>): Keys => {
  const sets = new Map<string, Set<Value>>();
  const add = (set: Set<Value>, value: Value): void => {
    // Once there are too many, more make no difference.
    if (value !== null && set.size <= mostKeys) set.add(value);
  };
  for (const { from, type } of edges)
    for (const place of from) {
      const name = nameOf(place);
      if (sets.has(name)) continue;
      const set = new Set<Value>();
      sets.set(name, set);
      if (place.use.isStep)
        for (const row of steps[place.use.table]?.rows ?? []) add(set, valueOf(row[place.column], type, place.column));
    }
  return {
    isAwaited: (table, column) => (sets.get(`table ${table} ${column}`)?.size ?? Infinity) <= mostKeys,
    note: (table, column, values) => {
      const set = sets.get(`table ${table} ${column}`);
      if (set !== undefined) for (const value of values) add(set, value);
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
  };
};

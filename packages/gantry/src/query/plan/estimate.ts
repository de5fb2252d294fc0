// Rough guesses of how many rows a filter lets through: good enough to decide which scan goes first.
import type { Table } from "../../catalog/index.ts";
import type { Predicate } from "../../connect/kit/index.ts";

/** Of a table whose source doesn't say. */
const unknownRows = 10_000;
const share = { equal: 0.05, range: 0.3, different: 0.9, isNull: 0.1 } as const;

export const rowsIn = (table: Pick<Table, "rows">): number => table.rows ?? unknownRows;

/** Which share of `rows` rows a single condition may let through, where nothing is known of its column. */
export const sharesOf = (leaf: Predicate, rows: number): number => shareOf(leaf, { key: [], rows });

const shareOf = (predicate: Predicate, table: Pick<Table, "key" | "rows">): number => {
  const isKey = (column: string): boolean => table.key.length === 1 && table.key[0] === column;
  const one = (column: string): number => (isKey(column) ? 1 / Math.max(1, rowsIn(table)) : share.equal);
  switch (predicate.op) {
    case "and":
      return predicate.args.reduce((product, arg) => product * shareOf(arg, table), 1);
    case "or":
      return Math.min(
        1,
        predicate.args.reduce((sum, arg) => sum + shareOf(arg, table), 0),
      );
    case "=":
      return one(predicate.column);
    case "in":
      return Math.min(1, predicate.values.length * one(predicate.column));
    case "<>":
    case "is not null":
      return share.different;
    case "is null":
      return share.isNull;
    default:
      return share.range;
  }
};

/** Rows of `table` that pass `filter`, at least one. */
export const estimateRows = (table: Table, filter: Predicate | undefined): number =>
  Math.max(1, Math.round(rowsIn(table) * (filter === undefined ? 1 : shareOf(filter, table))));

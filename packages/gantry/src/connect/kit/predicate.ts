// Filters as data: joining them, and splitting one into what a source may evaluate and what it may not.
import type { ColumnDef, ColumnType, Operator } from "../../catalog/index.ts";
import type { Predicate } from "./types.ts";

/** A filter on one column. */
export type Leaf = Exclude<Predicate, { readonly args: readonly Predicate[] }>;

/** All of them; undefined stands for "every row". */
export const and = (...args: readonly (Predicate | undefined)[]): Predicate | undefined => {
  const flat = args.flatMap((arg) => (arg === undefined ? [] : arg.op === "and" ? arg.args : [arg]));
  return flat.length > 1 ? { op: "and", args: flat } : flat[0];
};

/** Any of them; undefined (every row) wins. Without arguments: undefined. */
export const or = (...args: readonly (Predicate | undefined)[]): Predicate | undefined => {
  const known = args.filter((arg) => arg !== undefined);
  if (known.length < args.length) return undefined;
  const flat = known.flatMap((arg) => (arg.op === "or" ? arg.args : [arg]));
  return flat.length > 1 ? { op: "or", args: flat } : flat[0];
};

/** The parts that all must hold. */
export const conjuncts = (filter: Predicate | undefined): readonly Predicate[] =>
  filter === undefined ? [] : filter.op === "and" ? filter.args.flatMap(conjuncts) : [filter];

/** Names of the columns that a filter reads, each once. */
export const columnsOf = (filter: Predicate | undefined): readonly string[] => {
  if (filter === undefined) return [];
  if ("args" in filter) return [...new Set(filter.args.flatMap(columnsOf))];
  return [filter.column];
};

/** Operators that a filter uses, each once. */
export const operatorsOf = (filter: Predicate | undefined): readonly Operator[] => {
  if (filter === undefined) return [];
  return "args" in filter ? [...new Set(filter.args.flatMap(operatorsOf))] : [filter.op];
};

/** Whether no row can ever pass: an empty `in`, a comparison with NULL. A source need not be asked then. */
export const neverHolds = (filter: Predicate | undefined): boolean => {
  if (filter === undefined) return false;
  if ("args" in filter) return filter.op === "and" ? filter.args.some(neverHolds) : filter.args.every(neverHolds);
  if ("values" in filter) return filter.values.every((value) => value === null);
  return "value" in filter && filter.value === null;
};

/** What of a filter goes to the source. */
export interface Split {
  readonly pushed?: Predicate;
  /** The parts that the source will not (fully) evaluate. */
  readonly kept: readonly Predicate[];
  /** Whether the pushed part selects just what DuckDB's filter would: nothing kept, no column compared insensitively. */
  readonly exact: boolean;
}

const exactNumber = (type: ColumnType): boolean => type === "int32" || type === "int64" || type.startsWith("decimal");

// A constant of another kind than its column means a cast in the original SQL, which the source would do differently.
const comparable = (column: ColumnType, constant: ColumnType): boolean =>
  column !== "json" && (column === constant || (exactNumber(column) && exactNumber(constant)));

const mayPush = (leaf: Leaf, column: ColumnDef): boolean => {
  if (!column.operators.includes(leaf.op)) return false;
  if (!("type" in leaf)) return true;
  if (column.collation === "insensitive" && leaf.op !== "=" && leaf.op !== "in") return false;
  return comparable(column.type, leaf.type);
};

/**
 * Splits a filter by what the columns declare. Over-returning is safe, so of an `and` any part may go, of an `or` only
 * when every branch has a part that may.
 *
 * @param accepts a connector's own say on one comparison (a literal that its language can't write)
 */
export const supported = (
  filter: Predicate | undefined,
  columns: readonly ColumnDef[],
  accepts: (leaf: Leaf, column: ColumnDef) => boolean = () => true,
): Split => {
  if (filter === undefined) return { kept: [], exact: true };
  if ("args" in filter) {
    // A branch that can't hold (an empty list, a comparison with NULL) adds nothing to an `or`; sources read it their own way.
    const args = filter.op === "or" ? filter.args.filter((arg) => !neverHolds(arg)) : filter.args;
    if (args.length === 0) return { kept: [filter], exact: false };
    const parts = args.map((arg) => supported(arg, columns, accepts));
    const exact = parts.every((part) => part.exact);
    const pushed = (filter.op === "and" ? and : or)(...parts.map((part) => part.pushed));
    const kept =
      filter.op === "and"
        ? parts.flatMap((part) => part.kept)
        : parts.some((part) => part.kept.length > 0)
          ? [filter]
          : [];
    return pushed === undefined ? { kept, exact } : { pushed, kept, exact };
  }
  const column = columns.find((each) => each.name === filter.column);
  if (neverHolds(filter) || column === undefined || !mayPush(filter, column) || !accepts(filter, column))
    return { kept: [filter], exact: false };
  const blunt = column.collation === "insensitive" && (filter.op === "=" || filter.op === "in");
  return { pushed: filter, kept: [], exact: !blunt };
};

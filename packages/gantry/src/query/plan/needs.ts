// What a query needs of each table, over all the places that read it.
import type { Column, Table } from "../../catalog/index.ts";
import type { Predicate, Top, Value } from "../../connect/kit/index.ts";
import { and, or } from "./predicate.ts";
import { pairFilter } from "./pairs.ts";
import type { Edge, Pair, Use } from "./use.ts";

/** The rows needed: those of a use, or a combination. */
export type Rows =
  | { readonly op: "all"; readonly why: string }
  | { readonly op: "use"; readonly use: Use }
  | { readonly op: "and" | "or"; readonly args: readonly Rows[] };

/** The uses whose rows they are. */
export const usesIn = (rows: Rows): readonly Use[] =>
  rows.op === "all" ? [] : rows.op === "use" ? [rows.use] : rows.args.flatMap(usesIn);

export interface Need {
  readonly table: Table;
  /** Columns to fetch, in the catalog's order; at least one. */
  readonly columns: readonly Column[];
  readonly rows: Rows;
  /** Of them the first, where that is enough and the source orders as DuckDB does. */
  readonly top?: Top;
  /** What of the query the source was not asked for, and why. */
  readonly kept?: readonly string[];
}

/** Rows that no use reads: nothing has to be asked. */
export const nothing = Symbol("no rows");

/** What is known of join keys. */
export interface Known {
  /** The values for an edge, or nothing when they are not known (yet, or too many). */
  readonly of: (edge: Edge) => readonly Value[] | undefined;
  /** The values that occur together, likewise. */
  readonly pairs: (pair: Pair) => readonly (readonly [Value, Value])[] | undefined;
}

export const unknown: Known = { of: () => undefined, pairs: () => undefined };

/** The filter that selects `rows`, given what is known of join keys. */
export const filterFor = (rows: Rows, known: Known): Predicate | undefined | typeof nothing => {
  if (rows.op === "all") return undefined;
  if (rows.op === "use") {
    const limits = rows.use.edges.map((edge): Predicate | undefined | typeof nothing => {
      const values = known.of(edge);
      if (values === undefined) return undefined;
      return values.length === 0 ? nothing : { op: "in", column: edge.column, type: edge.type, values };
    });
    const parts = limits.filter((limit) => limit !== nothing);
    return parts.length < limits.length
      ? nothing
      : and([rows.use.filter, ...parts, ...rows.use.pairs.map((pair) => pairFilter(pair, known))]);
  }
  const parts = rows.args.map((arg) => filterFor(arg, known));
  const some = parts.filter((part) => part !== nothing);
  if (rows.op === "and") return some.length < parts.length ? nothing : and(some);
  return some.length === 0 ? nothing : or(some);
};

/** Edges that can make the whole set smaller: of alternatives, each must have one. */
export const edgesOf = (rows: Rows): readonly Edge[] => {
  if (rows.op === "all") return [];
  if (rows.op === "use") return rows.use.edges;
  const edges = rows.args.map(edgesOf);
  return rows.op === "or" && edges.some((of) => of.length === 0) ? [] : edges.flat();
};

/** Uses of a table in a query and in the row filters, as one need. */
export interface Reading {
  readonly table: Table;
  /** In the caller's query. */
  readonly query: readonly Use[];
  /** In the row filter of this very table: its rows are those that the query sees. */
  readonly ownFilter: readonly Use[] | undefined;
  /** Whether that row filter looks at nothing but the row: joined with anything else, no scan's own filter says it all. */
  readonly isFilteredAlone: boolean;
  /** In row filters of other tables. */
  readonly otherFilters: readonly Use[];
  /** Why it isn't known which rows are read, where it isn't. */
  readonly unknown: string | undefined;
  /** Whether lineage lists the column: one that it doesn't list has no influence, whatever it holds. */
  readonly matters: (column: string) => boolean;
}

const anyOf = (uses: readonly Use[]): Rows => ({ op: "or", args: uses.map((use) => ({ op: "use", use })) });

const rowsOf = ({ query, ownFilter, otherFilters, unknown }: Reading): Rows => {
  if (unknown !== undefined) return { op: "all", why: unknown };
  if (query.length === 0 || ownFilter === undefined) return anyOf([...query, ...otherFilters]);
  // The filter reads the table once, row by row: only rows that pass it and that the query reads are needed. Where it
  // reads the table elsewhere too, those rows are needed whether the query reads them or not.
  const [only, ...more] = ownFilter;
  const seen: Rows =
    only !== undefined && more.length === 0
      ? { op: "and", args: [{ op: "use", use: only }, anyOf(query)] }
      : anyOf(ownFilter);
  return otherFilters.length === 0 ? seen : { op: "or", args: [seen, anyOf(otherFilters)] };
};

/** Whether a source's order of the column is DuckDB's. */
const isOrderable = ({ type, operators, collation }: Column): boolean =>
  type !== "json" && collation !== "insensitive" && operators.includes("<") && operators.includes(">");

/** Only where one place reads the table, and all that stands between its rows and the limit are filters without keys. */
const topOf = ({ table, query, ownFilter, isFilteredAlone, otherFilters, unknown }: Reading): Top | undefined => {
  const uses = [...query, ...(ownFilter ?? []), ...otherFilters];
  const [only, ...others] = query;
  const top = only?.top;
  if (unknown !== undefined || top === undefined || others.length > 0 || otherFilters.length > 0) return undefined;
  if (!isFilteredAlone || (ownFilter?.length ?? 1) !== 1 || uses.some((use) => !use.isWhole || use.edges.length > 0))
    return undefined;
  const isOrdered = ({ column }: Top["order"][number]): boolean =>
    table.columns.some((each) => each.name === column && isOrderable(each));
  return top.order.every(isOrdered) ? top : undefined;
};

/** The need for a table, or nothing when no plan reads it. `visible` are the columns to fetch when none are known. */
export const needFor = (reading: Reading, visible: readonly Column[]): Need | undefined => {
  const { table } = reading;
  const isKnown = reading.unknown === undefined;
  const ownFilter = reading.query.length === 0 ? [] : (reading.ownFilter ?? []);
  const uses = [...reading.query, ...ownFilter, ...reading.otherFilters];
  if (isKnown && uses.length === 0) return undefined;
  const wanted = new Set(uses.flatMap((use) => [...use.columns]));
  const named = isKnown ? table.columns.filter(({ name }) => wanted.has(name)) : visible;
  const columns = named.filter(({ name }) => reading.matters(name));
  // Only the number of rows is asked: any column carries it, the key most cheaply.
  const key = visible.find(({ name }) => table.key.includes(name)) ?? visible[0];
  const top = topOf(reading);
  return {
    table,
    columns: columns.length > 0 || key === undefined ? columns : [key],
    rows: rowsOf(reading),
    ...(top === undefined ? {} : { top }),
  };
};

// Reads the uses of tables off DuckDB's optimized plan. Why it is sound: the optimized plan gives the query's answer on
// every instance, and it reads of each table only the rows that pass the filter of one of its scans; so the original SQL
// over any superset of those rows gives the same answer. An operator unknown here only ends the tracing of columns.
import type { Predicate } from "../../connect/kit/index.ts";
import { isNode, type Node } from "../sql/statement.ts";
import { expressionFilter, tableFilter, wholly, type Conjoin, type ScanColumn } from "./filter.ts";
import { linkKeys } from "./keys.ts";
import { and } from "./predicate.ts";
import { firstRows } from "./top.ts";
import { again, indirect, nowhere, type Origin, type Use } from "./use.ts";

/** Columns of a table in the stub: what a scan's positions mean. */
export type ColumnsOf = (table: string, isStep: boolean) => readonly ScanColumn[] | undefined;

const nodes = (node: Node, key: string): readonly Node[] => {
  const value = node[key];
  return Array.isArray(value) ? value.filter(isNode) : [];
};
const numbers = (node: Node, key: string): readonly number[] => {
  const value = node[key];
  return Array.isArray(value) ? value.map(Number) : [];
};
/** Origins by position; nothing when not even the number of columns is known, so that no position is mistaken. */
type Origins = readonly Origin[] | undefined;

interface Scope {
  readonly uses: Use[];
  readonly columnsOf: ColumnsOf;
  readonly ctes: ReadonlyMap<unknown, Origins>;
  readonly handedDown: readonly Origins[];
}

const pick = (origins: Origins, map: readonly number[]): Origins =>
  map.length === 0 ? origins : map.map((index) => origins?.[index] ?? nowhere);

const beside = (left: Origins, right: Origins): Origins =>
  left === undefined ? undefined : [...left, ...(right ?? [])];

const allIndirect = (origins: Origins): Origins => origins?.map(indirect);

/** The origin of an expression: of a plain column, else nowhere. */
const originOf = (expression: unknown, input: Origins): Origin =>
  isNode(expression) && expression["expression_class"] === "BOUND_REF"
    ? (input?.[Number(expression["index"])] ?? nowhere)
    : nowhere;

const ofScan = (node: Node, data: Node, above: readonly Node[], scope: Scope): Origins => {
  const isStep = data["catalog"] === "temp";
  const table = isStep ? String(data["table"]) : `${String(data["schema"])}.${String(data["table"])}`;
  const known = scope.columnsOf(table, isStep);
  if (known === undefined) throw new Error("a scan of an unknown table");
  const names = Array.isArray(node["names"]) ? node["names"].map(String) : [];
  const named = (index: number): ScanColumn | undefined => known.find(({ name }) => name === names[index]);
  const read = nodes(node, "column_indexes").map((column) => named(Number(column["index"])));
  const output = numbers(node, "projection_ids");
  const visible = output.length === 0 ? read : output.map((index) => read[index]);
  const filters = isNode(node["table_filters"]) ? nodes(node["table_filters"], "filters") : [];
  const conditionsBy = (all: Conjoin): readonly (Predicate | undefined)[] => [
    ...filters.map((filter) => {
      const column = named(Number(filter["key"]));
      return column === undefined || !isNode(filter["value"]) ? undefined : tableFilter(filter["value"], column, all);
    }),
    ...above.map((condition) => expressionFilter(condition, visible, all)),
  ];
  const use: Use = {
    table,
    isStep,
    columns: new Set(read.flatMap((column) => (column === undefined ? [] : [column.name]))),
    filter: and(conditionsBy(and)),
    visible: visible.map((column) => column?.name),
    top: undefined,
    isWhole: conditionsBy(wholly).every((part) => part !== undefined),
    edges: [],
    pairs: [],
  };
  scope.uses.push(use);
  const row = Symbol("row");
  return visible.map((column) =>
    column === undefined
      ? nowhere
      : { places: [{ use, column: column.name, type: column.type, isDirect: true, row }], isComplete: true },
  );
};

const ofJoin = (node: Node, scope: Scope): Origins => {
  const isDelim = node["type"] === "LOGICAL_DELIM_JOIN";
  const outer = isDelim && node["delim_flipped"] === true ? 1 : 0;
  const outerOrigins = child(node, outer, scope);
  const keys = nodes(node, "duplicate_eliminated_columns").map((key) => indirect(originOf(key, outerOrigins)));
  const inner = isDelim ? { ...scope, handedDown: [...scope.handedDown, keys] } : scope;
  const innerOrigins = child(node, 1 - outer, inner);
  const [left, right] = outer === 0 ? [outerOrigins, innerOrigins] : [innerOrigins, outerOrigins];
  const type = String(node["join_type"]);
  const isEquality = (condition: Node): boolean =>
    node["type"] !== "LOGICAL_ASOF_JOIN" && condition["comparison"] === "COMPARE_EQUAL";
  linkKeys(
    type,
    nodes(node, "conditions")
      .filter(isEquality)
      .map((condition) => [originOf(condition["left"], left), originOf(condition["right"], right)]),
  );
  const leftOut = pick(left, numbers(node, "left_projection_map"));
  const rightOut = pick(right, numbers(node, "right_projection_map"));
  if (node["type"] === "LOGICAL_ASOF_JOIN") return allIndirect(beside(leftOut, rightOut));
  switch (type) {
    case "INNER":
      return beside(leftOut, rightOut);
    case "LEFT":
    case "SINGLE":
      return beside(leftOut, allIndirect(rightOut));
    case "RIGHT":
      return beside(allIndirect(leftOut), rightOut);
    case "SEMI":
    case "ANTI":
      return leftOut;
    case "RIGHT_SEMI":
    case "RIGHT_ANTI":
      return rightOut;
    case "MARK":
      return beside(leftOut, [nowhere]);
    default:
      return allIndirect(beside(leftOut, rightOut));
  }
};

const ofAggregation = (node: Node, scope: Scope): Origins => {
  const input = child(node, 0, scope);
  const sets = node["grouping_sets"];
  const isPlain = !Array.isArray(sets) || sets.length <= 1;
  const groups = nodes(node, "groups").map((group) => originOf(group, input));
  // Leaving out rows by a group's own column leaves out whole groups.
  return [...(isPlain ? groups : groups.map(indirect)), ...nodes(node, "expressions").map(() => nowhere)];
};

/** Columns by which every one of `lists` divides the rows keep their directness; the others lose it. */
const dividedBy = (origins: Origins, lists: readonly (readonly Node[])[]): Origins => {
  const divides = (index: number): boolean =>
    lists.every((list) => list.some((node) => node["expression_class"] === "BOUND_REF" && node["index"] === index));
  return origins?.map((origin, index) => (divides(index) ? origin : indirect(origin)));
};

const ofUnion = (node: Node, scope: Scope): Origins => {
  const [first, ...rest] = nodes(node, "children").map((_, index) => child(node, index, scope));
  return first?.map((origin, index) => {
    const all = [origin, ...rest.map((side) => side?.[index] ?? nowhere)];
    return { places: all.flatMap(({ places }) => places), isComplete: all.every(({ isComplete }) => isComplete) };
  });
};

const ofLimit = (node: Node, scope: Scope): Origins => {
  const before = scope.uses.length;
  const below = child(node, 0, scope);
  const first = firstRows(node);
  // The one scan below; none, where what is limited is made from nothing.
  const use = scope.uses.length === before + 1 ? scope.uses.at(-1) : undefined;
  const order = first?.order.map(({ place, ...how }) => ({ column: use?.visible[place] ?? "", ...how }));
  if (first !== undefined && use !== undefined && order?.every(({ column }) => column !== "") === true)
    use.top = { order, rows: first.rows };
  return allIndirect(below);
};

/**
 * A condition far above a scan (over joins, groups) limits it all the same where all of its columns come straight from
 * it: rows of the scan that fail it have no part in anything that passes.
 */
const limitBy = (condition: Node, input: Origins): void => {
  const scans = new Set(
    input?.flatMap(({ places, isComplete }) =>
      isComplete && places.length === 1 ? places.flatMap(({ use, isDirect }) => (isDirect ? [use] : [])) : [],
    ),
  );
  for (const use of scans) {
    const columns = input?.map(({ places, isComplete }): ScanColumn | undefined => {
      const [place] = places;
      const isOwn = isComplete && places.length === 1 && place?.isDirect === true && place.use === use;
      return isOwn ? { name: place.column, type: place.type } : undefined;
    });
    use.filter = and([use.filter, expressionFilter(condition, columns ?? [])]);
  }
};

const child = (node: Node, index: number, scope: Scope, above: readonly Node[] = []): Origins => {
  const below = nodes(node, "children")[index];
  return below === undefined ? undefined : walk(below, scope, above);
};

/** Visits the scans below `node`; gives the origins of its output columns, as far as they are known. */
const walk = (node: Node, scope: Scope, above: readonly Node[]): Origins => {
  switch (node["type"]) {
    case "LOGICAL_GET": {
      const data = node["function_data"];
      if (isNode(data) && typeof data["table"] === "string") return ofScan(node, data, above, scope);
      child(node, 0, scope);
      return undefined;
    }
    case "LOGICAL_FILTER": {
      const conditions = nodes(node, "expressions");
      const input = child(node, 0, scope, conditions);
      for (const condition of conditions) limitBy(condition, input);
      return pick(input, numbers(node, "projection_map"));
    }
    case "LOGICAL_PROJECTION": {
      const input = child(node, 0, scope);
      return nodes(node, "expressions").map((expression) => originOf(expression, input));
    }
    case "LOGICAL_ORDER_BY":
      return pick(child(node, 0, scope), numbers(node, "projections"));
    case "LOGICAL_LIMIT":
      return ofLimit(node, scope);
    case "LOGICAL_TOP_N":
      return allIndirect(child(node, 0, scope));
    case "LOGICAL_DISTINCT":
      return dividedBy(child(node, 0, scope), [nodes(node, "distinct_targets")]);
    case "LOGICAL_AGGREGATE_AND_GROUP_BY":
      return ofAggregation(node, scope);
    case "LOGICAL_WINDOW": {
      const windows = nodes(node, "expressions");
      const input = dividedBy(
        child(node, 0, scope),
        windows.map((window) => nodes(window, "partitions")),
      );
      return beside(
        input,
        windows.map(() => nowhere),
      );
    }
    case "LOGICAL_UNNEST":
      return child(node, 0, scope);
    case "LOGICAL_CROSS_PRODUCT":
      return beside(child(node, 0, scope), child(node, 1, scope));
    case "LOGICAL_COMPARISON_JOIN":
    case "LOGICAL_DELIM_JOIN":
    case "LOGICAL_ASOF_JOIN":
      return ofJoin(node, scope);
    case "LOGICAL_DELIM_GET":
      // Correlated over several levels: which level hands down which column is not said.
      return scope.handedDown.length === 1 ? again(scope.handedDown[0]) : undefined;
    case "LOGICAL_UNION":
      return ofUnion(node, scope);
    case "LOGICAL_MATERIALIZED_CTE": {
      const definition = allIndirect(child(node, 0, scope));
      return child(node, 1, { ...scope, ctes: new Map(scope.ctes).set(node["table_index"], definition) });
    }
    case "LOGICAL_CTE_REF":
      return again(scope.ctes.get(node["cte_index"]));
    default:
      nodes(node, "children").forEach((_, index) => child(node, index, scope));
      return undefined;
  }
};

/** The uses of an optimized plan, with the edges between them. Throws where a scan reads a table that `columnsOf` doesn't know. */
export const usesIn = (plan: Node, columnsOf: ColumnsOf): readonly Use[] => {
  const scope: Scope = { uses: [], columnsOf, ctes: new Map(), handedDown: [] };
  walk(plan, scope, []);
  return scope.uses;
};

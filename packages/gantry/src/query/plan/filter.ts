// Filters of DuckDB's optimized plan as predicates. What has no form as a predicate is TRUE.
import type { ColumnType } from "../../catalog/index.ts";
import type { Comparison, Predicate } from "../../connect/kit/index.ts";
import { isNode, type Node } from "../sql/statement.ts";
import { constantOf, type Constant } from "./constant.ts";
import { and, or } from "./predicate.ts";

export interface ScanColumn {
  readonly name: string;
  readonly type: ColumnType;
}

const comparisons: Readonly<Record<string, Comparison>> = {
  COMPARE_EQUAL: "=",
  // With a constant that is not NULL this is plain equality.
  COMPARE_NOT_DISTINCT_FROM: "=",
  COMPARE_NOTEQUAL: "<>",
  COMPARE_LESSTHAN: "<",
  COMPARE_GREATERTHAN: ">",
  COMPARE_LESSTHANOREQUALTO: "<=",
  COMPARE_GREATERTHANOREQUALTO: ">=",
};
const flipped: Readonly<Record<Comparison, Comparison>> = {
  "=": "=",
  "<>": "<>",
  "<": ">",
  ">": "<",
  "<=": ">=",
  ">=": "<=",
};

const nodes = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

const compare = (
  op: Comparison | undefined,
  column: ScanColumn,
  constant: Constant | undefined,
): Predicate | undefined =>
  op === undefined || constant === undefined || constant.type !== column.type
    ? undefined
    : { op, column: column.name, type: column.type, value: constant.value };

const oneOf = (column: ScanColumn, values: readonly Node[]): Predicate | undefined => {
  // NULL in a list never makes a row match.
  const constants = values.filter((value) => value["is_null"] !== true).map(constantOf);
  if (constants.length === 0 || constants.some((constant) => constant?.type !== column.type)) return undefined;
  const found = new Set(constants.flatMap((constant) => (constant === undefined ? [] : [constant.value])));
  // DuckDB gives the same list in several orders.
  const sorted = [...found].sort((a, b) => (a < b ? -1 : 1));
  return { op: "in", column: column.name, type: column.type, values: sorted };
};

/** How parts that must all hold become one condition. */
export type Conjoin = (parts: readonly (Predicate | undefined)[]) => Predicate | undefined;

/** All of them or nothing: for those who must know whether a condition can be said whole. `and` leaves out what can't be said. */
export const wholly: Conjoin = (parts) => (parts.includes(undefined) ? undefined : and(parts));

/** A row passes only where it differs from each; with NULL in the list none passes, which is left to DuckDB. */
const noneOf = (column: ScanColumn, values: readonly Node[], all: Conjoin): Predicate | undefined =>
  all(values.map((value) => compare("<>", column, constantOf(value))));

/** A filter inside a scan, on one column. */
export const tableFilter = (node: Node, column: ScanColumn, all: Conjoin = and): Predicate | undefined => {
  switch (node["filter_type"]) {
    case "CONSTANT_COMPARISON": {
      const constant = isNode(node["constant"]) ? constantOf(node["constant"]) : undefined;
      return compare(comparisons[String(node["comparison_type"])], column, constant);
    }
    case "IS_NULL":
      return { op: "is null", column: column.name };
    case "IS_NOT_NULL":
      return { op: "is not null", column: column.name };
    case "IN_FILTER":
      return oneOf(column, nodes(node["values"]));
    case "OPTIONAL_FILTER":
      // A hint that DuckDB derived from the filter above: every row that counts passes it.
      return isNode(node["child_filter"]) ? tableFilter(node["child_filter"], column, all) : undefined;
    case "CONJUNCTION_AND":
      return all(nodes(node["child_filters"]).map((child) => tableFilter(child, column, all)));
    case "CONJUNCTION_OR":
      return or(nodes(node["child_filters"]).map((child) => tableFilter(child, column, all)));
    case "EXPRESSION_FILTER":
      return isNode(node["expr"]) ? expressionFilter(node["expr"], [column], all) : undefined;
    default:
      return undefined;
  }
};

const listed = (type: unknown, column: ScanColumn, operands: readonly Node[], all: Conjoin): Predicate | undefined => {
  const values = operands.map((operand) => (isNode(operand["value"]) ? operand["value"] : {}));
  if (!operands.every((operand) => operand["expression_class"] === "BOUND_CONSTANT")) return undefined;
  return type === "COMPARE_IN"
    ? oneOf(column, values)
    : type === "COMPARE_NOT_IN"
      ? noneOf(column, values, all)
      : undefined;
};

/** A condition over a scan's output columns. */
export const expressionFilter = (
  node: Node,
  columns: readonly (ScanColumn | undefined)[],
  all: Conjoin = and,
): Predicate | undefined => {
  const reference = (of: unknown): ScanColumn | undefined =>
    isNode(of) && of["expression_class"] === "BOUND_REF" ? columns[Number(of["index"])] : undefined;
  const constant = (of: unknown): Constant | undefined =>
    isNode(of) && of["expression_class"] === "BOUND_CONSTANT" && isNode(of["value"])
      ? constantOf(of["value"])
      : undefined;
  const operands = nodes(node["children"]);
  const first = reference(operands[0]);
  switch (node["expression_class"]) {
    case "BOUND_REF": {
      const column = reference(node);
      return column?.type === "boolean" ? { op: "=", column: column.name, type: "boolean", value: true } : undefined;
    }
    case "BOUND_COMPARISON": {
      const op = comparisons[String(node["type"])];
      const [left, right] = [reference(node["left"]), reference(node["right"])];
      if (left !== undefined) return compare(op, left, constant(node["right"]));
      return right === undefined || op === undefined ? undefined : compare(flipped[op], right, constant(node["left"]));
    }
    case "BOUND_BETWEEN": {
      const column = reference(node["input"]);
      if (column === undefined) return undefined;
      const [from, to] = [
        node["lower_inclusive"] === false ? ">" : ">=",
        node["upper_inclusive"] === false ? "<" : "<=",
      ] as const;
      return all([compare(from, column, constant(node["lower"])), compare(to, column, constant(node["upper"]))]);
    }
    case "BOUND_CONJUNCTION": {
      const parts = operands.map((operand) => expressionFilter(operand, columns, all));
      return node["type"] === "CONJUNCTION_AND" ? all(parts) : or(parts);
    }
    case "BOUND_OPERATOR":
      if (first === undefined) return undefined;
      if (node["type"] === "OPERATOR_IS_NULL") return { op: "is null", column: first.name };
      if (node["type"] === "OPERATOR_IS_NOT_NULL") return { op: "is not null", column: first.name };
      if (node["type"] === "OPERATOR_NOT")
        return first.type === "boolean" ? { op: "=", column: first.name, type: "boolean", value: false } : undefined;
      return listed(node["type"], first, operands.slice(1), all);
    default:
      return undefined;
  }
};

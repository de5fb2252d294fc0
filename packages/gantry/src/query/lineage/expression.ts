// Sources of a bound expression.
import { blenders, carriers, isAllowedFunction } from "../sql/functions.ts";
import { refuseFunction, type Node } from "../sql/statement.ts";
import { all, atMost, none, union, type Flow, type Sources } from "./influence.ts";
import { maybeNode, nodeAt, nodesAt, textAt, unknown } from "./node.ts";

type Input = Pick<Flow, "columns" | "existence" | "tableIndex">;

/** Operators that hand on one of their operands as it is. */
const passing = new Set([
  "OPERATOR_COALESCE",
  "STRUCT_EXTRACT",
  "ARRAY_EXTRACT",
  "ARRAY_SLICE",
  "ARRAY_CONSTRUCTOR",
  "OPERATOR_TRY",
]);
const computing = new Set(["OPERATOR_NOT", "OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL", "COMPARE_IN", "COMPARE_NOT_IN"]);

/** DuckDB's own guard that a scalar sub-query gives one row: `error('…')`. SQL that calls it is refused before binding. */
const isRowGuard = (node: Node): boolean =>
  node["name"] === "error" &&
  nodesAt(node, "children").every((child) => child["expression_class"] === "BOUND_CONSTANT");

const functionName = (node: Node): string => {
  if (isRowGuard(node)) return "error";
  const name = textAt(node, "name");
  return isAllowedFunction(name.toLowerCase()) ? name.toLowerCase() : refuseFunction(name);
};

/** An expression of an ORDER BY list. */
export const orderSources = (orders: readonly Node[], input: Input): readonly Sources[] =>
  orders.map((order) => expressionSources(nodeAt(order, "expression"), input));

const ofAggregate = (node: Node, input: Input): Sources => {
  const values = union(nodesAt(node, "children").map((child) => expressionSources(child, input)));
  const filter = maybeNode(node, "filter");
  const orders = maybeNode(node, "order_bys");
  const steering = union([
    ...(filter === undefined ? [] : [expressionSources(filter, input)]),
    ...(orders === undefined ? [] : orderSources(nodesAt(orders, "orders"), input)),
  ]);
  const inner = union([values, atMost(steering, "derived")]);
  const blends = blenders.has(functionName(node));
  // A count of rows shows which rows exist, even where it reads no column.
  const rows = values.size === 0 ? all(input.existence, "aggregated") : none;
  return union([blends ? atMost(inner, "aggregated") : inner, rows]);
};

/** What decides the order in which rows leave a window. */
export const windowOrder = (node: Node, input: Input): readonly Sources[] => [
  ...nodesAt(node, "partitions").map((child) => expressionSources(child, input)),
  ...orderSources(nodesAt(node, "orders"), input),
  ...orderSources(nodesAt(node, "arg_orders"), input),
];

const windowFrame = ["filter_expr", "filters", "start_expr", "end_expr", "offset_expr", "default_expr"];

const ofWindow = (node: Node, input: Input): Sources => {
  // The name is absent for window functions that are no aggregates; the type says which (WINDOW_ROW_NUMBER).
  if (typeof node["name"] === "string") functionName(node);
  const values = union(nodesAt(node, "children").map((child) => expressionSources(child, input)));
  const steering = union([
    ...windowOrder(node, input),
    ...windowFrame.flatMap((key) => {
      const child = maybeNode(node, key);
      return child === undefined ? [] : [expressionSources(child, input)];
    }),
    all(input.existence, "derived"),
  ]);
  // A frame may be a single row, so a window is never `aggregated`.
  return union([values, atMost(steering, "derived")]);
};

const ofCase = (node: Node, input: Input): Sources =>
  union([
    ...nodesAt(node, "case_checks").flatMap((check) => [
      // The condition shows in which branch was taken.
      atMost(expressionSources(nodeAt(check, "when_expr"), input), "derived"),
      expressionSources(nodeAt(check, "then_expr"), input),
    ]),
    expressionSources(nodeAt(node, "else_expr"), input),
  ]);

const ofOperator = (node: Node, input: Input): Sources => {
  const type = textAt(node, "type");
  const values = union(nodesAt(node, "children").map((child) => expressionSources(child, input)));
  if (passing.has(type)) return values;
  return computing.has(type) ? atMost(values, "derived") : unknown(type);
};

/** A reference that DuckDB left unresolved where it flattened a lateral join: by table number, or any column below. */
const unresolved = (node: Node, input: Input): Sources => {
  const binding = nodeAt(node, "binding");
  const resolved =
    binding["table_index"] === input.tableIndex ? input.columns[Number(binding["column_index"])] : undefined;
  return resolved ?? union(input.columns);
};

/** What is in the value of `node`, given its operator's input. Throws `bad-sql` on anything unknown. */
export const expressionSources = (node: Node, input: Input): Sources => {
  const parts = (...keys: string[]): Sources => union(keys.map((key) => expressionSources(nodeAt(node, key), input)));
  const children = (): Sources => union(nodesAt(node, "children").map((child) => expressionSources(child, input)));
  const kind = textAt(node, "expression_class");
  switch (kind) {
    case "BOUND_REF":
      return input.columns[Number(node["index"])] ?? unknown("a reference to no column");
    case "BOUND_COLUMN_REF":
      return unresolved(node, input);
    case "BOUND_PARAMETER":
      return all([`$${textAt(node, "identifier")}`], "copied");
    case "BOUND_CONSTANT":
      return none;
    case "BOUND_CAST":
      return parts("child");
    case "BOUND_FUNCTION":
      // A lambda's body reads its parameters and what it captures, and both are children.
      return carriers.has(functionName(node)) ? children() : atMost(children(), "derived");
    case "BOUND_OPERATOR":
      return ofOperator(node, input);
    case "BOUND_COMPARISON":
      return atMost(parts("left", "right"), "derived");
    case "BOUND_BETWEEN":
      return atMost(parts("input", "lower", "upper"), "derived");
    case "BOUND_CONJUNCTION":
      return atMost(children(), "derived");
    case "BOUND_CASE":
      return ofCase(node, input);
    case "BOUND_UNNEST":
      return parts("child");
    case "BOUND_AGGREGATE":
      return ofAggregate(node, input);
    case "BOUND_WINDOW":
      return ofWindow(node, input);
    default:
      return unknown(kind);
  }
};

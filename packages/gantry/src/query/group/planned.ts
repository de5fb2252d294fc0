// What DuckDB's plans say of a query's aggregates: it has bound the names, so its word decides what they mean.
import { isNode, type Node } from "../sql/statement.ts";
import { nodesIn } from "../sql/tree.ts";
import { isOneScan, placeOf } from "../plan/top.ts";
import { keyOf } from "./written.ts";

const above = new Set(["LOGICAL_LIMIT", "LOGICAL_ORDER_BY", "LOGICAL_PROJECTION", "LOGICAL_FILTER", "LOGICAL_TOP_N"]);

/** The one aggregation of a plan over one scan, under nothing but projections, conditions on groups, order and limit. */
export const aggregationOf = (plan: Node): Node | undefined => {
  const [below, ...more] = nodesIn(plan["children"]);
  if (below === undefined || more.length > 0) return undefined;
  if (plan["type"] === "LOGICAL_AGGREGATE_AND_GROUP_BY") return isOneScan(below) ? plan : undefined;
  return above.has(String(plan["type"])) ? aggregationOf(below) : undefined;
};

const scanOf = (node: Node): Node => {
  const [below] = nodesIn(node["children"]);
  return below === undefined ? node : scanOf(below);
};

/** Name of the scan's column at a place among those it reads. */
const nameAt = (scan: Node, place: number): string | undefined => {
  const names = scan["names"];
  const chosen = scan["projection_ids"];
  const index = Array.isArray(chosen) && chosen.length > 0 ? Number(chosen[place]) : place;
  const column = nodesIn(scan["column_indexes"])[index];
  return column !== undefined && Array.isArray(names) ? String(names[Number(column["index"])]) : undefined;
};

/** Whether an expression is a constant other than NULL, cast perhaps. */
const isPresent = (expression: Node): boolean => {
  const { child, value } = expression;
  if (expression["expression_class"] === "BOUND_CAST") return isNode(child) && isPresent(child);
  return expression["expression_class"] === "BOUND_CONSTANT" && isNode(value) && value["is_null"] === false;
};

/** Keys of the aggregates of a plan that is not optimized; nothing where one of them isn't over all rows, of a plain column or of none. */
export const aggregatesIn = (plan: Node): ReadonlySet<string> | undefined => {
  const aggregation = aggregationOf(plan);
  const [input] = aggregation === undefined ? [] : nodesIn(aggregation["children"]);
  if (aggregation === undefined || input === undefined) return undefined;
  if (nodesIn(aggregation["grouping_functions"]).length > 0) return undefined;
  const sets = aggregation["grouping_sets"];
  if (Array.isArray(sets) && sets.length > 1) return undefined;
  const scan = scanOf(input);
  const keys = nodesIn(aggregation["expressions"]).map((aggregate) => {
    const isWhole =
      aggregate["expression_class"] === "BOUND_AGGREGATE" &&
      aggregate["aggregate_type"] === "NON_DISTINCT" &&
      !isNode(aggregate["filter"]) &&
      !isNode(aggregate["order_bys"]);
    const [only, ...more] = nodesIn(aggregate["children"]);
    if (!isWhole || more.length > 0) return undefined;
    const name = String(aggregate["name"]);
    if (only === undefined) return name === "count_star" ? keyOf("count", undefined) : undefined;
    if (name === "count" && isPresent(only)) return keyOf("count", undefined);
    const place = only["expression_class"] === "BOUND_REF" ? placeOf(input, Number(only["index"])) : undefined;
    const column = place === undefined ? undefined : nameAt(scan, place);
    return column === undefined ? undefined : keyOf(name, column);
  });
  const known = keys.filter((key) => key !== undefined);
  return known.length < keys.length ? undefined : new Set(known);
};

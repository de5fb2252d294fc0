// Where a query needs only the first rows of one scan: LIMIT, perhaps ORDER BY, over nothing but projections and filters.
import type { Order, Top } from "../../connect/kit/index.ts";
import { isNode, type Node } from "../sql/statement.ts";

/** More rows than this are read like any others. */
const mostRows = 10_000;

const nodes = (node: Node, key: string): readonly Node[] => {
  const value = node[key];
  return Array.isArray(value) ? value.filter(isNode) : [];
};

const countOf = (value: unknown): number | undefined => {
  if (!isNode(value)) return undefined;
  if (value["type"] === "UNSET") return 0;
  const count = value["constant_integer"];
  return value["type"] === "CONSTANT_VALUE" && typeof count === "number" ? count : undefined;
};

const mapped = (map: unknown, index: number): number | undefined =>
  Array.isArray(map) && map.length > 0 ? Number(map[index]) : index;

/** The place among the scan's visible columns that output `index` of `node` is; nothing for anything computed. */
export const placeOf = (node: Node | undefined, index: number | undefined): number | undefined => {
  if (node === undefined || index === undefined) return undefined;
  const [below] = nodes(node, "children");
  if (node["type"] === "LOGICAL_GET") return index;
  if (node["type"] === "LOGICAL_FILTER") return placeOf(below, mapped(node["projection_map"], index));
  if (node["type"] !== "LOGICAL_PROJECTION") return undefined;
  const expression = nodes(node, "expressions")[index];
  return expression?.["expression_class"] === "BOUND_REF" ? placeOf(below, Number(expression["index"])) : undefined;
};

/** Whether `node` is one scan under projections, and at most a filter right above it. */
export const isOneScan = (node: Node | undefined): boolean => {
  const [below] = node === undefined ? [] : nodes(node, "children");
  if (node?.["type"] === "LOGICAL_PROJECTION") return isOneScan(below);
  if (node?.["type"] === "LOGICAL_FILTER") return below?.["type"] === "LOGICAL_GET";
  return node?.["type"] === "LOGICAL_GET" && below === undefined;
};

export interface FirstRows {
  readonly rows: number;
  /** By place among the scan's visible columns. */
  readonly order: readonly (Omit<Order, "column"> & { readonly place: number })[];
}

const orderOf = (node: Node): FirstRows["order"] | undefined => {
  const [below] = nodes(node, "children");
  const orders = nodes(node, "orders").map((order) => {
    const expression = order["expression"];
    const isPlain = isNode(expression) && expression["expression_class"] === "BOUND_REF";
    const place = isPlain ? placeOf(below, Number(expression["index"])) : undefined;
    const isKnown =
      ["ASCENDING", "DESCENDING"].includes(String(order["type"])) &&
      ["NULLS LAST", "NULLS FIRST"].includes(String(order["null_order"]));
    if (place === undefined || !isKnown) return undefined;
    return { place, descending: order["type"] === "DESCENDING", nullsFirst: order["null_order"] === "NULLS FIRST" };
  });
  const known = orders.filter((order) => order !== undefined);
  return known.length < orders.length ? undefined : known;
};

/** What a LIMIT says of the one scan below it. */
export const firstRows = (limit: Node): FirstRows | undefined => {
  const [count, offset] = [countOf(limit["limit_val"]), countOf(limit["offset_val"])];
  if (count === undefined || offset === undefined || !isNode(limit["limit_val"])) return undefined;
  if (limit["limit_val"]["type"] === "UNSET" || count + offset > mostRows) return undefined;
  let [below] = nodes(limit, "children");
  let order: FirstRows["order"] | undefined = [];
  // DuckDB may compute the columns of the result above the order.
  while (below?.["type"] === "LOGICAL_PROJECTION" && !isOneScan(below)) [below] = nodes(below, "children");
  if (below?.["type"] === "LOGICAL_ORDER_BY") {
    order = orderOf(below);
    [below] = nodes(below, "children");
  }
  return order === undefined || !isOneScan(below) ? undefined : { rows: count + offset, order };
};

/** As a person reads it. */
export const showTop = ({ order, rows }: Top): string => {
  const by = order.map(({ column, descending }) => `${column}${descending ? " desc" : ""}`).join(", ");
  return `${by === "" ? "" : `order by ${by} `}limit ${rows}`;
};

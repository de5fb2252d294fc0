// Which expressions may fail on some value: those whose failure can show what they read, even where nobody selects them.
import type { Node } from "../sql/statement.ts";
import { maybeNode, nodesAt } from "./node.ts";

/** Aggregates that take any value. */
const total = new Set([
  ..."count count_star count_if countif min max first last any_value arbitrary list array_agg".split(" "),
  ..."bool_and bool_or bit_and bit_or bit_xor approx_count_distinct".split(" "),
]);

/** One that reads a row at a time in no order: `max(x, n)` fails on some `n`. */
const isTotal = (node: Node): boolean =>
  total.has(String(node["name"])) &&
  nodesAt(node, "children").length <= 1 &&
  nodesAt(maybeNode(node, "order_bys") ?? {}, "orders").length === 0;

const harmless = new Set(["BOUND_REF", "BOUND_COLUMN_REF", "BOUND_CONSTANT", "BOUND_PARAMETER"]);
const nested = new Set([
  "BOUND_COMPARISON",
  "BOUND_BETWEEN",
  "BOUND_CONJUNCTION",
  "BOUND_CASE",
  "BOUND_OPERATOR",
  "BOUND_UNNEST",
]);

/** All expressions right below `node`, whatever they are for. */
const parts = (node: Node): readonly Node[] => {
  const at = (of: Node, keys: readonly string[]): readonly Node[] =>
    keys.map((key) => maybeNode(of, key)).filter((each) => each !== undefined);
  return [
    ...at(node, ["child", "left", "right", "input", "lower", "upper", "else_expr", "filter"]),
    ...nodesAt(node, "children"),
    ...nodesAt(node, "case_checks").flatMap((check) => at(check, ["when_expr", "then_expr"])),
  ];
};

/** Whether `node` may raise an error on some input. What is not known to be safe may. */
export const canFail = (node: Node): boolean => {
  const kind = String(node["expression_class"]);
  if (harmless.has(kind)) return false;
  if (node["type"] === "OPERATOR_TRY") return false;
  if (kind === "BOUND_CAST") return node["try_cast"] !== true || parts(node).some(canFail);
  if (kind === "BOUND_AGGREGATE") return !isTotal(node) || parts(node).some(canFail);
  return !nested.has(kind) || parts(node).some(canFail);
};

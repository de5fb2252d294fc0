// Joins: which side's columns come out, and what the condition decides.
import type { Node } from "../sql/statement.ts";
import { expressionSources } from "./expression.ts";
import { all, atMost, joinSets, union, type Flow, type Sources } from "./influence.ts";
import { maybeNode, nodeAt, nodesAt, numbersAt, textAt, unknown } from "./node.ts";

/** The columns that an operator hands on, by its projection map; an empty map means all. */
export const pick = (columns: readonly Sources[], map: readonly number[]): readonly Sources[] =>
  map.length === 0 ? columns : map.map((index) => columns[index] ?? unknown("a projection of no column"));

/** Whether an operator gives exactly one row whatever it reads: an aggregate over all rows, maybe with more computed from it. */
export const isOneRow = (node: Node | undefined): boolean => {
  if (node === undefined) return false;
  if (node["type"] === "LOGICAL_PROJECTION") return isOneRow(nodesAt(node, "children")[0]);
  if (node["type"] === "LOGICAL_DUMMY_SCAN") return true;
  if (node["type"] !== "LOGICAL_AGGREGATE_AND_GROUP_BY" || nodesAt(node, "groups").length > 0) return false;
  const sets = node["grouping_sets"];
  return !Array.isArray(sets) || sets.length <= 1;
};

/**
 * Every row with every row. One row beside each takes none away and adds none, so what decided it shows in its values only,
 * as what decided which rows an aggregate is over.
 */
export const crossFlow = (left: Flow, right: Flow, isRightOne: boolean): Flow =>
  isRightOne
    ? {
        columns: [
          ...left.columns,
          ...right.columns.map((sources) => union([sources, all(right.control, "aggregated")])),
        ],
        control: left.control,
        existence: left.existence,
      }
    : {
        columns: [...left.columns, ...right.columns],
        control: joinSets(left.control, right.control),
        existence: joinSets(left.existence, right.existence),
      };

const conditionSources = (node: Node, left: Flow, right: Flow): Sources => {
  const both = { columns: [...left.columns, ...right.columns], existence: joinSets(left.existence, right.existence) };
  const single = maybeNode(node, "predicate") ?? maybeNode(node, "condition");
  return union([
    ...nodesAt(node, "conditions").flatMap((condition) =>
      maybeNode(condition, "left") === undefined
        ? [expressionSources(condition, both)]
        : [expressionSources(nodeAt(condition, "left"), left), expressionSources(nodeAt(condition, "right"), right)],
    ),
    ...(single === undefined ? [] : [expressionSources(single, both)]),
  ]);
};

/** The flow of a join of any kind. */
export const joinFlow = (node: Node, left: Flow, right: Flow): Flow => {
  const condition = conditionSources(node, left, right);
  const control = joinSets(joinSets(left.control, right.control), new Set(condition.keys()));
  const existence = joinSets(left.existence, right.existence);
  const leftColumns = pick(left.columns, numbersAt(node, "left_projection_map"));
  const rightColumns = pick(right.columns, numbersAt(node, "right_projection_map"));
  // A row without a partner is filled with NULLs: whether it has one shows in those columns.
  const other = (side: Flow): Sources => union([atMost(condition, "derived"), all(side.control, "derived")]);
  const padded = (columns: readonly Sources[], side: Flow): readonly Sources[] =>
    columns.map((sources) => union([sources, other(side)]));
  const type = textAt(node, "join_type");
  switch (type) {
    case "INNER":
      return { columns: [...leftColumns, ...rightColumns], control, existence };
    case "LEFT":
    case "SINGLE":
      return { columns: [...leftColumns, ...padded(rightColumns, right)], control, existence };
    case "RIGHT":
      return { columns: [...padded(leftColumns, left), ...rightColumns], control, existence };
    case "FULL":
    case "OUTER":
      return { columns: [...padded(leftColumns, left), ...padded(rightColumns, right)], control, existence };
    case "SEMI":
    case "ANTI":
      return { columns: leftColumns, control, existence: left.existence };
    case "RIGHT_SEMI":
    case "RIGHT_ANTI":
      return { columns: rightColumns, control, existence: right.existence };
    case "MARK":
      // Whether there is a partner is one more column, and whatever filters by it names it. Where the sub-query is
      // correlated, rows come out in another order for it.
      return {
        columns: [...leftColumns, atMost(union([condition, all(right.control, "derived")]), "derived")],
        control: node["type"] === "LOGICAL_DELIM_JOIN" ? control : left.control,
        existence: left.existence,
      };
    default:
      return unknown(`a ${type} join`);
  }
};

// Sources and control of each operator of DuckDB's bound plan, leaves first. An operator not listed here refuses the query.
import { tableFunctions } from "../sql/functions.ts";
import { refuseFunction, type Node } from "../sql/statement.ts";
import { canFail } from "./failure.ts";
import { expressionSources, orderSources, windowOrder } from "./expression.ts";
import { atMost, joinSets, levels, none, union, withControl, type Flow, type Sources } from "./influence.ts";
import { crossFlow, isOneRow, joinFlow, pick } from "./join.ts";
import { maybeNode, nodeAt, nodesAt, numbersAt, textAt, unknown } from "./node.ts";

/** What stands around an operator: CTEs by index, and the columns that enclosing correlated joins hand down. */
export interface Scope {
  readonly ctes: ReadonlyMap<unknown, Flow>;
  readonly handedDown: readonly Flow[];
  /** Called with the schema and name of each table read. */
  readonly onTable: (schema: string, table: string, isStep: boolean) => string;
  /** Called with what a computation that may fail reads, whether or not its result is used. */
  readonly onRisk: (sources: Sources) => void;
}

const empty: Flow = { columns: [none], control: new Set(), existence: new Set() };

const ofTable = (node: Node, data: Node, scope: Scope): Flow => {
  const name = scope.onTable(textAt(data, "schema"), textAt(data, "table"), data["catalog"] === "temp");
  const names = node["names"];
  if (!Array.isArray(names)) return unknown("a table without names");
  const rows = `${name}.*`;
  const columns = nodesAt(node, "column_indexes").map((column): Sources => {
    const index = Number(column["index"]);
    // An index past the columns stands for the row as such.
    return new Map([
      index < names.length ? [`${name}.${String(names[index])}`, levels.copied] : [rows, levels.derived],
    ]);
  });
  const filters = maybeNode(node, "table_filters");
  if (filters !== undefined && nodesAt(filters, "filters").length > 0) return unknown("a filter inside a scan");
  return {
    columns: pick(columns, numbersAt(node, "projection_ids")),
    control: new Set([rows]),
    existence: new Set([rows]),
  };
};

const ofGet = (node: Node, scope: Scope): Flow => {
  const data = maybeNode(node, "function_data");
  if (typeof data?.["table"] === "string") return ofTable(node, data, scope);
  const name = textAt(node, "name").toLowerCase();
  if (!tableFunctions.has(name)) return refuseFunction(name);
  const width = nodesAt(node, "column_indexes").length;
  if (nodesAt(node, "children").length === 0)
    return { ...empty, columns: Array.from({ length: Math.max(1, width) }, () => none) };
  const input = child(node, 0, scope);
  const made = union(input.columns);
  const handedOn = numbersAt(node, "projected_input").map((index) => input.columns[index] ?? made);
  return withControl({ ...input, columns: [...Array.from({ length: width }, () => made), ...handedOn] }, [made]);
};

/** A constant or a parameter, maybe cast: the only LIMIT that no row can steer. */
const limitSources = (node: Node, key: string): Sources => {
  const limit = maybeNode(node, key);
  let expression = limit === undefined ? undefined : maybeNode(limit, "expression");
  while (expression?.["expression_class"] === "BOUND_CAST") expression = nodeAt(expression, "child");
  if (expression === undefined || expression["expression_class"] === "BOUND_CONSTANT") return none;
  if (expression["expression_class"] !== "BOUND_PARAMETER") return unknown("a computed LIMIT or OFFSET");
  return new Map([[`$${textAt(expression, "identifier")}`, levels.copied]]);
};

const ofLimit = (node: Node, scope: Scope): Flow =>
  withControl(child(node, 0, scope), [limitSources(node, "limit_val"), limitSources(node, "offset_val")]);

/** Sources of what an operator computes. */
const computed = (expressions: readonly Node[], input: Flow, scope: Scope): readonly Sources[] =>
  expressions.map((expression) => {
    const sources = expressionSources(expression, input);
    if (canFail(expression)) scope.onRisk(sources);
    return sources;
  });

/**
 * A CTE computes all its columns, also those that nobody selects. Whether one of them fails decides whether any row comes
 * out.
 */
const withRisks = (scope: Scope, make: (inner: Scope) => Flow): { readonly flow: Flow; readonly risks: Sources[] } => {
  const risks: Sources[] = [];
  const onRisk = (sources: Sources): void => {
    risks.push(sources);
    scope.onRisk(sources);
  };
  return { flow: make({ ...scope, onRisk }), risks };
};

const ofAggregation = (node: Node, scope: Scope): Flow => {
  const input = child(node, 0, scope);
  const groups = nodesAt(node, "groups").map((group) => expressionSources(group, input));
  const grouping = node["grouping_functions"];
  const columns = [
    ...groups,
    ...computed(nodesAt(node, "expressions"), input, scope),
    ...Array.from({ length: Array.isArray(grouping) ? grouping.length : 0 }, () => none),
  ];
  return withControl({ ...input, columns }, groups);
};

const ofJoin = (node: Node, scope: Scope): Flow => {
  if (node["type"] !== "LOGICAL_DELIM_JOIN") return joinFlow(node, child(node, 0, scope), child(node, 1, scope));
  // A correlated sub-query: one side receives the other's distinct key columns.
  const outerIndex = node["delim_flipped"] === true ? 1 : 0;
  const outer = child(node, outerIndex, scope);
  const keys = nodesAt(node, "duplicate_eliminated_columns").map((key) => expressionSources(key, outer));
  const handed = { columns: keys, control: outer.control, existence: outer.existence };
  const inner = child(node, 1 - outerIndex, { ...scope, handedDown: [...scope.handedDown, handed] });
  return outerIndex === 0 ? joinFlow(node, outer, inner) : joinFlow(node, inner, outer);
};

const ofDelimGet = (node: Node, scope: Scope): Flow => {
  const width = Array.isArray(node["chunk_types"]) ? node["chunk_types"].length : 0;
  const [only, ...others] = scope.handedDown;
  if (only === undefined) return unknown("a correlated column from nowhere");
  if (others.length === 0 && only.columns.length === width) return { ...only, tableIndex: node["table_index"] };
  // Correlated over several levels: which level hands down which column is not said, so each may be any.
  const any = union(scope.handedDown.flatMap((flow) => flow.columns));
  return {
    columns: Array.from({ length: width }, () => any),
    control: scope.handedDown.map((flow) => flow.control).reduce(joinSets),
    existence: scope.handedDown.map((flow) => flow.existence).reduce(joinSets),
  };
};

const ofSetOperation = (node: Node, scope: Scope): Flow => {
  const flows = nodesAt(node, "children").map((_, index) => child(node, index, scope));
  const [first, ...rest] = flows;
  if (first === undefined) return unknown("a set operation of nothing");
  const isUnion = node["type"] === "LOGICAL_UNION";
  const merged: Flow = {
    columns: first.columns.map((sources, index) =>
      union([
        sources,
        ...rest.map((flow) => {
          const other = flow.columns[index] ?? unknown("sides of different width");
          return isUnion ? other : atMost(other, "derived");
        }),
      ]),
    ),
    control: flows.map((flow) => flow.control).reduce(joinSets),
    existence: flows.map((flow) => flow.existence).reduce(joinSets),
  };
  return isUnion && node["setop_all"] === true
    ? merged
    : withControl(
        merged,
        flows.flatMap((flow) => flow.columns),
      );
};

const size = (flow: Flow): number =>
  flow.control.size +
  flow.existence.size +
  flow.columns.flatMap((sources) => [...sources.values()]).reduce<number>((sum, rank) => sum + rank + 1, 0);

const ofRecursion = (node: Node, scope: Scope): Flow => {
  if (nodesAt(node, "key_targets").length > 0 || nodesAt(node, "payload_aggregates").length > 0)
    return unknown("a recursive CTE with USING KEY");
  let flow = child(node, 0, scope);
  // The least fixpoint: each round can only add, and there are finitely many sources.
  for (let before = -1; before !== size(flow);) {
    before = size(flow);
    const round = child(node, 1, { ...scope, ctes: new Map(scope.ctes).set(node["table_index"], flow) });
    flow = {
      columns: flow.columns.map((sources, index) =>
        union([sources, round.columns[index] ?? unknown("sides of different width")]),
      ),
      control: joinSets(flow.control, round.control),
      existence: joinSets(flow.existence, round.existence),
    };
  }
  return node["union_all"] === true ? flow : withControl(flow, flow.columns);
};

const child = (node: Node, index: number, scope: Scope): Flow =>
  operatorFlow(nodesAt(node, "children")[index] ?? unknown("an operator without input"), scope);

/** The flow out of `node`. Throws `bad-sql` on an operator, expression or function that is not known. */
export const operatorFlow = (node: Node, scope: Scope): Flow => {
  const sourcesOf = (expressions: readonly Node[], input: Flow): readonly Sources[] =>
    expressions.map((expression) => expressionSources(expression, input));
  const type = textAt(node, "type");
  switch (type) {
    case "LOGICAL_GET":
      return ofGet(node, scope);
    case "LOGICAL_DUMMY_SCAN":
      return empty;
    case "LOGICAL_EMPTY_RESULT":
      return unknown("a condition that is never true");
    case "LOGICAL_PROJECTION": {
      const input = child(node, 0, scope);
      return { ...input, columns: computed(nodesAt(node, "expressions"), input, scope), tableIndex: undefined };
    }
    case "LOGICAL_FILTER": {
      const input = child(node, 0, scope);
      const flow = withControl(input, sourcesOf(nodesAt(node, "expressions"), input));
      return { ...flow, columns: pick(input.columns, numbersAt(node, "projection_map")) };
    }
    case "LOGICAL_LIMIT":
      return ofLimit(node, scope);
    case "LOGICAL_ORDER_BY": {
      const input = child(node, 0, scope);
      const flow = withControl(input, orderSources(nodesAt(node, "orders"), input));
      return { ...flow, columns: pick(input.columns, numbersAt(node, "projections")) };
    }
    case "LOGICAL_DISTINCT": {
      const input = child(node, 0, scope);
      const orders = maybeNode(node, "order_by");
      return withControl(input, [
        ...sourcesOf(nodesAt(node, "distinct_targets"), input),
        ...(orders === undefined ? [] : orderSources(nodesAt(orders, "orders"), input)),
      ]);
    }
    case "LOGICAL_AGGREGATE_AND_GROUP_BY":
      return ofAggregation(node, scope);
    case "LOGICAL_WINDOW": {
      const input = child(node, 0, scope);
      const windows = nodesAt(node, "expressions");
      const columns = [...input.columns, ...computed(windows, input, scope)];
      // Rows leave a window in the order that it sorted them in, and what reads them next may show that order.
      return withControl(
        { ...input, columns },
        windows.flatMap((window) => windowOrder(window, input)),
      );
    }
    case "LOGICAL_UNNEST": {
      const input = child(node, 0, scope);
      const lists = sourcesOf(nodesAt(node, "expressions"), input);
      return withControl({ ...input, columns: [...input.columns, ...lists] }, lists);
    }
    case "LOGICAL_CROSS_PRODUCT":
      return crossFlow(child(node, 0, scope), child(node, 1, scope), isOneRow(nodesAt(node, "children")[1]));
    case "LOGICAL_COMPARISON_JOIN":
    case "LOGICAL_ASOF_JOIN":
    case "LOGICAL_ANY_JOIN":
    case "LOGICAL_DEPENDENT_JOIN":
    case "LOGICAL_DELIM_JOIN":
      return ofJoin(node, scope);
    case "LOGICAL_DELIM_GET":
      return ofDelimGet(node, scope);
    case "LOGICAL_UNION":
    case "LOGICAL_EXCEPT":
    case "LOGICAL_INTERSECT":
      return ofSetOperation(node, scope);
    case "LOGICAL_MATERIALIZED_CTE": {
      const { flow: definition, risks } = withRisks(scope, (inner) => child(node, 0, inner));
      const ctes = new Map(scope.ctes).set(node["table_index"], definition);
      return withControl(child(node, 1, { ...scope, ctes }), risks);
    }
    case "LOGICAL_RECURSIVE_CTE": {
      const { flow, risks } = withRisks(scope, (inner) => ofRecursion(node, inner));
      return withControl(flow, risks);
    }
    case "LOGICAL_CTE_REF":
      return scope.ctes.get(node["cte_index"]) ?? unknown("a CTE from nowhere");
    case "LOGICAL_EXPRESSION_GET": {
      const input = child(node, 0, scope);
      const lists = node["expressions"];
      if (!Array.isArray(lists)) return unknown("VALUES without rows");
      const rows = lists.map((_, index) => nodesAt({ row: lists[index] }, "row"));
      const columns = (rows[0] ?? []).map((_, index) =>
        union(rows.map((row) => expressionSources(row[index] ?? unknown("rows of different width"), input))),
      );
      return { ...input, columns };
    }
    default:
      return unknown(type);
  }
};

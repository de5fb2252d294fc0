// Whether a query's aggregates over people can be checked row by row: one SELECT straight over the tables, counts and
// sums of columns, at most one FILTER. Anything past that could isolate a person by difference, and is refused.
import { blenders, pickers } from "../sql/functions.ts";
import { isNode, type Node } from "../sql/statement.ts";
import { refuseAggregate } from "./people.ts";
import { asWritten, everyNode, nodesIn, numberIn } from "../sql/tree.ts";

/** A table about people in FROM: how its columns are named there, and what tells its people apart. */
export interface Direct {
  readonly table: string;
  readonly prefix: readonly string[];
}

export interface Aggregate {
  /** What is aggregated; nothing for `count(*)`. */
  readonly value: Node | undefined;
  readonly filter: Node | undefined;
  readonly isSum: boolean;
  /** Whether the value is a column as it is. */
  readonly isColumn: boolean;
}

export interface Shape {
  readonly select: Node;
  readonly people: readonly Direct[];
  readonly aggregates: readonly Aggregate[];
  /** Taken off the query: what is withheld must not change which rows are within the limit. */
  readonly limit: { readonly count: number; readonly offset: number };
}

const counts = new Set(["count", "count_star"]);
const sums = new Set(["sum", "avg", "mean", "fsum", "favg", "kahan_sum", "sumkahan", "sum_no_overflow"]);

const nameOf = (node: Node): string => `${String(node["schema_name"])}.${String(node["table_name"])}`.toLowerCase();

const prefixOf = (node: Node): readonly string[] => {
  const alias = node["alias"];
  return typeof alias !== "string" || alias === ""
    ? [String(node["schema_name"]), String(node["table_name"])]
    : [alias];
};

/** Tables that stand in FROM itself, whose columns an aggregate may read. */
const joined = (from: unknown): readonly Node[] => {
  if (!isNode(from)) return [];
  if (from["type"] === "BASE_TABLE") return [from];
  if (from["type"] !== "JOIN") return [];
  const isHalf = from["join_type"] === "SEMI" || from["join_type"] === "ANTI";
  return [...joined(from["left"]), ...(isHalf ? [] : joined(from["right"]))];
};

const halves = (from: unknown): readonly unknown[] => {
  if (!isNode(from) || from["type"] !== "JOIN") return [];
  const isHalf = from["join_type"] === "SEMI" || from["join_type"] === "ANTI";
  return [...halves(from["left"]), ...(isHalf ? [from["right"]] : halves(from["right"]))];
};

/**
 * A column, or columns added and subtracted. A product could weigh each person differently, and a constant or a cast cut
 * values off: enough of such sums could be solved for one person's.
 */
const isPlain = (node: Node): boolean =>
  node["class"] === "COLUMN_REF" ||
  (node["class"] === "FUNCTION" &&
    (node["function_name"] === "+" || node["function_name"] === "-") &&
    nodesIn(node["children"]).every(isPlain));

const isBareCount = (node: Node): boolean =>
  node["class"] === "FUNCTION" &&
  pickers.has(String(node["function_name"]).toLowerCase()) &&
  ![...everyNode(node["children"])].some((child) => child["class"] === "COLUMN_REF");

const aggregateOf = (node: Node): Aggregate => {
  const name = String(node["function_name"]).toLowerCase();
  const [value, ...others] = nodesIn(node["children"]);
  if ((!counts.has(name) && !sums.has(name)) || others.length > 0)
    return refuseAggregate(
      `${name} of people's values can't be checked`,
      "use count, sum or avg; a condition goes into filter (where …)",
    );
  if (sums.has(name) && node["distinct"] === true)
    return refuseAggregate(`${name}(distinct …) can't be checked`, "sum over all rows");
  if (value !== undefined && !isPlain(value))
    return refuseAggregate(
      `${name} of a computed value could pick out one person`,
      "aggregate a column; put a condition into filter (where …)",
    );
  const filter = isNode(node["filter"]) ? node["filter"] : undefined;
  return { value, filter, isSum: sums.has(name), isColumn: value?.["class"] === "COLUMN_REF" };
};

const constantOf = (node: unknown): number => {
  const value = isNode(node) && node["class"] === "CONSTANT" && isNode(node["value"]) ? node["value"] : {};
  const count = numberIn(value["value"]);
  return Number.isSafeInteger(count) && count >= 0
    ? count
    : refuseAggregate("its LIMIT is no whole number", "write the limit as a number");
};

const limitOf = (select: Node): Shape["limit"] => {
  let limit = { count: Number.POSITIVE_INFINITY, offset: 0 };
  for (const modifier of nodesIn(select["modifiers"])) {
    if (modifier["type"] === "ORDER_MODIFIER") continue;
    if (modifier["type"] !== "LIMIT_MODIFIER")
      return refuseAggregate("DISTINCT hides which rows were withheld", "group by the columns instead");
    limit = {
      count: isNode(modifier["limit"]) ? constantOf(modifier["limit"]) : limit.count,
      offset: isNode(modifier["offset"]) ? constantOf(modifier["offset"]) : 0,
    };
  }
  return limit;
};

const straight = "write one SELECT with its aggregates straight over the tables, without sub-queries or CTEs of people";

const checkClauses = (select: Node): void => {
  if (select["type"] !== "SELECT_NODE")
    refuseAggregate("parts of a set operation can be told apart by difference", straight);
  const ctes = select["cte_map"];
  if (isNode(ctes) && nodesIn(ctes["map"]).length > 0) refuseAggregate("it stands beside a CTE", straight);
  if (isNode(select["having"]))
    refuseAggregate("HAVING tells of groups that are too small to show", "leave HAVING out and filter the answer");
  if (isNode(select["qualify"])) refuseAggregate("QUALIFY tells of single rows", straight);
  const sets = select["group_sets"];
  if (Array.isArray(sets) && sets.length > 1)
    refuseAggregate("a total beside its parts gives away the part that is withheld", "group by one set of columns");
};

/** Every node of the SELECT's own expressions: those of sub-queries read other rows. */
const ownNodes = function* (value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* ownNodes(item);
  if (!isNode(value) || value["class"] === "SUBQUERY") return;
  yield value;
  for (const item of Object.values(value)) yield* ownNodes(item);
};

const isAggregate = (node: Node): boolean =>
  node["class"] === "FUNCTION" && blenders.has(String(node["function_name"]).toLowerCase());

/**
 * What must be checked of a SELECT whose output holds aggregates; nothing where no table about people (lower case, by
 * `isPeople`) can be in them. Throws `policy-breach` where it can't be checked.
 */
export const shapeOf = (statement: Node, isPeople: (table: string) => boolean): Shape | undefined => {
  const select = isNode(statement["node"]) ? statement["node"] : {};
  const peopleIn = (part: unknown): readonly Node[] =>
    [...everyNode(part)].filter((node) => node["type"] === "BASE_TABLE" && isPeople(nameOf(node)));
  const direct = joined(select["from_table"]).filter((node) => isPeople(nameOf(node)));
  // Those of WHERE, and of the far side of a semi join, only decide which rows there are.
  const deciding = [
    ...peopleIn(select["where_clause"]),
    ...halves(select["from_table"]).flatMap((half) => peopleIn(half)),
  ];
  const all = peopleIn(statement);
  if (all.length === 0 || (all.length === deciding.length && select["type"] === "SELECT_NODE")) return undefined;
  if (all.length > deciding.length + direct.length) refuseAggregate("people stand in a sub-query of it", straight);
  const parts = [...ownNodes([select["select_list"], select["group_expressions"], select["modifiers"]])];
  // Of a constant, even a list tells how many rows there are.
  if (parts.some(isBareCount)) refuseAggregate("rows are counted by other means than count", "write count(*)");
  if (!parts.some(isAggregate)) return undefined;
  checkClauses(select);
  if (direct.some((node) => Array.isArray(node["column_name_alias"]) && node["column_name_alias"].length > 0))
    refuseAggregate("its columns are renamed in FROM", "rename them in SELECT");
  if (parts.some((node) => node["class"] === "WINDOW")) refuseAggregate("a window tells of single rows", straight);
  const aggregates = parts.filter(isAggregate).map(aggregateOf);
  const aliases = new Set(
    nodesIn(select["select_list"])
      .filter((item) => ![...ownNodes(item)].some(isAggregate))
      .map(({ alias }) => String(alias).toLowerCase()),
  );
  const isAlias = (node: Node): boolean => {
    const names = node["column_names"];
    return Array.isArray(names) && names.length === 1 && aliases.has(String(names[0]).toLowerCase());
  };
  if (aggregates.some(({ value }) => value !== undefined && [...everyNode(value)].some(isAlias)))
    refuseAggregate("an aggregated name also stands for a computed column", "name the table before the column");
  const filters = new Set(aggregates.flatMap(({ filter }) => (filter === undefined ? [] : [asWritten(filter)])));
  if (filters.size > 1)
    refuseAggregate("the difference between two filters could be one person", "ask with one filter at a time");
  return {
    select,
    people: direct.map((node) => ({ table: nameOf(node), prefix: prefixOf(node) })),
    aggregates,
    limit: limitOf(select),
  };
};

// A query that looks rows up: columns of one table whose texts equal its parameters. What it reads is plain from its own
// parse, whatever the values, so no plan has to be made for each of them; flows ask such queries row by row.
import type { Catalog, Column, Table } from "../../catalog/index.ts";
import type { Predicate } from "../../connect/kit/index.ts";
import type { BoundQuery } from "../bind.ts";
import { isNode, type Node } from "../sql/statement.ts";
import type { TypedValue } from "../types.ts";
import { and } from "./predicate.ts";
import type { Use } from "./use.ts";

export interface Lookup {
  readonly table: Table;
  readonly use: Use;
  /** The table's columns that the result's are, in their order. */
  readonly columns: readonly string[];
}

/** All that a SELECT may have beside its list, its table and its condition, as it is where there is nothing of it. */
const emptySelect: Readonly<Record<string, string>> = {
  type: '"SELECT_NODE"',
  modifiers: "[]",
  cte_map: '{"map":[]}',
  group_expressions: "[]",
  group_sets: "[]",
  aggregate_handling: '"STANDARD_HANDLING"',
  having: "null",
  sample: "null",
  qualify: "null",
};
const emptyTable: Readonly<Record<string, string>> = {
  type: '"BASE_TABLE"',
  sample: "null",
  column_name_alias: "[]",
  catalog_name: '""',
  at_clause: "null",
};

/** Whether the node has just these parts beside those named: of a part that is not known here nobody knows what it does. */
const isOnly = (node: Node, empty: Readonly<Record<string, string>>, others: readonly string[]): boolean =>
  Object.entries(node).every(([key, value]) =>
    Object.hasOwn(empty, key) ? JSON.stringify(value) === empty[key] : others.includes(key),
  );

/** The column that a reference by its bare name means. */
const columnOf = (node: unknown, table: Table): Column | undefined => {
  if (!isNode(node) || node["class"] !== "COLUMN_REF" || !Array.isArray(node["column_names"])) return undefined;
  const [name, ...more] = node["column_names"].map((it) => String(it).toLowerCase());
  return more.length > 0 ? undefined : table.columns.find((column) => column.name.toLowerCase() === name);
};

/** A condition's parts that must all hold. */
const partsOf = (condition: Node): readonly unknown[] =>
  condition["type"] === "CONJUNCTION_AND" && Array.isArray(condition["children"])
    ? condition["children"].flatMap((part) => (isNode(part) ? partsOf(part) : [part]))
    : [condition];

/** Text only: its equality is that of its characters, with nothing to convert. */
const equality = (part: unknown, table: Table, values: Readonly<Record<string, TypedValue>>): Predicate | undefined => {
  if (!isNode(part) || part["type"] !== "COMPARE_EQUAL") return undefined;
  const { left, right } = part;
  const [reference, parameter] = isNode(left) && left["class"] === "PARAMETER" ? [right, left] : [left, right];
  const column = columnOf(reference, table);
  if (column?.type !== "varchar" || !isNode(parameter) || parameter["class"] !== "PARAMETER") return undefined;
  const name = String(parameter["identifier"]);
  const given = Object.hasOwn(values, name) ? values[name] : undefined;
  if (given?.type !== "varchar" || typeof given.value !== "string") return undefined;
  return { op: "=", column: column.name, type: column.type, value: given.value };
};

/** What the query looks up; undefined where it does anything else. */
export const lookupOf = (
  { parse, tables }: BoundQuery,
  values: Readonly<Record<string, TypedValue>>,
  catalog: Catalog,
): Lookup | undefined => {
  const [name, ...others] = tables;
  const table = name === undefined || others.length > 0 ? undefined : catalog.tables[name];
  const node = parse.statements[0]?.["node"];
  if (table === undefined || !isNode(node)) return undefined;
  const { select_list: list, from_table: from, where_clause: condition } = node;
  if (!isOnly(node, emptySelect, ["select_list", "from_table", "where_clause"])) return undefined;
  if (!isNode(from) || !isOnly(from, emptyTable, ["alias", "query_location", "schema_name", "table_name"]))
    return undefined;
  if (!Array.isArray(list) || !isNode(condition)) return undefined;
  const columns = list.map((it) => columnOf(it, table)?.name).filter((it) => it !== undefined);
  const parts = partsOf(condition).map((part) => equality(part, table, values));
  const conditions = parts.filter((part) => part !== undefined);
  if (columns.length < list.length || conditions.length < parts.length) return undefined;
  const read = new Set([...columns, ...conditions.flatMap((part) => ("column" in part ? [part.column] : []))]);
  const filter = and(conditions);
  const use = { table: table.name, isStep: false, columns: read, filter, visible: [...read], top: undefined };
  return { table, use: { ...use, isWhole: true, edges: [], pairs: [] }, columns };
};

// Which numbers a query as it is written takes over one table, read off DuckDB's own parse tree.
import type { Column, Table } from "../../catalog/index.ts";
import { isNode, type Node } from "../sql/statement.ts";
import { nodesIn } from "../sql/tree.ts";

/** Why numbers are made here and not at the source. */
export class Ungroupable extends Error {}

/** A number over the rows of a group. */
export interface Taken {
  readonly function: "count" | "sum" | "min" | "max";
  /** Absent where rows are counted. */
  readonly column?: Column;
}

/** What tells two of them apart. */
export const keyOf = (name: string, column: string | undefined): string => `${name} ${column ?? ""}`;

export interface WrittenQuery {
  readonly select: Node;
  /** By what column references name the table. */
  readonly qualifier: string;
  /** By key. */
  readonly taken: ReadonlyMap<string, Taken>;
  /** Columns that stand outside of aggregates. */
  readonly groups: readonly Column[];
}

const functions: Readonly<Record<string, Taken["function"]>> = {
  count: "count",
  count_star: "count",
  sum: "sum",
  min: "min",
  max: "max",
};

/** The aggregate's function, where `node` calls one that a source may be asked for. */
const functionOf = (node: Node): Taken["function"] | undefined =>
  node["class"] === "FUNCTION" && node["is_operator"] !== true
    ? functions[String(node["function_name"]).toLowerCase()]
    : undefined;

/** Expressions that mean the same over groups as over rows. */
const plain = new Set([
  "COLUMN_REF",
  "CONSTANT",
  "FUNCTION",
  "COMPARISON",
  "CONJUNCTION",
  "OPERATOR",
  "CAST",
  "CASE",
  "BETWEEN",
]);

const isPresent = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : isNode(value));

const refuse = (why: string): never => {
  throw new Ungroupable(why);
};

const sameName = (a: unknown, b: string): boolean => String(a).toLowerCase() === b.toLowerCase();

const namesOf = (reference: Node): readonly string[] => {
  const names = reference["column_names"];
  return Array.isArray(names) ? names.map(String) : [];
};

/** The one table of a SELECT, as it is named. */
const qualifierOf = (select: Node, table: Table): string => {
  const from = select["from_table"];
  if (!isNode(from) || from["type"] !== "BASE_TABLE" || from["catalog_name"] !== "") return refuse("no plain table");
  const isIt = sameName(from["schema_name"], table.source) && sameName(from["table_name"], table.local);
  if (!isIt || isPresent(from["column_name_alias"]) || isPresent(from["sample"])) refuse("no plain table");
  const alias = String(from["alias"]);
  return alias === "" ? String(from["table_name"]) : alias;
};

/** The column that a reference names, where it names one of the table: not where it stands for an alias. */
const columnOf = (reference: Node, qualifier: string, table: Table): Column | undefined => {
  const names = namesOf(reference);
  const isOwn = names.length === 1 || (names.length === 2 && sameName(names[0], qualifier));
  if (!isOwn) refuse("a column is named by more than its table");
  return table.columns.find(({ name }) => sameName(names.at(-1), name));
};

/** What an aggregate takes. Throws unless it is over all rows of the group and a plain column of them, or none. */
export const takenBy = (node: Node, of: Taken["function"], qualifier: string, table: Table): Taken => {
  const order = node["order_bys"];
  const isWhole =
    node["distinct"] === false && !isPresent(node["filter"]) && !(isNode(order) && isPresent(order["orders"]));
  if (!isWhole) refuse("an aggregate is distinct, filtered or ordered");
  const [only, ...more] = nodesIn(node["children"]);
  if (only === undefined) return of === "count" ? { function: of } : refuse("an aggregate without a column");
  const constant = only["class"] === "CONSTANT" ? only["value"] : undefined;
  // `count(1)` counts rows.
  if (of === "count" && more.length === 0 && isNode(constant) && constant["is_null"] === false) return { function: of };
  if (more.length > 0 || only["class"] !== "COLUMN_REF") return refuse("an aggregate of something computed");
  const column = columnOf(only, qualifier, table);
  return column === undefined ? refuse("an aggregate of something computed") : { function: of, column };
};

const columnIn = ({ type, collation, name }: Column, what: string): void => {
  if (["double", "json"].includes(type)) refuse(`${what} ${name}: ${type} is not compared alike everywhere`);
  if (collation === "insensitive") refuse(`${what} ${name}: the source ignores case there`);
};

/** Throws where the source's number may be another than DuckDB's. */
const checkTaken = ({ function: of, column }: Taken): void => {
  if (column === undefined || of === "count") return;
  columnIn(column, of);
  const precision = Number(/^decimal\((\d+),/u.exec(column.type)?.[1] ?? 0);
  if (of === "sum" ? !/^(?:int|decimal)/u.test(column.type) : column.type === "boolean")
    refuse(`${of} ${column.name}: not of ${column.type}`);
  // DuckDB stops at 38 digits: ten are left for the number of rows.
  if (of === "sum" && precision > 28) refuse(`sum ${column.name}: its digits may be too many`);
};

/** Reads the one statement of a parse tree. Throws `Ungroupable` saying what a source can't be asked for. */
export const readWritten = (tree: Node, table: Table): WrittenQuery => {
  const [statement] = nodesIn(tree["statements"]);
  const select = statement?.["node"];
  if (!isNode(select) || select["type"] !== "SELECT_NODE") return refuse("not one SELECT");
  const ctes = select["cte_map"];
  if (isNode(ctes) && isPresent(ctes["map"])) refuse("a CTE");
  if (isPresent(select["qualify"]) || isPresent(select["sample"])) refuse("windows");
  const sets = select["group_sets"];
  if (Array.isArray(sets) && sets.length > 1) refuse("several sets of groups");
  const qualifier = qualifierOf(select, table);

  const list = nodesIn(select["select_list"]);
  const aliases = new Set(list.map(({ alias }) => String(alias).toLowerCase()).filter((alias) => alias !== ""));
  const isAlias = (reference: Node): boolean => {
    const names = namesOf(reference);
    return names.length === 1 && aliases.has(String(names[0]).toLowerCase());
  };
  const taken = new Map<string, Taken>();
  const groups = new Set<Column>();
  const visit = (value: unknown, isListed: boolean): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, isListed);
    if (!isNode(value)) return;
    const kind = value["class"];
    if (typeof kind === "string" && !plain.has(kind)) refuse("a sub-query, a window or a star");
    if (value["type"] === "GROUPING_FUNCTION") refuse("several sets of groups");
    const of = functionOf(value);
    if (of !== undefined) {
      const found = takenBy(value, of, qualifier, table);
      checkTaken(found);
      // Beside the list, a name may stand for an alias first.
      if (!isListed && nodesIn(value["children"]).some(isAlias)) refuse("a name that is an alias too");
      taken.set(keyOf(of, found.column?.name), found);
    } else if (kind === "COLUMN_REF") {
      const column = columnOf(value, qualifier, table);
      if (column !== undefined) groups.add(column);
    } else for (const item of Object.values(value)) visit(item, isListed);
  };
  visit(list, true);
  visit(select["group_expressions"], false);
  visit(select["having"], false);
  for (const modifier of nodesIn(select["modifiers"])) {
    if (modifier["type"] !== "ORDER_MODIFIER" && modifier["type"] !== "LIMIT_MODIFIER")
      refuse("distinct rows or a share of them");
    // Alone in ORDER BY, a name is the alias.
    const orders = nodesIn(modifier["orders"]).filter(
      ({ expression }) => !(isNode(expression) && expression["class"] === "COLUMN_REF" && isAlias(expression)),
    );
    visit(modifier["type"] === "ORDER_MODIFIER" ? orders : modifier, false);
  }
  for (const column of groups) columnIn(column, "group");
  return { select, qualifier, taken, groups: [...groups] };
};

/** A copy with each aggregate replaced by what `by` holds for its key; it keeps its alias. */
export const withoutAggregates = (
  value: unknown,
  { qualifier }: WrittenQuery,
  table: Table,
  by: ReadonlyMap<string, Node>,
): unknown => {
  const replace = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(replace);
    if (!isNode(part) || "rawJSON" in part) return part;
    const of = functionOf(part);
    if (of === undefined) return Object.fromEntries(Object.entries(part).map(([key, item]) => [key, replace(item)]));
    const found = by.get(keyOf(of, takenBy(part, of, qualifier, table).column?.name));
    return found === undefined ? refuse("an aggregate") : { ...found, alias: part["alias"] };
  };
  return replace(value);
};

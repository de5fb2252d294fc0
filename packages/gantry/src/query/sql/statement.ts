// What a statement may be, judged on DuckDB's own parse before anything is bound: arguments of table functions are
// evaluated while binding, so a forbidden function must not get that far.
import { GantryError } from "@gantry/contract";
import { isAllowedFunction, isClock, remedyFor, tableFunctions } from "./functions.ts";

/** A node of DuckDB's JSON: the parse tree or the plan. */
export type Node = Readonly<Record<string, unknown>>;

export const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The parse tree's JSON as `json_serialize_sql` gives it. */
export interface Parse {
  readonly statements: readonly Node[];
}

const tableKinds = new Set(["BASE_TABLE", "JOIN", "SUBQUERY", "TABLE_FUNCTION", "EMPTY", "EXPRESSION_LIST", "PIVOT"]);

const refuse = (message: string, remedy?: string): never => {
  throw new GantryError("bad-sql", message, { remedy });
};

export const refuseFunction = (name: string): never =>
  refuse(
    isAllowedFunction(name) ? `function "${name}" is not allowed here` : `function "${name}" is not allowed in a query`,
    remedyFor(name) ?? "use one of the pure functions of SQL; nothing may read settings, files, clocks or chance",
  );

const checkFunction = (name: string, asTable: boolean): void => {
  const lower = name.toLowerCase();
  if (asTable ? !tableFunctions.has(lower) : !isAllowedFunction(lower)) refuseFunction(lower);
};

const checkTable = (node: Node, kind: string): void => {
  if (!tableKinds.has(kind)) refuse("only tables, joins, sub-queries and VALUES may stand in FROM");
  if (isNode(node["at_clause"])) refuse("a table has no versions to ask for with AT");
  if (kind === "JOIN" && node["ref_type"] === "POSITIONAL") refuse("a positional join depends on chance order");
};

/** Keys under which the tree holds a table reference. */
const tableKeys = new Set(["from_table", "left", "right", "source"]);

const isTableReference = (key: string, node: Node): boolean =>
  tableKeys.has(key) && typeof node["type"] === "string" && node["class"] === undefined && "alias" in node;

const visit = (key: string, value: unknown, inTableFunction: boolean): void => {
  if (Array.isArray(value)) {
    for (const item of value) visit(key, item, inTableFunction);
    return;
  }
  if (!isNode(value)) return;
  if (isNode(value["sample"])) refuse("a sample gives other rows each time", "order by a key and use limit");
  const isTable = isTableReference(key, value);
  if (isTable) checkTable(value, String(value["type"]));
  const isTableFunction = isTable && value["type"] === "TABLE_FUNCTION";
  const kind = value["class"];
  if (kind === "FUNCTION" || kind === "WINDOW") checkFunction(String(value["function_name"]), key === "table_function");
  const names = value["column_names"];
  if (kind === "COLUMN_REF" && Array.isArray(names) && String(names.at(-1)).toLowerCase() === "rowid")
    refuse("rows have no number of their own", "use the table's key");
  if (inTableFunction && kind === "COLUMN_REF" && Array.isArray(names) && names.length === 1) {
    const name = String(names[0]).toLowerCase();
    if (isClock(name)) refuseFunction(name);
  }
  for (const [child, item] of Object.entries(value))
    visit(isTableFunction && child === "function" ? "table_function" : child, item, inTableFunction || isTableFunction);
};

/** Throws `bad-sql` unless `parse` is exactly one SELECT of allowed parts. */
export const checkStatement = (parse: Parse): void => {
  if (parse.statements.length !== 1)
    refuse(
      parse.statements.length === 0 ? "the SQL is empty" : "exactly one SELECT is allowed, not several statements",
    );
  visit("statement", parse.statements[0], false);
};

const ignored = new Set(["query_location", "named_param_map"]);

/** Whether a CAST holds the constant that stands for a parameter. */
const isBoundConstant = (node: unknown): boolean => {
  const child = isNode(node) && node["class"] === "CAST" ? node["child"] : undefined;
  return isNode(child) && child["class"] === "CONSTANT";
};

/**
 * Whether `bound` is `original` with each parameter replaced by one cast constant and nothing else: DuckDB's own word
 * that no value became syntax.
 */
export const isSameButForParameters = (original: unknown, bound: unknown): boolean => {
  if (isNode(original) && original["class"] === "PARAMETER") return isBoundConstant(bound);
  if (Array.isArray(original))
    return (
      Array.isArray(bound) &&
      bound.length === original.length &&
      original.every((item, index) => isSameButForParameters(item, bound[index]))
    );
  if (!isNode(original)) return original === bound;
  if (!isNode(bound)) return false;
  const keys = Object.keys(original).filter((key) => !ignored.has(key));
  return (
    keys.length === Object.keys(bound).filter((key) => !ignored.has(key)).length &&
    keys.every((key) => isSameButForParameters(original[key], bound[key]))
  );
};

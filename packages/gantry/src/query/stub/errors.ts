// DuckDB's complaints about a statement, in our words. Its texts may carry literals: only names and positions pass.
import { GantryError } from "@gantry/contract";
import { nearMatches } from "../../catalog/index.ts";
import type { Node } from "../sql/statement.ts";
import { remedyFor } from "../sql/functions.ts";

/** Names that this caller can see: for near matches. */
export interface Visible {
  readonly tables: readonly string[];
  readonly columns: readonly string[];
}

/** Something a person would call a table, column or function; a text in the wrong quotes is not. */
const isName = (text: string): boolean => /^[A-Za-z_][\w.]{0,62}$/u.test(text);

const named = (kind: string, name: string): string => (isName(name) ? `${kind} "${name}"` : `a ${kind} in quotes`);

/** The SQL as written, and as it was given to DuckDB. */
export interface Written {
  readonly original: string;
  readonly given: string;
  readonly originalOffset: (offset: number) => number;
}

const place = (written: Written, position: unknown): string => {
  const bytes = Number(position);
  if (position === undefined || !Number.isInteger(bytes) || bytes < 0) return "";
  // DuckDB counts bytes; our own text is UTF-16.
  const offset = Buffer.from(written.given, "utf8").subarray(0, bytes).toString("utf8").length;
  const before = written.original.slice(0, written.originalOffset(offset)).split("\n");
  return ` at line ${before.length}, column ${(before.at(-1) ?? "").length + 1}`;
};

/** Columns of the tables that the SQL names. */
const ofNamedTables = ({ original }: Written, { tables, columns }: Visible): readonly string[] => {
  const text = original.toLowerCase();
  const mentioned = tables.filter((table) => text.includes(table.toLowerCase()));
  return columns.filter((column) => mentioned.includes(column.slice(0, column.lastIndexOf("."))));
};

const missing = (
  kind: "table" | "column",
  name: string,
  written: Written,
  where: string,
  visible: Visible,
): GantryError => {
  const closest = kind === "table" ? [] : nearMatches(name, ofNamedTables(written, visible));
  const near = closest.length > 0 ? closest : nearMatches(name, kind === "table" ? visible.tables : visible.columns);
  const hint = near.length > 0 ? `did you mean ${near.join(" or ")}?` : undefined;
  return new GantryError("bad-sql", `${named(kind, name)}${where} does not exist or is not visible to you`, {
    remedy: hint ?? "`gantry catalog` lists what you may see",
    ...(isName(name) ? { where: { [kind]: name } } : {}),
  });
};

const patterns: readonly (readonly [RegExp, "table" | "column"])[] = [
  [/^Referenced column "([^"]*)" not found/u, "column"],
  [/^Table "[^"]*" does not have a column named "([^"]*)"/u, "column"],
  [/^Values list "[^"]*" does not have a column named "([^"]*)"/u, "column"],
  [/^Column "([^"]*)" (?:in EXCLUDE|in REPLACE|does not exist|not found)/u, "column"],
  [/^Referenced table "([^"]*)" not found/u, "table"],
  [/^Table with name (\S+) does not exist/u, "table"],
  [/^(?:Catalog|Schema) (?:with name )?"?([^"\s]*)"? does not exist/u, "table"],
];

/** Whole messages that hold names and types but no literals. */
const plain: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [/^syntax error at or near/u, () => "syntax error"],
  [/^unterminated/u, () => "a quoted text or comment is never closed"],
  [/^Only SELECT statements/u, () => "only a SELECT is allowed"],
  [/^A CTE needs a SELECT/u, () => "only a SELECT is allowed"],
  [/^Mixing named and positional/u, () => "parameters are written $name"],
  [/must appear in the GROUP BY clause/u, () => "a selected column is neither grouped nor aggregated"],
  [
    /^No function matches the given name and argument types '([^'(]{1,40})\(([A-Z0-9_, ()[\]]*)\)'/u,
    ([, name, types]) => `${isName(name ?? "") ? `function "${name}"` : `operator ${name}`} does not take (${types})`,
  ],
  [
    /^Ambiguous reference to column name "(\w+)"/u,
    ([, name]) => `column "${name}" stands in several tables: say which`,
  ],
  [/^Cannot compare values of type ([\w ()",[\]]+) and/u, () => "two values of different types are compared: cast one"],
  [/^Set operations can only apply/u, () => "both sides of a set operation need the same number of columns"],
  [/aggregate functions? (?:calls )?cannot/iu, () => "an aggregate stands where it can't"],
  [/window functions? (?:are|is) not allowed/iu, () => "a window function stands where it can't"],
  [/maximum (?:expression )?depth|Max expression depth/iu, () => "the SQL is nested too deeply"],
  [/Cannot plan statement of type MULTI/u, () => "a PIVOT needs its list of values: PIVOT … ON column IN (…)"],
];

/**
 * DuckDB's error document (`json_serialize_sql` or `json_serialize_plan`) as a `bad-sql`. `visible` feeds the near
 * matches, so a column that is forbidden and one that never was read the same.
 */
export const statementError = (error: Node, written: Written, visible: Visible): GantryError => {
  const message = typeof error["error_message"] === "string" ? error["error_message"] : "";
  const where = place(written, error["position"]);
  if (error["error_subtype"] === "MISSING_ENTRY" && /Function/u.test(String(error["type"]))) {
    const name = String(error["name"]);
    return new GantryError("bad-sql", `${named("function", name)}${where} does not exist`, {
      remedy: remedyFor(name.toLowerCase()),
    });
  }
  for (const [pattern, kind] of patterns) {
    const found = pattern.exec(message);
    if (found !== null) return missing(kind, found[1] ?? "", written, where, visible);
  }
  for (const [pattern, say] of plain) {
    const found = pattern.exec(message);
    if (found !== null) return new GantryError("bad-sql", `${say(found)}${where}`);
  }
  return new GantryError("bad-sql", `the SQL can't be bound${where}`, {
    remedy: "check names, types and the order of clauses there",
  });
};

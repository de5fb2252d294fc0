// A query's text in the two forms that DuckDB sees: with parameters left open (for lineage, valid for every value), and
// with their values as typed constants (for the scan plan and the run).
import { GantryError } from "@gantry/contract";
import { nearMatches } from "../../catalog/index.ts";
import type { ColumnType } from "../../catalog/index.ts";
import type { TypedValue } from "../types.ts";
import { parametersIn, replaceParameters, type ParameterPlace, type Replaced } from "./lex.ts";
import { typedLiteral } from "./literal.ts";
import { duckType } from "./names.ts";

const known = (name: string, names: Iterable<string>): GantryError => {
  const near = nearMatches(name, names).map((other) => `$${other}`);
  const remedy = near.length > 0 ? `did you mean ${near.join(" or ")}?` : "declare it, or give it a value";
  return new GantryError("bad-sql", `parameter $${name} is not known here`, { remedy, where: { parameter: name } });
};

const own = <T>(record: Readonly<Record<string, T>>, name: string): T => {
  const value = Object.hasOwn(record, name) ? record[name] : undefined;
  if (value === undefined) throw known(name, Object.keys(record));
  return value;
};

/** The parameters of `sql`. Throws `bad-sql` where the text can't be one statement. */
export const placesIn = (sql: string): readonly ParameterPlace[] => {
  if (sql.includes("\0") || !sql.isWellFormed())
    throw new GantryError("bad-sql", "the SQL holds a character that no SQL text has");
  return parametersIn(sql);
};

/** `$region` → `CAST($region AS VARCHAR)`. Throws `bad-sql` on a parameter that is not declared. */
export const withOpenParameters = (
  sql: string,
  places: readonly ParameterPlace[],
  types: Readonly<Record<string, ColumnType>>,
): Replaced => replaceParameters(sql, places, (name) => `CAST($${name} AS ${duckType(own(types, name))})`);

/** `$region` → `CAST('EMEA' AS VARCHAR)`. Throws `bad-sql` on an unknown parameter, `bad-input` on a value that is not of its type. */
export const withValues = (
  sql: string,
  places: readonly ParameterPlace[],
  values: Readonly<Record<string, TypedValue>>,
): string => replaceParameters(sql, places, (name) => typedLiteral(own(values, name), name)).text;

// A query as a model wrote it, with what its tokens stand for as parameters: no value ever becomes a part of the SQL.
import { GantryError } from "@gantry/contract";
import { restoreText } from "../../guard/index.ts";
import type { TypedValue } from "../../query/index.ts";

export interface OpenedSql {
  readonly sql: string;
  /** By name without `$`. */
  readonly parameters: Readonly<Record<string, TypedValue>>;
}

const literal = /'((?:[^']|'')*)'/g;

/** Names of the parameters made here: nobody else's begin like that. */
export const isLiteral = (source: string): boolean => source.startsWith("$__value_");

/**
 * Every text between quotes that holds a token becomes a parameter with the token's value in its place.
 *
 * @param values what the tokens stand for
 * @throws GantryError `bad-sql` for a token anywhere else
 */
export function openLiterals(sql: string, values: Readonly<Record<string, string>>): OpenedSql {
  const parameters: Record<string, TypedValue> = {};
  const open = (text: string): string => restoreText(text, (short) => values[short]);
  const opened = sql.replaceAll(literal, (whole, inner: string) => {
    const text = inner.replaceAll("''", "'");
    const value = open(text);
    if (value === text) return whole;
    const name = `__value_${Object.keys(parameters).length + 1}`;
    parameters[name] = { type: "varchar", value };
    return `$${name}`;
  });
  if (open(opened) === opened) return { sql: opened, parameters };
  throw new GantryError("bad-sql", "a word that stands for a value is not between quotes", {
    remedy: "write it as a text: name = 'COMPANY_7K3Q'",
  });
}

// Cells of relations into values and back.
import { GantryError } from "@gantry/contract";
import type { Cell, ColumnType, RelationColumn, Row } from "../../catalog/index.ts";
import type { Value } from "../../connect/kit/index.ts";
import { identifier } from "../sql/names.ts";

/** A cell as the value that lands in DuckDB. Throws `bad-input` naming the column when the cell has no form of its type. */
export const valueOf = (cell: Cell | undefined, type: ColumnType, name: string): Value => {
  if (cell === null || cell === undefined) return null;
  if (type === "json") return JSON.stringify(cell);
  if (type === "int64" && typeof cell === "string" && /^-?\d+$/u.test(cell)) return BigInt(cell);
  if (type === "int64" && typeof cell === "number" && Number.isSafeInteger(cell)) return BigInt(cell);
  if (typeof cell === "object")
    throw new GantryError("bad-input", `column "${name}" of a step holds a list or object but is declared ${type}`, {
      where: { column: name },
    });
  return type.startsWith("decimal") && typeof cell === "number" ? String(cell) : cell;
};

/** SQL that gives column `from` (of `type`) the form that JSON holds without loss. */
const cellSql = (from: string, type: ColumnType): string => {
  switch (type) {
    case "boolean":
    case "int32":
      return from;
    case "double":
      // JSON has no NaN and no infinity.
      return `case when isfinite(${from}) then cast(${from} as double) end`;
    case "json":
      return `to_json(${from})`;
    case "timestamp":
      return `replace(cast(cast(${from} as timestamp) as varchar), ' ', 'T')`;
    case "timestamptz":
      // "infinity" has no zone.
      return `replace(cast(timezone('UTC', ${from}) as varchar), ' ', 'T') || if(isfinite(${from}), 'Z', '')`;
    default:
      return `cast(${from} as varchar)`;
  }
};

/** A query over `sql` that gives each row as one JSON object, in the same order. */
export const rowsSql = (sql: string, columns: readonly RelationColumn[]): string => {
  const names = columns.map((_, index) => `c${index}`);
  const fields = columns.map(({ name, type }, index) => `${identifier(name)} := ${cellSql(`c${index}`, type)}`);
  return `select cast(to_json(struct_pack(${fields.join(", ")})) as varchar) from (\n${sql}\n) as answer(${names.join(", ")})`;
};

/** A query over `sql` that gives each row as a line of CSV (RFC 4180): NULL is nothing, an empty text `""`. */
export const csvSql = (sql: string, columns: readonly RelationColumn[]): string => {
  const names = columns.map((_, index) => `c${index}`);
  const fields = columns.map(({ type }, index) => {
    const text = `cast(${cellSql(`c${index}`, type)} as varchar)`;
    const field = type === "varchar" || type === "json" ? `'"' || replace(${text}, '"', '""') || '"'` : text;
    return `coalesce(${field}, '')`;
  });
  return `select ${fields.join(" || ',' || ")} from (\n${sql}\n) as answer(${names.join(", ")})`;
};

/** An integer of 16 or more digits outside of quotes: it may not survive as a JavaScript number. */
const bigNumber = /[:[,]-?\d{16}/u;

// The reviver's third argument (source text access) is in Node 24 but not yet in TypeScript's library.
const parseWithSource = JSON.parse as (
  text: string,
  reviver: (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown,
) => unknown;

const keepBigIntegers = (_: string, value: unknown, { source = "" }: { readonly source?: string }): unknown =>
  typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/u.test(source) ? source : value;

/** A page of rows. Integers inside JSON values that a number can't hold stay text. Throws `query-failed` on NaN inside a list. */
export const rowsOf = (page: string): readonly Row[] => {
  try {
    const rows = bigNumber.test(page)
      ? parseWithSource(page, (key, value, context) => keepBigIntegers(key, value, context))
      : JSON.parse(page);
    // DuckDB's to_json wrote it: an array of objects whose cells have the forms that cellSql gives.
    return rows as readonly Row[];
  } catch {
    throw new GantryError("query-failed", "a nested value of the result has no form in JSON", {
      remedy: "lists and structs may hold no NaN and no infinity",
    });
  }
};

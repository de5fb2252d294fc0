// Identifiers and types in DuckDB's spelling.
import type { ColumnType } from "../../catalog/index.ts";

/** `name` as a quoted identifier. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** `schema.table` of a catalog table, each part quoted. */
export const tableIdentifier = (schema: string, table: string): string => `${identifier(schema)}.${identifier(table)}`;

/** `text` as a string literal. DuckDB knows no escape but the doubled quote. */
export const stringLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const names: Readonly<Record<string, string>> = {
  boolean: "BOOLEAN",
  int32: "INTEGER",
  int64: "BIGINT",
  double: "DOUBLE",
  varchar: "VARCHAR",
  date: "DATE",
  timestamp: "TIMESTAMP",
  timestamptz: "TIMESTAMPTZ",
  json: "JSON",
};

/** DuckDB's name for a column type: `decimal(12,2)` → `DECIMAL(12,2)`. */
export const duckType = (type: ColumnType): string => names[type] ?? type.toUpperCase();

/** Precision and scale of a decimal type, or nothing for other types. */
export const decimalOf = (type: ColumnType): { readonly precision: number; readonly scale: number } | undefined => {
  const found = /^decimal\((\d+),(\d+)\)$/u.exec(type);
  return found === null ? undefined : { precision: Number(found[1]), scale: Number(found[2]) };
};

const direct: Readonly<Record<string, ColumnType>> = {
  BOOLEAN: "boolean",
  TINYINT: "int32",
  SMALLINT: "int32",
  INTEGER: "int32",
  UTINYINT: "int32",
  USMALLINT: "int32",
  UINTEGER: "int64",
  BIGINT: "int64",
  HUGEINT: "decimal(38,0)",
  UBIGINT: "decimal(38,0)",
  UHUGEINT: "decimal(38,0)",
  FLOAT: "double",
  DOUBLE: "double",
  DATE: "date",
  TIMESTAMP: "timestamp",
  TIMESTAMP_S: "timestamp",
  TIMESTAMP_MS: "timestamp",
  TIMESTAMP_NS: "timestamp",
  "TIMESTAMP WITH TIME ZONE": "timestamptz",
  JSON: "json",
};

/** The column type that carries a value of DuckDB's `type`: wider integers as `decimal(38,0)`, lists, maps and structs as `json`, all else as text. */
export const columnType = (type: string): ColumnType => {
  const decimal = /^DECIMAL\((\d+),\s*(\d+)\)$/u.exec(type);
  if (decimal !== null) return `decimal(${Number(decimal[1])},${Number(decimal[2])})`;
  if (/^(?:STRUCT|MAP|UNION)\(|\]$/u.test(type)) return "json";
  return direct[type] ?? "varchar";
};

// PostgreSQL's types: which SQL type each becomes, the expression that yields it, and what may be compared.
import type { ColumnDef, ColumnType, Operator } from "../../catalog/index.ts";

const all: readonly Operator[] = ["=", "<>", "<", "<=", ">", ">=", "in", "is null", "is not null"];
const nulls: readonly Operator[] = ["is null", "is not null"];
const equality: readonly Operator[] = ["=", "<>", "in", "is null", "is not null"];

/** What a column becomes. */
export interface Reading {
  readonly type: ColumnType;
  readonly operators: readonly Operator[];
}

// Without bounds, or with more digits than a decimal holds: rounded by the server to ten places, and compared as rounded.
const unbounded: Reading = { type: "decimal(38,10)", operators: all };

// typmod of numeric: ((precision << 16) | (scale & 0x7ff)) + 4, see src/backend/utils/adt/numeric.c.
const numeric = (typmod: number): Reading => {
  if (typmod < 4) return unbounded;
  const precision = ((typmod - 4) >> 16) & 0xffff;
  const scale = (typmod - 4) & 0x7ff;
  return precision <= 38 && scale <= precision ? { type: `decimal(${precision},${scale})`, operators: all } : unbounded;
};

/**
 * @param name `typname` of the type (of a domain: of its base type)
 * @param kind `typtype`, or "a" for an array
 * @returns undefined for what can't be a column (bytea)
 */
export const readingOf = (name: string, kind: string, typmod: number): Reading | undefined => {
  if (["a", "c", "r", "m"].includes(kind)) return { type: "json", operators: nulls };
  switch (name) {
    case "bool":
      return { type: "boolean", operators: equality };
    case "int2":
    case "int4":
      return { type: "int32", operators: all };
    case "int8":
    case "oid":
      return { type: "int64", operators: all };
    case "float4":
    case "float8":
      return { type: "double", operators: all };
    case "numeric":
      return numeric(typmod);
    case "money":
      return { type: "decimal(19,2)", operators: all };
    case "date":
    case "timestamp":
    case "timestamptz":
      return { type: name, operators: all };
    case "json":
    case "jsonb":
      return { type: "json", operators: nulls };
    case "bytea":
      return undefined;
    default:
      // text, varchar, and by their text: uuid, enums, citext, bpchar, inet, …
      return { type: "varchar", operators: all };
  }
};

/** A name as SQL quotes it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * The expression for a column's value, cast to what its SQL type can hold. A cast to the type that the column has
 * anyway costs nothing and keeps its index usable.
 */
export const expressionOf = (column: ColumnDef): string => {
  const name = quoted(column.native);
  if (column.type === "varchar") return `${name}::text`;
  if (column.type === "double") return `${name}::float8`;
  if (column.type === "int64") return `${name}::int8`;
  if (column.type === "json") return `to_json(${name})::text`;
  return column.type.startsWith("decimal") ? `${name}::numeric${column.type.slice("decimal".length)}` : name;
};

/** The type that a constant is sent as. */
export const parameterType = (type: ColumnType): string => {
  if (type.startsWith("decimal")) return "numeric";
  const names: Readonly<Record<string, string>> = {
    int32: "int4",
    int64: "int8",
    double: "float8",
    varchar: "text",
    json: "text",
  };
  return names[type] ?? type;
};

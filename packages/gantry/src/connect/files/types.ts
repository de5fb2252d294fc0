// DuckDB's types of file columns: which SQL type each becomes, and the expressions that yield it.
import type { ColumnDef, ColumnType, Operator } from "../../catalog/index.ts";

const all: readonly Operator[] = ["=", "<>", "<", "<=", ">", ">=", "in", "is null", "is not null"];
const nulls: readonly Operator[] = ["is null", "is not null"];

/** Type and operators of a column as `describe` names its type; undefined for binary data. */
export const readingOf = (
  type: string,
): { readonly type: ColumnType; readonly operators: readonly Operator[] } | undefined => {
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(type);
  if (decimal !== null) return { type: `decimal(${Number(decimal[1])},${Number(decimal[2])})`, operators: all };
  if (/\[|^(STRUCT|MAP|UNION|JSON|LIST)\b/.test(type)) return { type: "json", operators: nulls };
  switch (type) {
    case "BOOLEAN":
      return { type: "boolean", operators: ["=", "<>", "is null", "is not null"] };
    case "TINYINT":
    case "SMALLINT":
    case "INTEGER":
    case "UTINYINT":
    case "USMALLINT":
      return { type: "int32", operators: all };
    case "BIGINT":
    case "UINTEGER":
      return { type: "int64", operators: all };
    case "UBIGINT":
    case "HUGEINT":
    case "UHUGEINT":
      return { type: "decimal(38,0)", operators: all };
    case "FLOAT":
    case "DOUBLE":
      return { type: "double", operators: all };
    case "DATE":
      return { type: "date", operators: all };
    case "TIMESTAMP":
    case "TIMESTAMP_S":
    case "TIMESTAMP_MS":
    case "TIMESTAMP_NS":
      return { type: "timestamp", operators: all };
    case "TIMESTAMP WITH TIME ZONE":
      return { type: "timestamptz", operators: all };
    case "BLOB":
    case "BIT":
      return undefined;
    default:
      return { type: "varchar", operators: all };
  }
};

/** A name as SQL quotes it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const duck: Readonly<Record<string, string>> = { int32: "integer", int64: "bigint" };

/** SQL's name of a type. */
export const sqlType = (type: ColumnType): string => duck[type] ?? type;

/** A column as its SQL type: what comparisons see. */
export const expressionOf = (column: ColumnDef): string =>
  column.type === "json"
    ? `to_json(${quoted(column.native)})::varchar`
    : `${quoted(column.native)}::${sqlType(column.type)}`;

/** A column as it is fetched: dates and decimals as text, so that no digit or day is lost on the way to a `Value`. */
export const fetchedAs = (column: ColumnDef): string => {
  const expression = expressionOf(column);
  if (column.type === "timestamptz") return `epoch_us(${expression})`;
  return column.type === "date" || column.type === "timestamp" || column.type.startsWith("decimal")
    ? `(${expression})::varchar`
    : expression;
};

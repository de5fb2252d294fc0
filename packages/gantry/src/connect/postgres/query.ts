// SQL text and parameters of one scan: exact pushdown, every constant a typed parameter.
import type { ColumnDef, ColumnType } from "../../catalog/index.ts";
import type { Leaf, Predicate, ScanRequest, Top, Value } from "../kit/index.ts";
import { expressionOf, parameterType, quoted } from "./types.ts";

export interface Query {
  readonly text: string;
  readonly values: readonly (string | readonly string[])[];
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether PostgreSQL can hold the constant: its texts have no NUL. */
export const sayable = (leaf: Leaf): boolean => {
  const clean = (value: Value) => typeof value !== "string" || !value.includes("\0");
  if ("values" in leaf) return leaf.values.every(clean);
  return !("value" in leaf) || (leaf.value !== null && clean(leaf.value));
};

/** A table as SQL names it: natively it is a name, of a table in the home schema, or `"schema"."table"`. */
const placeOf = (native: string, home: string): string =>
  /^"(?:[^"]|"")+"\."(?:[^"]|"")+"$/.test(native) ? native : `${quoted(home)}.${quoted(native)}`;

/** The query for a scan with a filter that is already split, of its first rows only where `top` says so. Throws nothing: names come from the catalog, constants are parameters. */
export const queryOf = (
  request: ScanRequest,
  filter: Predicate | undefined,
  home: string,
  top: Top | undefined,
): Query => {
  const columns = new Map<string, ColumnDef>(request.table.columns.map((column) => [column.name, column]));
  const values: (string | readonly string[])[] = [];
  const parameter = (value: string | readonly string[], type: string): string => {
    values.push(value);
    return `$${values.length}::${type}`;
  };

  const equals = (column: ColumnDef, type: ColumnType, constants: readonly Value[]): string => {
    const texts = constants.filter((value) => value !== null).map(String);
    // A uuid's text is lower case: no other spelling can equal it, and compared as uuid its index serves.
    if (column.nativeType === "uuid")
      return `${quoted(column.native)} = any(${parameter(
        texts.filter((text) => uuid.test(text)),
        "uuid[]",
      )})`;
    return `${expressionOf(column)} = any(${parameter(texts, `${parameterType(type)}[]`)})`;
  };

  const write = (part: Predicate): string => {
    if ("args" in part) return `(${part.args.map(write).join(` ${part.op} `)})`;
    const column = columns.get(part.column);
    // Unreachable: only columns of the table are split off as pushable.
    if (column === undefined) throw new TypeError(`no column ${part.column}`);
    if ("values" in part) return equals(column, part.type, part.values);
    if (!("value" in part)) return `${quoted(column.native)} ${part.op}`;
    if (part.op === "=" && column.nativeType === "uuid") return equals(column, part.type, [part.value]);
    // DuckDB orders texts by code point; so does "C", whatever the column's own collation.
    const collated = column.type === "varchar" && part.op !== "=" ? ' collate "C"' : "";
    return `${expressionOf(column)}${collated} ${part.op} ${parameter(String(part.value), parameterType(part.type))}`;
  };

  const list = request.columns.map((name) => {
    const column = columns.get(name);
    return column === undefined ? "null" : expressionOf(column);
  });
  const where = filter === undefined ? "" : ` where ${write(filter)}`;
  const order = (top?.order ?? []).map(({ column: name, descending, nullsFirst }) => {
    const column = columns.get(name);
    // Unreachable: a plan takes only an order by columns of the table.
    if (column === undefined) throw new TypeError(`no column ${name}`);
    const by = `${expressionOf(column)}${column.type === "varchar" ? ' collate "C"' : ""}`;
    return `${by}${descending ? " desc" : ""} nulls ${nullsFirst ? "first" : "last"}`;
  });
  const ordered = order.length === 0 ? "" : ` order by ${order.join(", ")}`;
  const limit = top === undefined ? "" : ` limit ${top.rows}`;
  const from = placeOf(request.table.native, home);
  return { text: `select ${list.join(", ")} from ${from}${where}${ordered}${limit}`, values };
};

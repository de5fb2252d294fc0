// SQL of one scan over files. DuckDB runs it, so its filter selects just what the original SQL's would.
import type { ColumnDef, ColumnType } from "../../catalog/index.ts";
import type { Leaf, Predicate, ScanRequest, Value } from "../kit/index.ts";
import { expressionOf, fetchedAs, quoted, sqlType } from "./types.ts";

export interface Query {
  readonly select: string;
  readonly where: string;
  /** Every constant as text; the SQL casts it to its type. */
  readonly values: readonly (string | readonly string[])[];
}

/** Whether the constant can be said: all but a text with NUL. */
export const sayable = (leaf: Leaf): boolean => {
  const clean = (value: Value) => typeof value !== "string" || !value.includes("\0");
  if ("values" in leaf) return leaf.values.every(clean);
  return !("value" in leaf) || (leaf.value !== null && clean(leaf.value));
};

/** The query for a scan with a filter that is already split. */
export const queryOf = (request: ScanRequest, filter: Predicate | undefined): Query => {
  const columns = new Map<string, ColumnDef>(request.table.columns.map((column) => [column.name, column]));
  const values: (string | readonly string[])[] = [];
  const parameter = (value: string | readonly string[], type: ColumnType): string => {
    values.push(value);
    const list = typeof value === "string" ? "" : "[]";
    return `$${values.length}::varchar${list}::${sqlType(type)}${list}`;
  };
  const write = (part: Predicate): string => {
    if ("args" in part) return `(${part.args.map(write).join(` ${part.op} `)})`;
    const column = columns.get(part.column);
    // Unreachable: only columns of the table are split off as pushable.
    if (column === undefined) throw new TypeError(`no column ${part.column}`);
    if ("values" in part) {
      const texts = part.values.filter((value) => value !== null).map(String);
      return `${expressionOf(column)} in (select unnest(${parameter(texts, part.type)}))`;
    }
    if (!("value" in part)) return `${quoted(column.native)} ${part.op}`;
    return `${expressionOf(column)} ${part.op} ${parameter(String(part.value), part.type)}`;
  };
  const list = request.columns.map((name) => {
    const column = columns.get(name);
    return column === undefined ? "null" : fetchedAs(column);
  });
  return { select: list.join(", "), where: filter === undefined ? "" : ` where ${write(filter)}`, values };
};

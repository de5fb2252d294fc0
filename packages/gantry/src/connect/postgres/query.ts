// SQL text and parameters of one scan: exact pushdown, every constant a typed parameter.
import type { ColumnDef, ColumnType, TableDef } from "../../catalog/index.ts";
import type { AggregateRequest, Leaf, Predicate, ScanRequest, Top, Value } from "../kit/index.ts";
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

/** Writes conditions on a table; their constants become `values`. Throws nothing: names come from the catalog. */
const conditionsOn = (table: TableDef) => {
  const columns = new Map<string, ColumnDef>(table.columns.map((column) => [column.name, column]));
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

  return {
    columns,
    values,
    whereOf: (filter: Predicate | undefined) => (filter === undefined ? "" : ` where ${write(filter)}`),
  };
};

/** The query for a scan with a filter that is already split, of its first rows only where `top` says so. */
export const queryOf = (
  request: ScanRequest,
  filter: Predicate | undefined,
  home: string,
  top: Top | undefined,
): Query => {
  const { columns, values, whereOf } = conditionsOn(request.table);
  const list = request.columns.map((name) => {
    const column = columns.get(name);
    return column === undefined ? "null" : expressionOf(column);
  });
  const where = whereOf(filter);
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
  const sampled = where === "" && top === undefined ? sampleOf(request) : "";
  return { text: `select ${list.join(", ")} from ${from}${sampled}${where}${ordered}${limit}`, values };
};

/** Tables of more rows than this are sampled by the page: cheaper, and less even. */
const manyRows = 2_000_000;

/** The clause for about as many rows as a request is content with; nothing where all of them are hardly more. */
export const sampleOf = ({ sample, filter, table: { rows } }: ScanRequest): string =>
  sample === undefined || filter !== undefined || rows === undefined || rows < 1.5 * sample
    ? ""
    : ` tablesample ${rows > manyRows ? "system" : "bernoulli"} (${((100 * sample) / rows).toPrecision(4)})`;

/** The query for aggregates; nothing where PostgreSQL would not group, order or add as DuckDB does. */
export const aggregateQueryOf = (request: AggregateRequest, home: string): Query | undefined => {
  const { columns, values, whereOf } = conditionsOn(request.table);
  const exact = (name: string): string | undefined => {
    const column = columns.get(name);
    if (column === undefined || column.collation === "insensitive") return undefined;
    if (["double", "json"].includes(column.type)) return undefined;
    return `${expressionOf(column)}${column.type === "varchar" ? ' collate "C"' : ""}`;
  };
  const groups = request.groups.map(exact);
  const aggregates = request.aggregates.map(({ function: of, column, type }) => {
    if (column === undefined) return "count(*)";
    const native = columns.get(column)?.native;
    if (of === "count") return native === undefined ? undefined : `count(${quoted(native)})`;
    const value = exact(column);
    if (value === undefined || columns.get(column)?.type === "boolean") return undefined;
    return of === "sum" ? `sum(${value})::numeric${type.slice("decimal".length)}` : `${of}(${value})`;
  });
  const list = [...groups, ...aggregates];
  if (list.includes(undefined)) return undefined;
  const where = whereOf(request.filter);
  const by = groups.length === 0 ? "" : ` group by ${groups.map((_, index) => index + 1).join(", ")}`;
  return { text: `select ${list.join(", ")} from ${placeOf(request.table.native, home)}${where}${by}`, values };
};

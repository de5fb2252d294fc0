// A filter evaluated here, by DuckDB's rules: the yardstick that pushdown is held against.
import type { ColumnType } from "../../catalog/index.ts";
import { decimalOf } from "./values.ts";
import type { Comparison, Predicate, Value } from "./types.ts";

const scaled = (type: ColumnType, value: Value): readonly [bigint, number] => {
  if (typeof value === "bigint") return [value, 0];
  const text = String(value);
  const [whole = "0", part = ""] = text.split(".");
  return decimalOf(type) === undefined && part === "" ? [BigInt(whole), 0] : [BigInt(whole + part), part.length];
};

const exactNumber = (type: ColumnType): boolean =>
  type === "int32" || type === "int64" || decimalOf(type) !== undefined;

const order = <T extends bigint | number | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** NaN equals itself and is above all else, in DuckDB and in PostgreSQL. */
const orderDoubles = (a: number, b: number): number =>
  Number.isNaN(a) || Number.isNaN(b) ? order(Number(Number.isNaN(a)), Number(Number.isNaN(b))) : order(a, b);

// "…00Z", "…00.5Z" and "…00.500000Z": compared to the same number of digits, without the zone.
const padded = (value: Value): string => {
  const [seconds = "", fraction = ""] = String(value).replace(/Z$/, "").split(".");
  return `${seconds}.${fraction.padEnd(6, "0")}`;
};

/** Order of two values that are not NULL: below, at or above 0. Texts by code point, as DuckDB and PostgreSQL's "C" do. */
export const compareValues = (type: ColumnType, a: Value, b: Value, typeOfB: ColumnType = type): number => {
  if (exactNumber(type)) {
    const [left, leftScale] = scaled(type, a);
    const [right, rightScale] = scaled(typeOfB, b);
    const scale = Math.max(leftScale, rightScale);
    return order(left * 10n ** BigInt(scale - leftScale), right * 10n ** BigInt(scale - rightScale));
  }
  if (type === "double") return orderDoubles(Number(a), Number(b));
  if (type === "boolean") return order(Number(a), Number(b));
  if (type === "timestamp" || type === "timestamptz") return order(padded(a), padded(b));
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
};

const outcomes: Readonly<Record<Comparison, (order: number) => boolean>> = {
  "=": (n) => n === 0,
  "<>": (n) => n !== 0,
  "<": (n) => n < 0,
  "<=": (n) => n <= 0,
  ">": (n) => n > 0,
  ">=": (n) => n >= 0,
};

/**
 * Whether a row passes: a comparison with NULL never does.
 *
 * @param cell the row's value by SQL name
 * @param typeOf type of a column by SQL name
 */
export const holds = (
  filter: Predicate | undefined,
  cell: (column: string) => Value,
  typeOf: (column: string) => ColumnType,
): boolean => {
  if (filter === undefined) return true;
  if ("args" in filter)
    return filter.op === "and"
      ? filter.args.every((arg) => holds(arg, cell, typeOf))
      : filter.args.some((arg) => holds(arg, cell, typeOf));
  const value = cell(filter.column);
  if ("values" in filter) {
    const same = (other: Value) => compareValues(typeOf(filter.column), value, other, filter.type) === 0;
    return value !== null && filter.values.some((other) => other !== null && same(other));
  }
  if ("value" in filter) {
    if (value === null || filter.value === null) return false;
    return outcomes[filter.op](compareValues(typeOf(filter.column), value, filter.value, filter.type));
  }
  return (value === null) === (filter.op === "is null");
};

// Values into DuckDB's own, column by column.
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DECIMAL,
  DOUBLE,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  INTEGER,
  TIMESTAMP,
  TIMESTAMPTZ,
  VARCHAR,
  type DuckDBType,
  type DuckDBValue,
} from "@duckdb/node-api";
import type { ColumnType } from "../../catalog/index.ts";
import type { Value } from "../../connect/kit/index.ts";

/** A value that is not of its column's type. Names no value. */
export class WrongForm extends Error {}

const parts = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?(Z)?)?$/u;
const decimalParts = /^(-?)(\d+)(?:\.(\d+))?$/u;

/** Microseconds since 1970 of an ISO 8601 text. */
const microseconds = (text: string, zoned: boolean): bigint => {
  const found = parts.exec(text);
  if (found === null || found[4] === undefined || (found[8] !== undefined) !== zoned) throw new WrongForm();
  const number = (index: number): number => Number(found[index]);
  const milliseconds = Date.UTC(number(1), number(2) - 1, number(3), number(4), number(5), number(6));
  return BigInt(milliseconds) * 1000n + BigInt((found[7] ?? "").padEnd(6, "0"));
};

const days = (text: string): number => {
  const found = parts.exec(text);
  if (found === null || found[4] !== undefined) throw new WrongForm();
  return Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3])) / 86_400_000;
};

/** "12.5" at scale 2 → 1250n. Digits past the scale must be zeros: nothing is rounded away. */
const unscaled = (text: string, scale: number): bigint => {
  const found = decimalParts.exec(text);
  const fraction = found?.[3] ?? "";
  if (found === null || /[1-9]/u.test(fraction.slice(scale))) throw new WrongForm();
  const digits = BigInt((found[2] ?? "") + fraction.slice(0, scale).padEnd(scale, "0"));
  return found[1] === "-" ? -digits : digits;
};

const text = (value: Value): string => {
  if (typeof value !== "string") throw new WrongForm();
  return value;
};

interface Conversion {
  readonly type: DuckDBType;
  readonly convert: (value: Exclude<Value, null>) => DuckDBValue;
}

const only =
  <T extends DuckDBValue>(is: (value: Value) => value is T & Value): ((value: Value) => DuckDBValue) =>
  (value) => {
    if (!is(value)) throw new WrongForm();
    return value;
  };

const isBoolean = (value: Value): value is boolean => typeof value === "boolean";
const isInteger = (value: Value): value is number => typeof value === "number" && (value | 0) === value;
const isBigInteger = (value: Value): value is bigint => typeof value === "bigint" && BigInt.asIntN(64, value) === value;
const isNumber = (value: Value): value is number => typeof value === "number";

const direct: Readonly<Record<string, Conversion>> = {
  boolean: { type: BOOLEAN, convert: only(isBoolean) },
  int32: { type: INTEGER, convert: only(isInteger) },
  int64: { type: BIGINT, convert: only(isBigInteger) },
  double: { type: DOUBLE, convert: only(isNumber) },
  varchar: { type: VARCHAR, convert: text },
  json: { type: VARCHAR, convert: text },
  date: { type: DATE, convert: (value) => new DuckDBDateValue(days(text(value))) },
  timestamp: { type: TIMESTAMP, convert: (value) => new DuckDBTimestampValue(microseconds(text(value), false)) },
  timestamptz: { type: TIMESTAMPTZ, convert: (value) => new DuckDBTimestampTZValue(microseconds(text(value), true)) },
};

const decimal = (precision: number, scale: number): Conversion => {
  const bound = 10n ** BigInt(precision);
  return {
    type: DECIMAL(precision, scale),
    convert: (value) => {
      const digits = unscaled(text(value), scale);
      if (digits >= bound || digits <= -bound) throw new WrongForm();
      return new DuckDBDecimalValue(digits, precision, scale);
    },
  };
};

/** How values of a column type enter DuckDB. */
export const conversionOf = (type: ColumnType): Conversion => {
  const known = direct[type];
  if (known !== undefined) return known;
  const found = /^decimal\((\d+),(\d+)\)$/u.exec(type);
  if (found === null) throw new WrongForm();
  return decimal(Number(found[1]), Number(found[2]));
};

// Groups of rows in memory, as a source would make them: for tests.
import type { ColumnType } from "../../catalog/index.ts";
import { compareValues, type Aggregate, type AggregateRequest, type Value } from "../../connect/kit/index.ts";
import { decimalOf } from "../sql/names.ts";
import type { Rows } from "./memory.ts";

const unscaled = (value: Value, scale: number): bigint => {
  const [whole = "0", part = ""] = String(value).split(".");
  return BigInt(whole + part.padEnd(scale, "0"));
};

const textOf = (sum: bigint, scale: number): string => {
  const digits = (sum < 0n ? -sum : sum).toString().padStart(scale + 1, "0");
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return sum < 0n ? `-${text}` : text;
};

const numberOf = ({ function: of, column, type }: Aggregate, rows: Rows): Value => {
  if (column === undefined) return BigInt(rows.length);
  const cells = rows.flatMap((row) => row[column] ?? []);
  if (of === "count") return BigInt(cells.length);
  const [first, ...rest] = cells;
  if (first === undefined) return null;
  if (of === "sum") {
    const scale = decimalOf(type)?.scale ?? 0;
    return textOf(
      cells.reduce<bigint>((sum, value) => sum + unscaled(value, scale), 0n),
      scale,
    );
  }
  const sign = of === "min" ? 1 : -1;
  return rest.reduce<Value>((best, value) => (compareValues(type, value, best) * sign < 0 ? value : best), first);
};

/** The groups of `rows`, a row each under the names that a plan gives them. */
export const groupsOf = (rows: Rows, { groups, aggregates }: AggregateRequest): Rows => {
  const keyOf = (row: Rows[number]): string =>
    JSON.stringify(groups.map((name) => [typeof row[name], String(row[name] ?? null)]));
  const parts = groups.length === 0 ? [rows] : Map.groupBy(rows, keyOf).values();
  return [...parts].map((part) => ({
    ...Object.fromEntries(groups.map((name) => [name, part[0]?.[name] ?? null])),
    ...Object.fromEntries(aggregates.map((aggregate) => [aggregate.name, numberOf(aggregate, part)])),
  }));
};

/** Types of the columns of a plan for groups. */
export const typesOfGroups = ({ table, aggregates }: AggregateRequest): ReadonlyMap<string, ColumnType> =>
  new Map([...table.columns, ...aggregates].map(({ name, type }) => [name, type]));

// A random small company: sources, tables, columns of every type, rows with few distinct values so that joins meet, and
// sources with habits (operators that they don't know, comparisons that ignore case).
import type { Catalog, ColumnType, Operator } from "../../../catalog/index.ts";
import type { Value } from "../../../connect/kit/index.ts";
import { catalogOf, type ColumnSpec } from "../catalog.ts";
import type { Rows } from "../memory.ts";
import type { Choices } from "./choices.ts";
import { timestamps, zonedTimestamps } from "./moments.ts";

/** Values that columns of a type hold and constants are taken from. */
export type Domain = Readonly<Record<string, readonly Exclude<Value, null>[]>>;

const values: Domain = {
  varchar: ["x", "y", "zz", "Ü", "", "x'y", "Acme", "acme", "日本", "a%b", "a_b", "🚆 1", " ", "Zebra", "ACME"],
  int32: [0, 1, 2, 3, 4, 5, -3, 2_147_483_647, -2_147_483_648],
  int64: [9_007_199_254_740_993n, 9_007_199_254_740_992n, 9_223_372_036_854_775_807n, 1n, 2n, 3n, -5n, 0n],
  double: [0.5, -2.25, 10_000_000_000, 0, 3, 1.1],
  "decimal(8,2)": ["12.50", "0.25", "-3.00", "999999.99", "0.00", "12.05"],
  "decimal(18,4)": ["0.0001", "99999999999999.9999", "-1.5000", "2.0000", "12.5000"],
  date: ["2026-01-01", "2026-11-16", "2025-12-31", "1999-02-28", "2024-02-29", "0999-06-01"],
  timestamp: timestamps,
  timestamptz: zonedTimestamps,
  boolean: [true, false],
  json: ["[1,2,3]", "[]", '{"k":"x","n":1}', '{"k":"y","n":2,"l":[1]}', '"x"', "9007199254740993", '[{"k":"x"}]'],
};

/** The types of columns, the frequent ones more than once. */
const types: readonly ColumnType[] = [
  "varchar",
  "varchar",
  "varchar",
  "int32",
  "int32",
  "int64",
  "int64",
  "double",
  "decimal(8,2)",
  "decimal(18,4)",
  "date",
  "date",
  "timestamp",
  "timestamptz",
  "boolean",
  "json",
];
const operators: readonly Operator[] = ["=", "<>", "<", "<=", ">", ">=", "in", "is null", "is not null"];
const locals = ["accounts", "contacts", "invoices", "lines", "weeks", "people"];
const names = ["name", "kind", "place", "amount", "code", "since", "note", "order", "group", "flag", "more", "Straße"];
const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"];

/** The rows of an earlier step. */
export interface Step {
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly rows: Rows;
}

export interface World {
  readonly catalog: Catalog;
  /** By full table name. */
  readonly rows: Readonly<Record<string, Rows>>;
  readonly steps: Readonly<Record<string, Step>>;
  readonly domain: Domain;
}

/** Whether sources declare all operators and compare text by code point, or some don't. */
export type Habits = "plain" | "odd";

export const cellsOf = (type: ColumnType, domain: Domain): readonly Exclude<Value, null>[] => domain[type] ?? [];

const fill = (
  columns: readonly { readonly name: string; readonly type: ColumnType }[],
  count: number,
  domain: Domain,
  choices: Choices,
): Rows =>
  Array.from({ length: count }, (_, row) =>
    Object.fromEntries(
      columns.map(({ name, type }) => {
        if (name === "id") return [name, type === "int32" ? row : `r${row}`];
        return [name, choices.chance(0.1) ? null : choices.one(cellsOf(type, domain))];
      }),
    ),
  );

/** The same catalog over other rows: more of them and more alike, so that conditions hold more often. */
export const refilled = (world: World, choices: Choices): World => {
  const often: Domain = Object.fromEntries(
    Object.entries(world.domain).map(([type, [first, ...others]]) => [
      type,
      first === undefined ? others : [first, first, ...choices.some(others, 1)],
    ]),
  );
  const rows = (columns: Step["columns"]): Rows => fill(columns, 8 + choices.below(4), often, choices);
  return {
    ...world,
    rows: Object.fromEntries(Object.values(world.catalog.tables).map(({ name, columns }) => [name, rows(columns)])),
    steps: Object.fromEntries(
      Object.entries(world.steps).map(([name, { columns }]) => [name, { columns, rows: rows(columns) }]),
    ),
  };
};

/** A world of its own. `rows` is about how many each table has. */
export const randomWorld = (choices: Choices, habits: Habits, rows = 9): World => {
  const picked: Domain = Object.fromEntries(
    Object.entries(values).map(([type, all]) => [type, choices.some(all, all.length).slice(0, 2 + choices.below(2))]),
  );
  // Keys occur as values too, so that references meet.
  const domain: Domain = {
    ...picked,
    varchar: [...(picked["varchar"] ?? []), "r1"],
    int32: [1, ...(picked["int32"] ?? [])],
    int64: [1n, ...(picked["int64"] ?? [])],
  };
  const keyType = choices.one(["int32", "varchar"] as const);
  const columnsFor = (): readonly { readonly name: string; readonly type: ColumnType }[] => {
    const own = choices.some(names, 4).slice(0, 4 + choices.below(3));
    // A text and a whole number are everywhere, so that tables can be joined.
    const typeAt = (index: number): ColumnType =>
      index === 0 ? "varchar" : index === 1 ? choices.one(["int32", "int64"] as const) : choices.one(types);
    return [{ name: "id", type: keyType }, ...own.map((name, index) => ({ name, type: typeAt(index) }))];
  };
  const specOf = (type: ColumnType, isKey: boolean): ColumnType | ColumnSpec => {
    if (habits === "plain" || (isKey && choices.chance(0.8))) return type;
    if (type === "json") return { type, operators: ["is null", "is not null"] };
    const isInsensitive = type === "varchar" && choices.chance(0.25);
    return {
      type,
      operators: choices.chance(0.7) ? operators : choices.some(operators, 2),
      ...(isInsensitive ? { collation: "insensitive" as const } : {}),
    };
  };
  const sources = ["crm", "billing", "usage"].slice(0, 2 + choices.below(2));
  const tables = choices.some(locals, 3).slice(0, 3);
  const laid = tables.map((local, index) => ({
    name: `${sources[index % sources.length] ?? "crm"}.${local}`,
    columns: columnsFor(),
  }));
  const specs = Object.fromEntries(
    laid.map(({ name, columns }) => [
      name,
      Object.fromEntries(columns.map((column) => [column.name, specOf(column.type, column.name === "id")])),
    ]),
  );
  // Sizes on paper, so that scans wait for each other's keys.
  const sizes = Object.fromEntries(laid.map(({ name }, index) => [name, 100 * 12 ** index]));
  const catalog = catalogOf(specs, sizes);
  const calendar = { ...catalog.calendar, timeZone: choices.one(zones) };
  const stepColumns = columnsFor();
  return {
    catalog: { ...catalog, calendar },
    rows: Object.fromEntries(
      laid.map(({ name, columns }) => [name, fill(columns, rows - 3 + choices.below(7), domain, choices)]),
    ),
    steps: { earlier: { columns: stepColumns, rows: fill(stepColumns, 6, domain, choices) } },
    domain,
  };
};

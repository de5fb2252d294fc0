// Systems with known rows that random queries are run over, and a random one in memory: columns of every type, values
// at the edges of their types, sources that know few operators, ignore case, or give more than they were asked for.
import type { Catalog, ColumnType, Operator } from "../../../catalog/index.ts";
import type { Connector, Context, Value } from "../../../connect/kit/index.ts";
import { catalogOf, type ColumnSpec } from "../catalog.ts";
import { freeContext, memorySource, type Rows } from "../memory.ts";
import { choicesFrom, type Choices } from "../random/choices.ts";
import { timestamps, zonedTimestamps } from "../random/moments.ts";

export interface World {
  readonly catalog: Catalog;
  /** What the systems hold, by full table name, in the exact forms of `Value`. */
  readonly rows: Readonly<Record<string, Rows>>;
  readonly connectors: (source: string) => Connector;
  readonly context: (source: string) => Context;
  close(): Promise<void>;
}

type Values = readonly Exclude<Value, null>[];

/** Values of each type that are easily mistaken for each other. */
export const edges: Readonly<Record<string, Values>> = {
  varchar:
    "x|y|x |X|Ü|U\u0308|ü|u\u0308|ß|SS|ss|İ|i̇|ı|I|i|| |x'y|Acme|acme|ACME|日本|a%b|a_b|a\\b|é|e\u0301|ﬁ|fi|Σ|ς|σ|\u{10400}|\uFF5E|🚆 1|Zebra|zebra".split(
      "|",
    ),
  int32: [0, 1, 2, 3, 4, -3, 2_147_483_647, -2_147_483_648],
  int64: [
    9_007_199_254_740_993n,
    9_007_199_254_740_992n,
    -9_007_199_254_740_993n,
    9_223_372_036_854_775_807n,
    -9_223_372_036_854_775_808n,
    0n,
    1n,
    2n,
  ],
  double: [0.5, -2.25, 0, 3, 1.1, 1e308, 5e-324, NaN, Infinity, -Infinity],
  "decimal(8,2)": ["12.50", "0.25", "-3.00", "999999.99", "0.00", "12.05", "12.49"],
  "decimal(38,10)": ["0.0000000001", "1234567890123456789012345678.0123456789", "-1.5000000000", "12.5000000000"],
  date: ["2026-01-01", "2026-11-16", "2025-12-31", "1999-02-28", "2024-02-29", "0999-06-01", "9999-12-31"],
  timestamp: timestamps,
  timestamptz: zonedTimestamps,
  boolean: [true, false],
  json: ["[1,2,3]", "[]", '{"k":"x","n":1}', '"x"', "9007199254740993"],
};

const types: readonly ColumnType[] = [
  ...(["varchar", "varchar", "varchar", "int32", "int32", "int64", "int64", "double", "decimal(8,2)"] as const),
  ...(["decimal(38,10)", "date", "date", "timestamp", "timestamptz", "boolean", "json"] as const),
];
const operators: readonly Operator[] = ["=", "<>", "<", "<=", ">", ">=", "in", "is null", "is not null"];
const names = ["name", "kind", "place", "amount", "code", "since", "note", "order", "group", "flag", "more", "Straße"];

const specOf = (type: ColumnType, choices: Choices): ColumnSpec => {
  if (type === "json") return { type, operators: ["is null", "is not null"] };
  return {
    type,
    operators: choices.chance(0.75) ? operators : choices.some(operators, 2),
    ...(type === "varchar" && choices.chance(0.2) ? { collation: "insensitive" as const } : {}),
  };
};

const columnsFor = (choices: Choices, key: ColumnType): Readonly<Record<string, ColumnSpec>> => {
  const own = choices.some(names, 5).slice(0, 5 + choices.below(3));
  // A text and two kinds of number are everywhere, so that tables can be joined by more than one column.
  const fixed: readonly ColumnType[] = ["varchar", "int32", choices.one(["int64", "decimal(8,2)", "date"] as const)];
  return Object.fromEntries([
    ["id", { type: key }],
    ...own.map((name, index) => [name, specOf(fixed[index] ?? choices.one(types), choices)] as const),
  ]);
};

/** Rows with few distinct values, so that joins meet. */
export const rowsFor = (
  columns: readonly (readonly [string, string])[],
  count: number,
  choices: Choices,
  values: Readonly<Record<string, Values>> = edges,
): Rows =>
  Array.from({ length: count }, (_, row) =>
    Object.fromEntries(
      columns.map(([name, type]) => {
        if (name === "id") return [name, type === "varchar" ? `r${row}` : type === "int64" ? BigInt(row) : row];
        const all = values[type] ?? [];
        return [name, all.length === 0 || choices.chance(0.12) ? null : choices.one(all)];
      }),
    ),
  );

/** A few of each type's values. */
const fewOf = (choices: Choices): Readonly<Record<string, Values>> =>
  Object.fromEntries(
    Object.entries(edges).map(([type, all]) => [type, choices.some(all, all.length).slice(0, 2 + choices.below(3))]),
  );

/** A world of two or three sources in memory, the same for the same seed. */
export const randomWorld = (seed: number): World => {
  const choices = choicesFrom(seed * 7919 + 1);
  const values = fewOf(choices);
  const sources = ["crm", "billing", "usage"].slice(0, 2 + choices.below(2));
  const tables = choices
    .some(["accounts", "contacts", "invoices", "lines", "weeks", "people", "tickets"], 6)
    .slice(0, 6);
  const key = choices.one(["int32", "varchar", "int64"] as const);
  const specs = Object.fromEntries(
    tables.map((local, index) => [`${sources[index % sources.length]}.${local}`, columnsFor(choices, key)]),
  );
  // Sizes on paper, so that scans wait for each other's keys.
  const sizes = Object.fromEntries(Object.keys(specs).map((name, index) => [name, 60 * 6 ** index]));
  const rows = Object.fromEntries(
    Object.entries(specs).map(([name, columns]) => [
      name,
      rowsFor(
        Object.entries(columns).map(([column, spec]) => [column, spec.type] as const),
        8 + choices.below(20),
        choices,
        values,
      ),
    ]),
  );
  const connectors = new Map(
    sources.map((source) => {
      const local = Object.fromEntries(
        Object.entries(rows).flatMap(([name, of]) =>
          name.startsWith(`${source}.`) ? [[name.slice(source.length + 1), of] as const] : [],
        ),
      );
      return [source, memorySource(local, { batch: 1 + choices.below(9), groups: true }).connector] as const;
    }),
  );
  const catalog = catalogOf(specs, sizes);
  const timeZone = choices.one(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"]);
  return {
    catalog: { ...catalog, calendar: { ...catalog.calendar, timeZone } },
    rows,
    connectors: (source) => {
      const connector = connectors.get(source);
      if (connector === undefined) throw new TypeError(`no source ${source}`);
      return connector;
    },
    context: () => freeContext(),
    close: () => Promise.resolve(),
  };
};

// A small catalog for tests: `catalogOf({ "crm.accounts": { id: "varchar", … } })`.
import type { Catalog, Column, ColumnType, Operator, Table } from "../../catalog/index.ts";

const allOperators: readonly Operator[] = ["=", "<>", "<", "<=", ">", ">=", "in", "is null", "is not null"];

export interface ColumnSpec {
  readonly type: ColumnType;
  readonly operators?: readonly Operator[];
  readonly collation?: "binary" | "insensitive";
}

export type TableSpecs = Readonly<Record<string, Readonly<Record<string, ColumnType | ColumnSpec>>>>;

const columnOf = (name: string, spec: ColumnType | ColumnSpec): Column => {
  const { type, operators = allOperators, collation } = typeof spec === "string" ? { type: spec } : spec;
  return {
    name,
    native: name,
    type,
    nullable: true,
    operators,
    labels: [],
    synonyms: [],
    ...(collation === undefined ? {} : { collation }),
  };
};

export const catalogOf = (specs: TableSpecs, rows: Readonly<Record<string, number>> = {}): Catalog => {
  const tables = Object.entries(specs).map(([name, columns]): Table => {
    const [source = "", local = ""] = name.split(".");
    const count = rows[name];
    return {
      name,
      source,
      local,
      native: local,
      key: [Object.keys(columns)[0] ?? ""],
      columns: Object.entries(columns).map(([column, spec]) => columnOf(column, spec)),
      ...(count === undefined ? {} : { rows: count }),
    };
  });
  const sources = [...new Set(tables.map((table) => table.source))];
  return {
    version: "test",
    sources: Object.fromEntries(
      sources.map((name) => [name, { name, connector: "memory", title: name, connection: {} }]),
    ),
    tables: Object.fromEntries(tables.map((table) => [table.name, table])),
    subjects: [],
    measures: [],
    calendar: { timeZone: "UTC", fiscalYearStart: 1 },
  };
};

// The answer as one DuckDB gives it that holds all tables whole: what every plan of ours must equal.
import { DuckDBInstance } from "@duckdb/node-api";
import type { Catalog, ColumnType, RelationColumn, Row } from "../../catalog/index.ts";
import type { Value } from "../../connect/kit/index.ts";
import { rowsOf, rowsSql } from "../land/cells.ts";
import { placesIn, withValues } from "../sql/bound.ts";
import { typedLiteral } from "../sql/literal.ts";
import { duckType, identifier, tableIdentifier } from "../sql/names.ts";
import type { TypedValue } from "../types.ts";
import type { Rows } from "./memory.ts";

export interface Reference {
  answer(
    sql: string,
    columns: readonly RelationColumn[],
    parameters?: Readonly<Record<string, TypedValue>>,
  ): Promise<readonly Row[]>;
  close(): void;
}

/** Cells may be infinite or no number at all; parameters never are. */
const literalOf = (type: ColumnType, value: Value, name: string): string =>
  typeof value === "number" && !Number.isFinite(value)
    ? `cast('${value}' as double)`
    : typedLiteral({ type, value }, name);

/** Opens a DuckDB with the catalog's tables filled from `rows`, by full table name. */
export const openReference = async (
  catalog: Catalog,
  rows: Readonly<Record<string, Rows>>,
  steps: Readonly<Record<string, { readonly columns: readonly RelationColumn[]; readonly rows: Rows }>> = {},
): Promise<Reference> => {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  await connection.run(`set TimeZone = '${catalog.calendar.timeZone}'`);
  const fill = async (name: string, columns: readonly RelationColumn[], all: Rows): Promise<void> => {
    const list = columns.map(({ name: column, type }) => `${identifier(column)} ${duckType(type)}`).join(", ");
    await connection.run(`create table ${name} (${list})`);
    const tuples = all.map(
      (row) => `(${columns.map(({ name: column, type }) => literalOf(type, row[column] ?? null, column)).join(", ")})`,
    );
    if (tuples.length > 0) await connection.run(`insert into ${name} values ${tuples.join(", ")}`);
  };
  for (const source of Object.keys(catalog.sources)) await connection.run(`create schema ${identifier(source)}`);
  for (const table of Object.values(catalog.tables))
    await fill(tableIdentifier(table.source, table.local), table.columns, rows[table.name] ?? []);
  for (const [step, of] of Object.entries(steps)) await fill(identifier(step), of.columns, of.rows);
  return {
    answer: async (sql, columns, parameters = {}) => {
      const text = withValues(sql, placesIn(sql), parameters);
      const reader = await connection.runAndReadAll(rowsSql(text, columns));
      return rowsOf(`[${reader.getColumns()[0]?.map(String).join(",") ?? ""}]`);
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
};

/** Rows as a bag: order counts only where the SQL ends in one. */
export const asBag = (rows: readonly Row[]): readonly string[] => rows.map((row) => JSON.stringify(row)).sort();

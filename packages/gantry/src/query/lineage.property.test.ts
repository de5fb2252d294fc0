// Soundness of lineage: what is not listed has no influence. Each query runs on data where one column differs; rows and
// values may differ only where that column is listed.
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ColumnType } from "../catalog/index.ts";
import { createBinder } from "./binder.ts";
import { typedLiteral } from "./sql/literal.ts";
import { duckType } from "./sql/names.ts";
import { catalogOf } from "./testing/catalog.ts";
import { randomQuery, randomRows, randomTables } from "./testing/random-query.ts";
import type { Lineage } from "./types.ts";

const runs = Number(process.env["GANTRY_FUZZ_RUNS"] ?? 60);
const other: Readonly<Record<string, string>> = {
  varchar: "'changed'",
  int32: "77",
  int64: "6",
  date: "date '2026-02-01'",
  timestamptz: "timestamptz '2026-03-01 00:00:00+00'",
  boolean: "b is null",
  "decimal(8,2)": "0.25",
};

describe("lineage", () => {
  const binder = createBinder(catalogOf(randomTables));
  let connection: DuckDBConnection;
  beforeAll(async () => {
    const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
    connection = await instance.connect();
    await connection.run("create schema a; create schema b; set TimeZone = 'UTC'");
    for (const [table, columns] of Object.entries(randomTables)) {
      const entries = Object.entries(columns) as [string, ColumnType][];
      await connection.run(
        `create table ${table} (${entries.map(([name, type]) => `${name} ${duckType(type)}`).join(", ")})`,
      );
      for (const row of randomRows[table] ?? []) {
        const values = entries.map(([name, type]) => typedLiteral({ type, value: row[name] ?? null }, name));
        await connection.run(`insert into ${table} values (${values.join(", ")})`);
      }
    }
  });
  afterAll(() => binder.close());

  const rows = async (sql: string): Promise<readonly string[][]> => {
    const reader = await connection.runAndReadAll(sql);
    return reader.getRowsJson().map((row) => row.map((cell) => JSON.stringify(cell)));
  };
  const column = (table: readonly string[][], index: number): readonly string[] =>
    table.map((row) => row[index] ?? "").sort();

  const changes: { readonly source: string; readonly sql: string }[] = Object.entries(randomTables).flatMap(
    ([table, columns]) => [
      { source: `${table}.*`, sql: `delete from ${table} where rowid % 4 = 1` },
      ...Object.entries(columns).flatMap(([name, type]) => [
        { source: `${table}.${name}`, sql: `update ${table} set ${name} = ${other[type]} where rowid % 3 <> 1` },
        { source: `${table}.${name}`, sql: `update ${table} set ${name} = null where rowid % 4 = 2` },
      ]),
    ],
  );

  let accepted = 0;
  let observed = 0;
  const check = async (choices: readonly number[]): Promise<void> => {
    const sql = randomQuery(choices);
    let before: readonly string[][];
    try {
      before = await rows(sql);
    } catch {
      // Not a query that DuckDB can run (types that don't compare): nothing to prove.
      return;
    }
    const lineage: Lineage = (await binder.bind(sql, { parameters: {}, steps: {} })).lineage;
    accepted += 1;
    const control = new Set(lineage.control);
    for (const change of changes) {
      if (control.has(change.source)) continue;
      await connection.run(`begin; ${change.sql}`);
      const after = await rows(sql).finally(() => connection.run("rollback"));
      expect(after.length, `${change.source} changes how many rows come out of ${sql}`).toBe(before.length);
      for (const [index, { sources, name }] of lineage.columns.entries()) {
        const isSame = JSON.stringify(column(before, index)) === JSON.stringify(column(after, index));
        if (!isSame) observed += 1;
        expect(isSame || change.source in sources, `${change.source} shows in ${name} of ${sql}`).toBe(true);
      }
    }
  };

  it("lists every column that can change a value or the rows", { timeout: 600_000 }, async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.nat(1000), { minLength: 20, maxLength: 60 }), check), {
      numRuns: runs,
      endOnFailure: true,
    });
    expect(accepted).toBeGreaterThan(runs / 2);
    expect(observed).toBeGreaterThan(0);
  });
});

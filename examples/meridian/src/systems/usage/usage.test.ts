import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeUsage } from "./index.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "usage-"));
});
afterAll(() => rm(folder, { recursive: true }));

const ask = async (sql: string) => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  return (await connection.runAndReadAll(sql)).getRowsJson();
};

describe("usage files", () => {
  it("give back every value in its type", async () => {
    const columns = [
      { name: "account_id", type: "VARCHAR", values: ["A'1", null] },
      { name: "week", type: "DATE", values: ["2024-02-29", undefined] },
      { name: "hours", type: "DECIMAL(9,2)", values: ["12.50", null] },
      { name: "events", type: "BIGINT", values: ["9007199254740993", 5] },
      { name: "sessions", type: "INTEGER", values: [0, null] },
      { name: "load", type: "DOUBLE", values: [0.1, null] },
      { name: "trial", type: "BOOLEAN", values: [false, true] },
      { name: "seen at", type: "TIMESTAMP", values: ["2026-11-16 08:30:00", null] },
    ];
    await writeUsage(folder, [{ path: "usage/weekly.parquet", columns }]);
    const path = join(folder, "usage", "weekly.parquet");
    expect(await ask(`select * from read_parquet('${path}')`)).toEqual([
      ["A'1", "2024-02-29", "12.50", "9007199254740993", 0, 0.1, false, "2026-11-16 08:30:00"],
      [null, null, null, "5", null, null, true, null],
    ]);
    const types = await ask(`select column_type from (describe select * from read_parquet('${path}'))`);
    expect(types.flat()).toEqual(columns.map((it) => it.type));
    expect(await ask(`select distinct compression from parquet_metadata('${path}')`)).toEqual([["ZSTD"]]);
  });

  it("hold any number of rows in their order, and replace the file that was there", async () => {
    const count = 1200 * 78;
    const values = Array.from({ length: count }, (_, i) => i);
    const columns = [{ name: "n", type: "INTEGER", values }];
    await writeUsage(folder, [{ path: "many.parquet", columns }]);
    await writeUsage(folder, [
      { path: "many.parquet", columns },
      { path: "none.parquet", columns: [{ name: "n", type: "INTEGER", values: [] }] },
    ]);
    const path = join(folder, "many.parquet");
    const [row] = await ask(
      `select count(*), max(n), bool_and(n = file_row_number) from read_parquet('${path}', file_row_number := true)`,
    );
    expect(row).toEqual([String(count), count - 1, true]);
    expect(await ask(`select count(*) from read_parquet('${join(folder, "none.parquet")}')`)).toEqual([["0"]]);
  });

  it("are not written from columns that differ in length", async () => {
    const columns = [
      { name: "a", type: "INTEGER", values: [1] },
      { name: "b", type: "INTEGER", values: [1, 2] },
    ];
    await expect(writeUsage(folder, [{ path: "odd.parquet", columns }])).rejects.toThrow(
      "odd.parquet differ in length",
    );
  });
});

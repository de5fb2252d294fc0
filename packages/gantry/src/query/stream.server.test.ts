// Results that leave as bytes: what is in them, and that they are made only as fast as they are read.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { GantryError } from "@gantry/contract";
import { afterAll, describe, expect, it } from "vitest";
import { createQueryEngine } from "./index.ts";
import { catalogOf } from "./testing/catalog.ts";
import { freeOptions, memorySource } from "./testing/memory.ts";
import type { RunOptions, StreamFormat, StreamOptions, Through } from "./types.ts";

const catalog = catalogOf({
  "crm.accounts": { id: "int64", name: "varchar", arr: "decimal(12,2)", seen: "timestamptz", doc: "json" },
});
const accounts = [
  { id: 9007199254740993n, name: 'Ça "va", Ltd\n🚆', arr: "1.50", seen: "2026-05-01T10:00:00Z", doc: '{"a":[1,2]}' },
  { id: 2n, name: "", arr: null, seen: null, doc: null },
  { id: 3n, name: null, arr: "-0.05", seen: "1969-12-31T23:59:59.999999Z", doc: '"x"' },
];
const engine = createQueryEngine({ catalog, connectors: () => memorySource({ accounts }).connector, workers: 1 });
afterAll(() => engine.close());

const options: RunOptions = freeOptions;
const bytesOf = async (sql: string, format: StreamFormat): Promise<Buffer> =>
  Buffer.concat(await Array.fromAsync(engine.stream(sql, options, { format })));
const all = "select * from crm.accounts order by id desc";
const rows = [
  {
    id: "9007199254740993",
    name: 'Ça "va", Ltd\n🚆',
    arr: "1.50",
    seen: "2026-05-01T10:00:00Z",
    doc: { a: [1, 2] },
  },
  { id: "3", name: null, arr: "-0.05", seen: "1969-12-31T23:59:59.999999Z", doc: "x" },
  { id: "2", name: "", arr: null, seen: null, doc: null },
];

describe("a result that leaves as bytes", () => {
  it("is an array of the same rows that a run gives", async () => {
    expect(JSON.parse((await bytesOf(all, "json")).toString())).toEqual(rows);
    expect((await engine.run(all, options)).relation.rows).toEqual(rows);
  });

  it("is a row a line", async () => {
    const lines = (await bytesOf(all, "ndjson")).toString().trimEnd().split("\n");
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(rows);
  });

  it("is CSV in which nothing and an empty text differ", async () => {
    expect((await bytesOf(all, "csv")).toString()).toBe(
      [
        "id,name,arr,seen,doc",
        '9007199254740993,"Ça ""va"", Ltd\n🚆",1.50,2026-05-01T10:00:00Z,"{""a"":[1,2]}"',
        '3,,-0.05,1969-12-31T23:59:59.999999Z,"""x"""',
        '2,"",,,',
        "",
      ].join("\r\n"),
    );
  });

  it("is a Parquet file", async () => {
    const file = await bytesOf(all, "parquet");
    expect(file.subarray(0, 4).toString()).toBe("PAR1");
    expect(file.subarray(-4).toString()).toBe("PAR1");
  });

  it.each<readonly [StreamFormat, string]>([
    ["json", "[]"],
    ["ndjson", ""],
    ["csv", "id,name\r\n"],
  ])("of no rows is still %s", async (format, text) => {
    expect((await bytesOf("select id, name from crm.accounts where id > 9007199254740993", format)).toString()).toBe(
      text,
    );
  });

  it("of no more rows than are asked for, the first ones", async () => {
    const bytes = await Array.fromAsync(engine.stream(all, options, { format: "ndjson", limit: 1 }));
    expect(Buffer.concat(bytes).toString()).toBe(`${JSON.stringify(rows[0])}\n`);
  });

  it("tells what was read before its first bytes", async () => {
    const told: unknown[] = [];
    for await (const _ of engine.stream(all, options, { format: "json", onScans: (scans) => told.push(scans) }))
      expect(told).toMatchObject([[{ table: "crm.accounts", rows: 3 }]]);
  });

  it("waits for its reader, who may leave: the process is free for the next", async () => {
    // Far more than ever could be held, or made in the time of a test.
    const endless = "select a.range as n, repeat('x', 1000) as t from range(1000000000) a";
    let read = 0;
    for await (const chunk of engine.stream(endless, options, { format: "ndjson" })) {
      read += chunk.length;
      if (read > 3_000_000) break;
    }
    expect(read).toBeLessThan(5_000_000);
    expect((await engine.run("select 1 as one", options)).relation.rows).toEqual([{ one: 1 }]);
  });

  it("ends with what went wrong", async () => {
    await expect(bytesOf("select nothing from crm.accounts", "json")).rejects.toMatchObject({ code: "bad-sql" });
    await expect(bytesOf("select cast(name as int) as n from crm.accounts", "csv")).rejects.toMatchObject({
      code: "query-failed",
    });
  });

  it("ends when its caller goes away", async () => {
    const caller = new AbortController();
    const reading = async (): Promise<void> => {
      const endless = "select a.range as n, repeat('x', 1000) as t from range(1000000000) a";
      for await (const _ of engine.stream(endless, { ...options, signal: caller.signal }, { format: "json" }))
        caller.abort();
    };
    await expect(reading()).rejects.toMatchObject({ code: "cancelled" });
  });
});

describe("rows that go through something before they leave", () => {
  const many = "select a.range as n, 'name' || a.range as name, a.range % 2 = 0 as even from range(20000) a order by 1";
  /** Says something else in place of names, and leaves numbers. */
  const through: Through = {
    columns: [
      { name: "n", type: "int64" },
      { name: "name", type: "varchar" },
      { name: "even", type: "boolean" },
    ],
    rows: (page) =>
      Promise.resolve(
        page.map((row) => ({ ...row, name: row["n"] === "7" ? null : `~${JSON.stringify(row["n"]).slice(1, -1)}` })),
      ),
  };
  const changed = Array.from({ length: 20_000 }, (_, n) => ({
    n: String(n),
    name: n === 7 ? null : `~${n}`,
    even: n % 2 === 0,
  }));
  const streamed = async (how: StreamOptions): Promise<Buffer> =>
    Buffer.concat(await Array.fromAsync(engine.stream(many, options, how)));

  it("leave as they came out of it, in order, in every form", async () => {
    expect(JSON.parse((await streamed({ format: "json", through })).toString())).toEqual(changed);
    const lines = (await streamed({ format: "ndjson", through, limit: 9 })).toString().trimEnd().split("\n");
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(changed.slice(0, 9));
    const csv = (await streamed({ format: "csv", through, limit: 8 })).toString().split("\r\n");
    expect([csv[0], csv[1], csv[8], csv[9]]).toEqual(["n,name,even", '0,"~0",true', "7,,false", ""]);
  });

  it("leave as Parquet too", async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), "gantry-test-")), "rows.parquet");
    const bytes = await streamed({ format: "parquet", through });
    writeFileSync(file, bytes);
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    expect((await connection.runAndReadAll(`from '${file}'`)).getRowObjectsJson()).toEqual(changed);
    connection.closeSync();
    instance.closeSync();
    rmSync(path.dirname(file), { recursive: true });
  });

  it("end the query with what goes wrong there, and leave the process in order", async () => {
    const failing: Through = {
      ...through,
      rows: () => Promise.reject(new GantryError("policy-breach", "not this row")),
    };
    for (const format of ["json", "ndjson", "csv", "parquet"] as const)
      await expect(streamed({ format, through: failing })).rejects.toMatchObject({ code: "policy-breach" });
    expect((await engine.run("select 1 as one", options)).relation.rows).toEqual([{ one: 1 }]);
  });
});

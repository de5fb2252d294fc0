// Results that leave as bytes: what is in them, and that they are made only as fast as they are read.
import { afterAll, describe, expect, it } from "vitest";
import { createQueryEngine } from "./index.ts";
import { catalogOf } from "./testing/catalog.ts";
import { freeContext, memorySource } from "./testing/memory.ts";
import type { RunOptions, StreamFormat } from "./types.ts";

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

const options: RunOptions = {
  parameters: {},
  steps: {},
  context: () => freeContext(),
  signal: new AbortController().signal,
};
const bytesOf = async (sql: string, format: StreamFormat): Promise<Buffer> =>
  Buffer.concat(await Array.fromAsync(engine.stream(sql, options, format)));
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

  it("waits for its reader, who may leave: the process is free for the next", async () => {
    // Far more than ever could be held, or made in the time of a test.
    const endless = "select a.range as n, repeat('x', 1000) as t from range(1000000000) a";
    let read = 0;
    for await (const chunk of engine.stream(endless, options, "ndjson")) {
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
      for await (const _ of engine.stream(endless, { ...options, signal: caller.signal }, "json")) caller.abort();
    };
    await expect(reading()).rejects.toMatchObject({ code: "cancelled" });
  });
});

import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Source } from "../../catalog/index.ts";
import { conformance, type Cells } from "../kit/conformance.ts";
import { createBudget, type Connector, type Context } from "../kit/index.ts";
import { files } from "./index.ts";

const source = (folder: string): Source => ({
  name: "usage",
  connector: "files",
  title: "Usage",
  connection: { path: folder },
});
const context = (over: Partial<Context> = {}): Context => ({
  signal: new AbortController().signal,
  now: () => new Date("2026-11-16T12:00:00Z"),
  secret: () => "",
  budget: createBudget(Infinity),
  ...over,
});

const duckdb = async (...statements: readonly string[]): Promise<void> => {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  for (const statement of statements) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
};

// Four row groups in two files; every type; a NULL in each but the key.
const select = `
  select 'K-' || i as "Id", if(i % 7 = 3, null, 9007199254740993 - i) as big, if(i % 7 = 3, null, i % 100)::integer as small,
         if(i % 7 = 3, null, i + 0.05)::decimal(12,2) as price, if(i % 7 = 3, null, i / 3) as ratio, if(i % 7 = 3, null, 0.1)::float as rough,
         if(i % 7 = 3, null, i % 2 = 0) as active, if(i % 7 = 3, null, date '0099-12-31' + i::integer) as day,
         if(i % 7 = 3, null, timestamp '1969-12-31 23:59:59.999999') as seen,
         if(i % 7 = 3, null, timestamptz '2026-11-16 10:00:00+00') as seen_at,
         if(i % 7 = 3, null, ['Zoë 🔬', 'a', 'B', 'O''Neill', chr(66560), '～'][1 + i % 6]) as note,
         {'a': [1, 2], 'b': 'x'} as doc, 'blob'::blob as raw`;

const expected = (index: number): Cells => {
  const rare = index % 7 === 3;
  const day = new Date(Date.UTC(2000, 0, 1));
  day.setUTCFullYear(99, 11, 31 + index);
  return {
    id: `K-${index}`,
    big: rare ? null : 9_007_199_254_740_993n - BigInt(index),
    small: rare ? null : index % 100,
    price: rare ? null : `${index}.05`,
    ratio: rare ? null : index / 3,
    rough: rare ? null : Math.fround(0.1),
    active: rare ? null : index % 2 === 0,
    day: rare ? null : day.toISOString().slice(0, 10),
    seen: rare ? null : "1969-12-31T23:59:59.999999",
    seen_at: rare ? null : "2026-11-16T10:00:00Z",
    note: rare ? null : (["Zoë 🔬", "a", "B", "O'Neill", "\u{10400}", "～"][index % 6] ?? null),
    doc: '{"a":[1,2],"b":"x"}',
  };
};

const rows = 2600;

conformance("Parquet files", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "files-"));
  await mkdir(path.join(folder, "weekly"));
  await duckdb(
    `copy (${select} from range(0, 2500) r(i)) to '${folder}/weekly/1.parquet' (row_group_size 2048)`,
    `copy (${select} from range(2500, ${rows}) r(i)) to '${folder}/weekly/2.parquet'`,
  );
  return {
    source: "usage",
    connector: files(source(folder)),
    table: "weekly",
    rows: Array.from({ length: rows }, (_, index) => expected(index)),
    key: ["id"],
    secret: () => "",
    close: () => rm(folder, { recursive: true }),
  };
});

describe("a folder of files", () => {
  let outside: string;
  let folder: string;
  let connector: Connector;
  beforeAll(async () => {
    outside = await mkdtemp(path.join(tmpdir(), "files-"));
    folder = path.join(outside, "in");
    await mkdir(folder);
    await writeFile(path.join(outside, "secrets.csv"), "a\n1\n");
    await writeFile(path.join(folder, "Renewals 2026.csv"), "Account Id,amount,day\n0001,12.50,2026-11-16\n,,\n");
    await writeFile(
      path.join(folder, "events.ndjson"),
      '{"id":9007199254740993,"at":"2026-11-16T10:00:00Z","who":{"name":"x"}}\n{"id":1}\n',
    );
    connector = files(source(folder));
  });
  afterAll(async () => {
    await connector.close();
    await rm(outside, { recursive: true });
  });

  const readAll = async (name: string): Promise<unknown> => {
    const table = (await connector.discover(context())).find((each) => each.name === name);
    if (table === undefined) throw new Error(name);
    const plan = await connector.plan({ table, columns: table.columns.map((column) => column.name) }, context());
    if ("refused" in plan) throw new Error(plan.refused);
    const batches = await Array.fromAsync(connector.scan(plan, context()));
    return {
      columns: table.columns.map(({ name, type }) => `${name} ${type}`),
      cells: batches.flatMap((batch) => batch.columns),
    };
  };

  it("reads CSV and JSON, each by its own name", async () => {
    expect(await readAll("renewals_2026")).toEqual({
      columns: ["account_id varchar", "amount double", "day date"],
      cells: [
        ["0001", null],
        [12.5, null],
        ["2026-11-16", null],
      ],
    });
    expect(await readAll("events")).toEqual({
      columns: ["id int64", "at timestamp", "who json"],
      cells: [
        [9_007_199_254_740_993n, 1n],
        ["2026-11-16T10:00:00", null],
        ['{"name":"x"}', null],
      ],
    });
  });

  it("follows no link out of the folder", async () => {
    await symlink(path.join(outside, "secrets.csv"), path.join(folder, "link.csv"));
    await expect(connector.discover(context())).rejects.toMatchObject({
      code: "source-refused",
      where: { source: "usage", table: "link" },
    });
    await rm(path.join(folder, "link.csv"));
  });

  it("reads nothing but the folder, even when a table's name says so", async () => {
    const table = {
      name: "t",
      native: "../secrets.csv",
      key: [],
      columns: [{ name: "a", native: "a", type: "int64", nullable: true, operators: [] }],
    } as const;
    const plan = await connector.plan({ table, columns: ["a"] }, context());
    if ("refused" in plan) throw new Error(plan.refused);
    await expect(Array.fromAsync(connector.scan(plan, context()))).rejects.toMatchObject({ code: "source-refused" });
  });

  it("says so when a file has changed under the catalog, or is gone", async () => {
    await writeFile(path.join(folder, "t.csv"), "a,b\n1,x\n");
    const table = (await connector.discover(context())).find((each) => each.name === "t");
    if (table === undefined) throw new Error("t");
    const plan = await connector.plan({ table, columns: ["a", "b"] }, context());
    if ("refused" in plan) throw new Error(plan.refused);
    await writeFile(path.join(folder, "t.csv"), "a,c\n1,x\n");
    await expect(Array.fromAsync(connector.scan(plan, context()))).rejects.toMatchObject({
      code: "source-drifted",
      where: { table: "t" },
    });
    await rm(path.join(folder, "t.csv"));
    await expect(Array.fromAsync(connector.scan(plan, context()))).rejects.toMatchObject({
      code: "source-drifted",
      where: { table: "t" },
    });
  });

  it("names the setting when there is no such folder", async () => {
    const none = files(source(path.join(outside, "none")));
    await expect(none.check(context())).rejects.toMatchObject({ code: "bad-config", where: { source: "usage" } });
    await none.close();
  });
});

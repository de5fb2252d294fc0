// Numbers over one table are made by its source where it makes them as DuckDB does, and only then.
import { afterAll, describe, expect, it } from "vitest";
import { createQueryEngine } from "./index.ts";
import { catalogOf } from "./testing/catalog.ts";
import { freeOptions, memorySource } from "./testing/memory.ts";
import type { Access, RunOptions } from "./types.ts";

const plain = catalogOf({
  "crm.orders": {
    id: "int32",
    region: "varchar",
    label: { type: "varchar", collation: "insensitive" },
    units: "int64",
    price: "decimal(8,2)",
    huge: "decimal(38,10)",
    weight: "double",
    day: "date",
    note: { type: "varchar", operators: [] },
  },
  "crm.regions": { name: "varchar" },
  "crm.kept": { id: "int32" },
});
const kept = plain.tables["crm.kept"];
if (kept === undefined) throw new Error("no table crm.kept");
const catalog = { ...plain, tables: { ...plain.tables, "crm.kept": { ...kept, cache: { seconds: 60 } } } };
const orders = Array.from({ length: 90 }, (_, id) => ({
  id,
  region: id % 3 === 0 ? null : `r${id % 3}`,
  label: "x",
  units: id < 40 ? 9_223_372_036_854_775_807n : null,
  price: "12.50",
  huge: "1.0000000000",
  weight: 0.5,
  day: `2026-0${1 + (id % 9)}-01`,
  note: "n",
}));
const tables = { orders, regions: [{ name: "r1" }], kept: [{ id: 1 }] };
const { connector, sent } = memorySource(tables, { groups: true });
const engine = createQueryEngine({ catalog, connectors: () => connector, workers: 1, rowBudget: 80 });
const engineWithoutBudget = createQueryEngine({ catalog, connectors: () => connector, workers: 1 });
const options: RunOptions = { ...freeOptions, parameters: { least: { type: "int32", value: 10 } } };
const filtered = (filter: string): Access => ({ rowFilters: { "crm.orders": filter }, forbidden: [], parameters: {} });

const asked = async (sql: string, over: Partial<RunOptions> = {}) => {
  const { relation, scans } = await engine.run(sql, { ...options, ...over });
  return { rows: relation.rows, scan: scans[0] };
};

describe("numbers over one table", () => {
  afterAll(async () => {
    await engine.close();
    await engineWithoutBudget.close();
  });

  it("come instead of the rows, with what filters them", async () => {
    const { rows, scan } = await asked(
      "select region, count(*) as n, sum(units) as units, max(day) as last from crm.orders where id >= $least group by region order by n, region",
    );
    expect(rows).toEqual([
      { region: null, n: "26", units: "92233720368547758070", last: "2026-07-01" },
      { region: "r1", n: "27", units: "92233720368547758070", last: "2026-08-01" },
      { region: "r2", n: "27", units: "92233720368547758070", last: "2026-09-01" },
    ]);
    expect(scan).toMatchObject({
      native: "read groups of orders",
      columns: ["region", "count(*)", "sum(units)", "max(day)"],
      pushed: "id >= … group by region",
      kept: [],
      guarantee: "exact",
      rows: 3,
      calls: 1,
    });
  });

  it("are one row where nothing matches", async () => {
    const { rows, scan } = await asked(
      "select count(*) as n, sum(price) as s, min(id) as m from crm.orders where id > 900",
    );
    expect(rows).toEqual([{ n: "0", s: null, m: null }]);
    expect(scan).toMatchObject({ pushed: "id > … one group", rows: 1 });
  });

  it("go on here: conditions on groups, expressions, order and limit", async () => {
    const { rows, scan } = await asked(
      `select date_trunc('quarter', day) as quarter, sum(price) / count(*) as mean, typeof(sum(id)) as kind
         from crm.orders group by 1 having count(*) > 9 and sum(units) < 99999999999999999999999999 order by 1 desc limit 2`,
    );
    expect(rows).toEqual([
      { quarter: "2026-07-01T00:00:00", mean: 12.5, kind: "HUGEINT" },
      { quarter: "2026-04-01T00:00:00", mean: 12.5, kind: "HUGEINT" },
    ]);
    expect(scan).toMatchObject({ pushed: "group by day", rows: 9 });
  });

  it("leave under the names that the query gives them", async () => {
    const parts: Uint8Array[] = [];
    for await (const part of engine.stream('select count(*), max(id) as "the last" from crm.orders', options, {
      format: "csv",
    }))
      parts.push(part);
    expect(Buffer.concat(parts).toString()).toBe("count_star(),the last\r\n90,89\r\n");
  });

  it("are shown before they are asked for", async () => {
    const before = sent.get("orders");
    const [scan] = await engine.explain("select min(price) as p from crm.orders", options);
    expect(scan).toMatchObject({ native: "read groups of orders", pushed: "one group" });
    expect(sent.get("orders")).toBe(before);
  });

  it("count only what the caller may see", async () => {
    const { rows, scan } = await asked("select count(*) as n from crm.orders where id < 50", {
      access: filtered("region = 'r1'"),
    });
    expect(rows).toEqual([{ n: "17" }]);
    expect(scan).toMatchObject({ rows: 1, kept: [] });
  });

  it.each([
    "region in (select name from crm.regions)",
    "upper(region) = 'R1'",
    "exists (select 1 from crm.regions where name <> region)",
  ])("are made here where his row filter is %s", async (filter) => {
    const sql = "select count(*) as n from crm.orders where id < 50";
    const { rows, scan } = await asked(sql, { access: filtered(filter) });
    expect(rows).toEqual([{ n: filter.startsWith("exists") ? "16" : "17" }]);
    expect(scan?.kept).toContain("its aggregates: a row filter runs here");
  });

  it.each([
    ["count(distinct region)", "an aggregate is distinct, filtered or ordered"],
    ["count(*) filter (where id > 3)", "an aggregate is distinct, filtered or ordered"],
    ["avg(id)", "an aggregate that is none of count, sum, min, max of a column"],
    ["sum(id + 1)", "an aggregate of something computed"],
    ["sum(weight)", "sum weight: double is not compared alike everywhere"],
    ["max(label)", "max label: the source ignores case there"],
    ["sum(huge)", "sum huge: its digits may be too many"],
  ])("are made here for %s", async (number, why) => {
    const { rows, scan } = await asked(`select ${number} as n from crm.orders where id < 80`);
    expect(rows).toHaveLength(1);
    expect(scan?.kept).toContain(`its aggregates: ${why}`);
    expect(scan?.rows).toBe(80);
  });

  it.each([
    "select count(*) as n from crm.orders where id < 80 and length(region) > 1",
    "select count(*) as n from crm.orders where id < 80 and note = 'n'",
    "select weight, count(*) as n from crm.orders where id < 80 group by weight",
    "select region, count(*) as n from crm.orders where id < 80 group by rollup (region)",
    "select count(*) over () as n from crm.orders where id < 80",
    "select count(*) as n from crm.orders where id < 79 and id in (select length(name) from crm.regions)",
    "with few as (select * from crm.orders where id < 80) select count(*) as n from few",
    "select region, string_agg(region, ',') as n from crm.orders where id < 80 group by region",
    "select region, sum(id) as units from crm.orders where id < 80 group by region order by sum(units)",
  ])("are made here by %s, with the same answer", async (sql) => {
    const { rows, scan } = await asked(sql);
    expect(scan?.native).toBe("read orders");
    const whole = await engineWithoutBudget.run(sql, { ...options, pushdown: false });
    // Groups come in any order.
    const sorted = (of: readonly unknown[]): readonly string[] => of.map((row) => JSON.stringify(row)).toSorted();
    expect(sorted(rows)).toEqual(sorted(whole.relation.rows));
  });

  it("are made here over rows that are kept for others", async () => {
    const { scan } = await asked("select count(*) as n from crm.kept", { policy: "p1" });
    expect(scan?.kept).toEqual(["its aggregates: the table's rows are cached"]);
    expect((await asked("select id from crm.kept", { policy: "p1" })).scan).toMatchObject({ cached: true });
  });

  it("are made here where the source makes none", async () => {
    const other = memorySource(tables);
    const alone = createQueryEngine({ catalog, connectors: () => other.connector, workers: 1 });
    const { scans } = await alone.run("select count(*) as n from crm.orders", options);
    expect(scans[0]).toMatchObject({
      rows: 90,
      kept: ["its aggregates: the source makes none"],
    });
    await alone.close();
  });
});

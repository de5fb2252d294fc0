// Queries that only filter and name columns of one table: the source's rows are the result, and no database is started.
import { afterAll, describe, expect, it } from "vitest";
import { createQueryEngine } from "./index.ts";
import { catalogOf } from "./testing/catalog.ts";
import { freeOptions, memorySource } from "./testing/memory.ts";
import type { Rows } from "./testing/memory.ts";

const catalog = catalogOf(
  {
    "crm.all_types": {
      id: "int32",
      flag: "boolean",
      large: "int64",
      ratio: "double",
      price: "decimal(12,2)",
      whole: "decimal(20,0)",
      name: "varchar",
      day: "date",
      moment: "timestamp",
      instant: "timestamptz",
      extra: "json",
    },
  },
  { "crm.all_types": 6 },
);
const nothing = Object.fromEntries(
  ["flag", "large", "ratio", "price", "whole", "name", "day", "moment", "instant", "extra"].map((it) => [it, null]),
);
const rows: Rows = [
  {
    id: 1,
    flag: true,
    large: 9007199254740993n,
    ratio: 0.1,
    price: "12.50",
    whole: "123456789012345678",
    name: "Ünï 🚆",
    day: "2026-02-28",
    moment: "2026-05-01T10:00:00.500000",
    instant: "2026-05-01T10:00:00.123450Z",
    extra: JSON.stringify({ list: [1, 2] }),
  },
  {
    id: 2,
    flag: false,
    large: -1n,
    ratio: -0,
    price: "-0.05",
    whole: "-7",
    name: "",
    day: "0001-01-01",
    moment: "9999-12-31T23:59:59",
    instant: "1969-12-31T23:59:59.999999Z",
    extra: "[]",
  },
  { ...nothing, id: 3 },
  { ...nothing, id: 4, ratio: Number.POSITIVE_INFINITY, day: "infinity", moment: "-infinity", instant: "infinity" },
  { ...nothing, id: 5, ratio: Number.NaN, name: "'; drop" },
  { ...nothing, id: 6, ratio: 1e300, large: 0n, price: "0.00" },
];
const source = memorySource({ all_types: rows });
const sloppy = memorySource({ all_types: rows }, { filters: false });
const started = createQueryEngine({ catalog, connectors: () => source.connector });
/** It has no process to run a database in. */
const without = createQueryEngine({ catalog, connectors: () => source.connector, workers: 0, maxRows: 4 });
const bySuperset = createQueryEngine({ catalog, connectors: () => sloppy.connector });
afterAll(() => Promise.all([started.close(), without.close(), bySuperset.close()]));

describe("a query of a table's rows", () => {
  it.each([
    "select * exclude (extra) from crm.all_types where id in (1, 2, 3)",
    "select name as n, id as i, name as again from crm.all_types where id > 2",
    "select price, whole, large from crm.all_types where name is not null and id < 9",
    "select instant, moment, day, ratio, flag from crm.all_types where id between 1 and 4",
    "select id from (select id, name from crm.all_types) where name = ''",
    "select id from crm.all_types where id = 77",
    "with few as (select id, ratio from crm.all_types where id >= 3) select ratio, id from few where id < 7",
  ])("gives what a database would, without one: %s", async (sql) => {
    const whole = await started.run(sql, { ...freeOptions, pushdown: false });
    const { relation, total } = await without.run(sql, freeOptions);
    expect(relation).toEqual(whole.relation);
    expect(total).toBe(whole.total);
  });

  it.each([
    ["id, name as n", "$name = name"],
    ["name, NAME as again, ratio", "name = $name and name = $other"],
    ["id", "Name = $other"],
  ])("looks rows up by a text as a plan for that text would: %s where %s", async (list, condition) => {
    const parameters = {
      name: { type: "varchar", value: "'; drop" },
      other: { type: "varchar", value: "'; drop" },
    } as const;
    const options = { ...freeOptions, parameters };
    const lookup = `select ${list} from crm.all_types where ${condition}`;
    // A group is more than a lookup knows.
    const planned = `${lookup} and (id < 99 or id > 0)`;
    expect(await without.run(lookup, options).then(({ relation }) => relation)).toEqual(
      await started.run(planned, { ...options, pushdown: false }).then(({ relation }) => relation),
    );
    const [asked] = await without.explain(lookup, options);
    expect(asked).toMatchObject({ guarantee: "exact", kept: [] });
    const [other] = await without.explain(`select ${list} from (from crm.all_types) where ${condition}`, options);
    expect({ ...asked, columns: [...(asked?.columns ?? [])].sort() }).toEqual({
      ...other,
      columns: [...(other?.columns ?? [])].sort(),
    });
  });

  it("finds nothing by a value that is missing", async () => {
    const options = { ...freeOptions, parameters: { name: { type: "varchar", value: null } } } as const;
    const { relation } = await started.run("select id from crm.all_types where name = $name", options);
    expect(relation.rows).toEqual([]);
  });

  it("keeps as many rows as are wanted, and counts the others", async () => {
    const { relation, total } = await without.run("select id from crm.all_types where id < 6", {
      ...freeOptions,
      keep: 2,
    });
    expect({ ids: relation.rows.map(({ id }) => id), total }).toEqual({ ids: [1, 2], total: 5 });
  });

  it("ends where it has too many", async () => {
    await expect(without.run("select id from crm.all_types", freeOptions)).rejects.toThrow("more than 4 rows");
  });

  it.each([
    ["the source sends more than was asked", "select id from crm.all_types where id = 1"],
    ["something is computed", "select id + 1 as id from crm.all_types where id = 1"],
    ["a condition is not the source's", "select id from crm.all_types where length(name) = 6"],
    ["rows are counted, ordered or made distinct", "select distinct flag from crm.all_types order by 1"],
    ["JSON is among the columns", "select id, extra from crm.all_types where id = 1"],
  ])("needs a database where %s", async (_, sql) => {
    const whole = await started.run(sql, { ...freeOptions, pushdown: false });
    expect((await bySuperset.run(sql, freeOptions)).relation).toEqual(whole.relation);
    expect((await started.run(sql, freeOptions)).relation).toEqual(whole.relation);
  });
});

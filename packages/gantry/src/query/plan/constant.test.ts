import { describe, expect, it } from "vitest";
import { catalogOf } from "../testing/catalog.ts";
import { createStub } from "../stub/stub.ts";
import { parsePlan } from "./parse.ts";
import { and } from "./predicate.ts";
import { usesIn } from "./uses.ts";

const catalog = catalogOf({
  "a.t": { id: "int64", x: "double", s: "varchar", m: "decimal(38,10)" },
  "b.u": { id: "int64", d: "date" },
});

/** The filters that DuckDB's plan of a query puts on each table. */
const filtersOf = async (sql: string) => {
  const stub = await createStub(catalog, new Set());
  try {
    const plan = parsePlan(await stub.plan(sql, {}, true));
    if (plan === undefined) throw new Error("no plan");
    const uses = usesIn(plan, (table) => catalog.tables[table]?.columns);
    return Object.fromEntries(uses.map(({ table, filter }) => [table, filter]));
  } finally {
    stub.close();
  }
};

describe("constants of a plan", () => {
  it("are read where DuckDB writes no JSON: NaN and infinities", async () => {
    const numbers = await filtersOf(
      "select id from a.t where x in ('NaN', '-Infinity', 'Infinity') and s = '\"value\":NaN'",
    );
    expect(numbers["a.t"]).toMatchObject({
      args: expect.arrayContaining([
        { op: "in", column: "x", type: "double", values: expect.arrayContaining([NaN, -Infinity, Infinity]) },
        { op: "=", column: "s", type: "varchar", value: '"value":NaN' },
      ]),
    });
  });

  it("keep every digit of decimals that take 128 bits", async () => {
    const value = "1234567890123456789012345678.0123456789";
    expect((await filtersOf(`select id from a.t where m = ${value}`))["a.t"]).toMatchObject({ op: "=", value });
    expect((await filtersOf(`select id from a.t where m = -0.0000000001`))["a.t"]).toMatchObject({
      value: "-0.0000000001",
    });
  });

  it("tell NaN from infinity where conditions are joined", () => {
    const is = (value: number) => ({ op: "<>", column: "x", type: "double", value }) as const;
    expect(and([is(NaN), is(Infinity), is(-Infinity), is(NaN)])).toMatchObject({
      args: [is(NaN), is(Infinity), is(-Infinity)],
    });
  });
});

describe("conditions above a scan", () => {
  it("limit it through joins that keep its rows", async () => {
    const filters = await filtersOf(
      "select u.d from a.t t right join b.u u on t.id = u.id where u.d = date '2026-01-01' and u.id not in (3, 4)",
    );
    expect(filters["b.u"]).toMatchObject({
      op: "and",
      args: expect.arrayContaining([
        { op: "=", column: "d", type: "date", value: "2026-01-01" },
        { op: "<>", column: "id", type: "int64", value: 3n },
        { op: "<>", column: "id", type: "int64", value: 4n },
      ]),
    });
  });

  it("don't limit the side that a join fills up with NULL", async () => {
    const filters = await filtersOf(
      "select u.d from (select * from a.t where s = 'x') t full join b.u u on t.id = u.id where u.d is null",
    );
    expect(filters["b.u"]).toBeUndefined();
  });
});

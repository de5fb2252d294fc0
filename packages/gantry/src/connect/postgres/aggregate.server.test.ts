// Numbers made by PostgreSQL are those that DuckDB would make of its rows, in types that lose nothing.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import pg from "pg";
import {
  startTestPostgres,
  type TestPostgres,
} from "../../../../../examples/meridian/src/systems/postgres-for-tests.ts";
import type { TableDef } from "../../catalog/index.ts";
import { createBudget, type Aggregate, type Connector, type Context, type Predicate } from "../kit/index.ts";
import { postgres } from "./index.ts";

let server: TestPostgres;
let connector: Connector;
let table: TableDef;
const context: Context = {
  signal: new AbortController().signal,
  now: () => new Date("2026-11-16T12:00:00Z"),
  secret: () => server.url,
  budget: createBudget(Infinity),
};
beforeAll(async () => {
  server = await startTestPostgres();
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query(`
    create collation loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
    create table sales (
      small int2, big int8, price numeric(8,2), ratio float8, day date, at timestamptz, ok bool, doc jsonb,
      name text collate "en-x-icu", any_case text collate loose
    );
    insert into sales values
      (1, 9223372036854775807, 12.50, 'NaN', '2026-01-01', '2026-01-01 00:00:00.5+00', true, 'null', 'Zoë', 'a'),
      (2, 9223372036854775807, 0.25, 1, 'infinity', '2026-01-02 00:00:00+00', false, '1', 'anna', 'A'),
      (null, 1, null, null, null, null, null, null, null, null)`);
  await admin.end();
  connector = postgres({ name: "shop", connector: "postgres", title: "Shop", connection: { url: { secret: "url" } } });
  const [found] = await connector.discover(context);
  if (found === undefined) throw new Error("no table was discovered");
  table = found;
});
afterAll(async () => {
  await connector.close();
  await server.stop();
});

const asked = async (groups: readonly string[], aggregates: readonly Aggregate[], filter?: Predicate) => {
  const plan = await connector.aggregate?.(
    { table, groups, aggregates, ...(filter === undefined ? {} : { filter }) },
    context,
  );
  if (plan === undefined || plan === null) return undefined;
  const rows: unknown[][] = [];
  for await (const batch of connector.scan(plan, context))
    for (let row = 0; row < batch.rows; row += 1) rows.push(batch.columns.map((cells) => cells[row] ?? null));
  return { native: plan.native, rows };
};
const number = (of: Aggregate["function"], column: string, type: Aggregate["type"]): Aggregate => ({
  name: `${of} ${column}`,
  function: of,
  column,
  type,
});

describe("numbers made by PostgreSQL", () => {
  it("hold sums past 64 bits, and nothing but what passes the filter", async () => {
    const got = await asked(
      [],
      [
        { name: "n", function: "count", type: "int64" },
        number("count", "doc", "int64"),
        number("sum", "big", "decimal(38,0)"),
        number("sum", "small", "decimal(38,0)"),
        number("sum", "price", "decimal(38,2)"),
      ],
      { op: "is not null", column: "price" },
    );
    expect(got?.rows).toEqual([[2n, 2n, "18446744073709551614", "3", "12.75"]]);
    expect(got?.native).toBe(
      'select count(*), count("doc"), sum("big"::int8)::numeric(38,0), sum("small")::numeric(38,0), sum("price"::numeric(8,2))::numeric(38,2) from "public"."sales" where "price" is not null',
    );
  });

  it("order texts by code point, and days without end last", async () => {
    const got = await asked(
      [],
      [
        number("min", "name", "varchar"),
        number("max", "day", "date"),
        number("min", "at", "timestamptz"),
        number("max", "small", "int32"),
      ],
    );
    expect(got?.rows).toEqual([["Zoë", "infinity", "2026-01-01T00:00:00.500000Z", 2]]);
  });

  it("are one row for each group, NULL being one, and one row for nothing at all", async () => {
    const count: Aggregate = { name: "n", function: "count", type: "int64" };
    const got = await asked(["ok", "name"], [count]);
    expect(got?.rows.toSorted((a, b) => String(a[1]).localeCompare(String(b[1])))).toEqual([
      [false, "anna", 1n],
      [null, null, 1n],
      [true, "Zoë", 1n],
    ]);
    const none = await asked([], [count, number("sum", "small", "decimal(38,0)")], {
      op: "=",
      column: "small",
      type: "int32",
      value: 7,
    });
    expect(none?.rows).toEqual([[0n, null]]);
  });

  it.each([
    ["groups of floating point", ["ratio"], []],
    ["groups of JSON", ["doc"], []],
    ["groups by a collation that ignores case", ["any_case"], []],
    ["the least of a collation that ignores case", [], [number("min", "any_case", "varchar")]],
    ["the greatest truth", [], [number("max", "ok", "boolean")]],
    ["sums of floating point", [], [number("sum", "ratio", "double")]],
  ] as const)("are not made for %s", async (_, groups, aggregates) => {
    expect(await asked(groups, aggregates)).toBeUndefined();
  });

  it("are not made where the filter is not evaluated exactly", async () => {
    const filter: Predicate = { op: "=", column: "any_case", type: "varchar", value: "a" };
    expect(await asked([], [{ name: "n", function: "count", type: "int64" }], filter)).toBeUndefined();
  });
});

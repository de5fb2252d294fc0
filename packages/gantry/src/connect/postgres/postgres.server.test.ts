import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TableDef } from "../../catalog/index.ts";
import { conformance, type Cells } from "../kit/conformance.ts";
import type { Connector, ScanRequest } from "../kit/index.ts";
import { startBilling, type BillingServer } from "./for-tests.ts";
import { postgres } from "./index.ts";

let billing: BillingServer;
beforeAll(async () => {
  billing = await startBilling();
});
afterAll(() => billing.close());

const ddl = `
  create schema facts;
  create domain facts.cents as numeric(12,2);
  create type facts.mood as enum ('happy', 'Sad');
  create table facts.items (
    id text primary key, big int8, small int2, price numeric(12,2), bare numeric, dom facts.cents, ratio float8, rough float4,
    "Is Active" boolean, born date, seen timestamp, seen_at timestamptz, uid uuid, mood facts.mood, pad char(5),
    note text collate "en-x-icu", doc jsonb, tags text[], raw bytea);`;

const values = (index: number): readonly unknown[] => {
  const rare = index % 7 === 3;
  return [
    `K-${index}`,
    rare ? null : String(9_007_199_254_740_993n - BigInt(index)),
    index % 100,
    `${index}.5`,
    index % 2 ? "0.12345678901" : "1234567890123456789.5",
    "-0.05",
    rare ? null : index / 3,
    0.1,
    rare ? null : index % 2 === 0,
    rare ? null : "0099-12-31",
    "2026-11-16 08:09:10.123456",
    index % 2 ? "1969-12-31 23:59:59.999999+00" : "2026-11-16 10:00:00+05:30",
    `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
    rare ? null : index % 2 ? "happy" : "Sad",
    "ab",
    ["Zoë 🔬", "a", "B", "zebra", "\u{10400}", "\uFF5E", 'O\'Neill \\ "x"', ""][index % 8],
    '{"b": [1, 2.50], "a": null}',
    ["x", null],
    "bytes",
  ];
};

const cells = (index: number): Cells => {
  const rare = index % 7 === 3;
  return {
    id: `K-${index}`,
    big: rare ? null : 9_007_199_254_740_993n - BigInt(index),
    small: index % 100,
    price: `${index}.50`,
    bare: index % 2 ? "0.1234567890" : "1234567890123456789.5000000000",
    dom: "-0.05",
    ratio: rare ? null : index / 3,
    rough: Math.fround(0.1),
    is_active: rare ? null : index % 2 === 0,
    born: rare ? null : "0099-12-31",
    seen: "2026-11-16T08:09:10.123456",
    seen_at: index % 2 ? "1969-12-31T23:59:59.999999Z" : "2026-11-16T04:30:00Z",
    uid: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
    mood: rare ? null : index % 2 ? "happy" : "Sad",
    pad: "ab",
    note: ["Zoë 🔬", "a", "B", "zebra", "\u{10400}", "\uFF5E", 'O\'Neill \\ "x"', ""][index % 8] ?? null,
    doc: '{"a": null, "b": [1, 2.50]}',
    tags: '["x",null]',
  };
};

const count = 60;

conformance("PostgreSQL", async () => {
  await billing.admin.query(ddl);
  for (let index = 0; index < count; index++) {
    const row = values(index);
    await billing.admin.query(`insert into facts.items values (${row.map((_, at) => `$${at + 1}`).join(", ")})`, [
      ...row,
    ]);
  }
  await billing.admin.query("analyze facts.items");
  await billing.admin.query("create role someone login password 'right'");
  return {
    source: "billing",
    connector: postgres(billing.of("facts")),
    table: "items",
    rows: Array.from({ length: count }, (_, index) => cells(index)),
    key: ["id"],
    secret: billing.secret,
    quiet: () => billing.quiet(),
    unreachable: () => postgres(billing.source({ host: "127.0.0.1", port: 1, user: "u", database: "d" })),
    wrongCredentials: () =>
      postgres(
        billing.source({
          host: "127.0.0.1",
          port: Number(new URL(billing.url).port),
          user: "someone",
          password: { secret: "someone.password" },
          database: "postgres",
        }),
      ),
    close: async () => {},
  };
});

describe("PostgreSQL", () => {
  let connector: Connector;
  let tables: readonly TableDef[];
  beforeAll(async () => {
    await billing.admin.query(`
      create schema shop;
      create table shop."Customers" (id int8 primary key, "Order" text, e_mail varchar(80));
      create table shop.lines (customer int8 not null references shop."Customers" (id), position int4, amount numeric(9,3),
        primary key (customer, position));
      create view shop.big_lines as select * from shop.lines where amount > 100;
      create table shop.parts (id int4, at date) partition by range (at);
      create table shop.parts_2026 partition of shop.parts for values from ('2026-01-01') to ('2027-01-01');
      insert into shop.lines select 1, g, g from generate_series(1, 0) g;
      insert into shop."Customers" select g, 'o' || g, null from generate_series(1, 30000) g;
      comment on column shop."Customers".e_mail is 'Where invoices go';
      analyze shop."Customers"`);
    connector = postgres(billing.of("shop"));
    tables = await connector.discover(billing.context());
  });
  afterAll(() => connector.close());

  const request = (table: string, columns: readonly string[], filter?: ScanRequest["filter"]): ScanRequest => {
    const found = tables.find((each) => each.name === table);
    if (found === undefined) throw new Error(table);
    return { table: found, columns, ...(filter === undefined ? {} : { filter }) };
  };

  it("finds tables, views, keys, references, sizes and descriptions, and reads partitions as one table", () => {
    expect(tables.map(({ name, native, key, rows }) => [name, native, key, rows])).toEqual([
      ["customers", "Customers", ["id"], 30_000],
      ["big_lines", "big_lines", [], undefined],
      ["lines", "lines", ["customer", "position"], undefined],
      ["parts", "parts", [], undefined],
    ]);
    expect(tables[0]?.columns[2]).toMatchObject({
      name: "e_mail",
      description: "Where invoices go",
      collation: "binary",
    });
    expect(tables[2]?.columns[0]).toMatchObject({ references: "customers.id", nullable: false });
    expect(tables[2]?.columns[2]).toMatchObject({ type: "decimal(9,3)" });
  });

  it("pushes a filter as typed parameters, never as text", async () => {
    const plan = await connector.plan(
      request("customers", ["order", "id"], {
        op: "and",
        args: [
          { op: "in", column: "id", type: "int64", values: [5n, null] },
          { op: "<", column: "order", type: "varchar", value: "'; drop table x" },
        ],
      }),
      billing.context(),
    );
    expect(plan).toMatchObject({
      native:
        'select "Order"::text, "id"::int8 from "shop"."Customers" where ("id"::int8 = any($1::int8[]) and "Order"::text collate "C" < $2::text)',
      guarantee: "exact",
      calls: 1,
    });
  });

  it("finds a key among thirty thousand by its index, however many are asked for", async () => {
    const values = Array.from({ length: 8000 }, (_, index) => BigInt(index * 2));
    const plan = await billing.plan(
      connector,
      request("customers", ["id"], { op: "in", column: "id", type: "int64", values }),
    );
    const batches = await Array.fromAsync(connector.scan(plan, billing.context()));
    expect(batches.reduce((sum, batch) => sum + batch.rows, 0)).toBe(7999);
    const { rows } = await billing.admin.query<Record<string, string>>(
      `explain ${plan.native.replace("$1", "'{5,6}'")}`,
    );
    expect(JSON.stringify(rows)).toContain("Index");
  });

  it("reads tables of every schema, and references from one to another, but none that an extension brought", async () => {
    await billing.admin.query(`create schema "Sales Ops"; create table "Sales Ops"."Order Items" (
        "Order ID" bigint primary key, item text references facts.items (id));
      insert into "Sales Ops"."Order Items" values (9007199254740993, 'K-1'); create extension pg_stat_statements`);
    const everything = postgres(billing.source({ url: { secret: "billing.url" } }));
    const found = await everything.discover(billing.context());
    const [items] = found.filter((each) => each.name === "sales_ops_order_items");
    expect(items).toMatchObject({
      native: '"Sales Ops"."Order Items"',
      key: ["order_id"],
      columns: [{ name: "order_id" }, { name: "item", references: "facts_items.id" }],
    });
    expect(found.map((each) => each.name)).toContain("facts_items");
    expect(found.filter((each) => /pg_stat|information|pg_catalog/.test(each.name))).toEqual([]);
    if (items === undefined) throw new Error("no table");
    const filter = { op: "=", column: "item", type: "varchar", value: "K-1" } as const;
    const plan = await billing.plan(everything, { table: items, columns: ["order_id"], filter });
    const batches = await Array.fromAsync(everything.scan(plan, billing.context()));
    expect(batches.flatMap((batch) => batch.columns)).toEqual([[9007199254740993n]]);
    await everything.close();
    const some = postgres(billing.source({ url: { secret: "billing.url" }, schema: ["facts", "shop"] }));
    const names = (await some.discover(billing.context())).map((each) => each.name);
    expect(names).toContain("items");
    expect(names).toContain("shop_customers");
    expect(names).not.toContain("sales_ops_order_items");
    await some.close();
  });

  it("says so when the server asks for a password and there is none", async () => {
    const port = Number(new URL(billing.url).port);
    const without = postgres(billing.source({ host: "127.0.0.1", port, user: "someone", database: "postgres" }));
    await expect(without.check(billing.context())).rejects.toMatchObject({
      code: "source-refused",
      message: expect.stringContaining("password"),
    });
    await without.close();
  });

  it("streams in batches", async () => {
    const plan = await billing.plan(connector, request("customers", ["id"]));
    const sizes = (await Array.fromAsync(connector.scan(plan, billing.context()))).map((batch) => batch.rows);
    expect(sizes.length).toBeGreaterThan(2);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(30_000);
  });

  it("makes the server wait for a slow reader, and ends its query when that one leaves", async () => {
    await billing.admin.query(
      "create view shop.endless as select repeat('x', 1000) as t from generate_series(1, 100000000)",
    );
    const endless = await billing.table(connector, "endless");
    const plan = await billing.plan(connector, { table: endless, columns: ["t"] });
    let rows = 0;
    for await (const batch of connector.scan(plan, billing.context())) {
      rows += batch.rows;
      // The server has more than it may send: it stands still until we read on.
      const waiting = "select 1 from pg_stat_activity where application_name = 'gantry' and wait_event = 'ClientWrite'";
      while ((await billing.admin.query(waiting)).rowCount === 0);
      if (rows > 5000) break;
    }
    await billing.quiet();
    await billing.admin.query("drop view shop.endless");
  });

  it("cancels on the server what its reader no longer waits for", async () => {
    await billing.admin.query("create view shop.slow as select pg_sleep(600)::text as nap");
    const slow = await billing.table(connector, "slow");
    const stop = new AbortController();
    const plan = await billing.plan(connector, { table: slow, columns: ["nap"] });
    const reading = Array.fromAsync(connector.scan(plan, billing.context({ signal: stop.signal })));
    const running =
      "select 1 from pg_stat_activity where query like 'select%nap%' and application_name = 'gantry' and state = 'active' and wait_event = 'PgSleep'";
    while ((await billing.admin.query(running)).rowCount === 0);
    stop.abort();
    await expect(reading).rejects.toMatchObject({ code: "cancelled", where: { source: "billing", table: "slow" } });
    await billing.quiet();
    await billing.admin.query("drop view shop.slow");
  });

  it("ends a statement that takes longer than allowed, by name", async () => {
    await billing.admin.query("create view shop.slow as select pg_sleep(600)::text as nap");
    const hasty = postgres(billing.source({ url: { secret: "billing.url" }, schema: "shop", timeoutSeconds: 0.1 }));
    const slow = await billing.table(hasty, "slow");
    const plan = await billing.plan(hasty, { table: slow, columns: ["nap"] });
    await expect(Array.fromAsync(hasty.scan(plan, billing.context()))).rejects.toMatchObject({
      code: "source-timeout",
      where: { table: "slow" },
    });
    await hasty.close();
    await billing.admin.query("drop view shop.slow");
  });

  it("says what has drifted without quoting the data", async () => {
    const gone = { ...request("customers", ["id"]).table, native: "gone" };
    const plan = await billing.plan(connector, { table: gone, columns: ["id"] });
    await expect(Array.fromAsync(connector.scan(plan, billing.context()))).rejects.toMatchObject({
      code: "source-drifted",
      where: { table: "customers" },
    });
  });

  it("can't write, whatever its user may", async () => {
    await billing.admin.query(
      "create function shop.touch() returns int language sql as 'delete from shop.lines returning 1'",
    );
    await billing.admin.query("create view shop.sly as select shop.touch() as x");
    const sly = await billing.table(connector, "sly");
    const plan = await billing.plan(connector, { table: sly, columns: ["x"] });
    await expect(Array.fromAsync(connector.scan(plan, billing.context()))).rejects.toMatchObject({
      code: "source-refused",
    });
  });
});

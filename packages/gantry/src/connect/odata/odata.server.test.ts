import { GantryError } from "@gantry/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startErp, type ErpServer } from "../../../../../examples/meridian/src/systems/erp/index.ts";
import { erpFixture } from "../../../../../examples/meridian/src/systems/erp/fixture.ts";
import type { EntityRow, ErpData } from "../../../../../examples/meridian/src/systems/erp/schema.ts";
import type { Source, TableDef } from "../../catalog/index.ts";
import { conformance, type Cells } from "../kit/conformance.ts";
import { startFaultProxy } from "../kit/fault-proxy.ts";
import { createBudget, type Connector, type Context } from "../kit/index.ts";
import { odata } from "./index.ts";

const cells = (row: EntityRow): Cells => ({
  product_id: row["ProductId"] ?? null,
  name: row["Name"] ?? null,
  list_price: row["ListPrice"] ?? null,
  serial: BigInt(row["Serial"] as string),
  weight: row["Weight"] ?? null,
  stock: row["Stock"] ?? null,
  active: row["Active"] ?? null,
  launched: row["Launched"] ?? null,
});

// The fixture's three products, and enough others for a second page.
const products: EntityRow[] = [
  ...(erpFixture.sets[0]?.rows ?? []).map((row) => ({ ...row, ChangedAt: "2026-11-16T00:00:00Z" })),
  ...Array.from({ length: 700 }, (_, index) => ({
    ProductId: `Q-${index}`,
    Name: ['Zürich 🔬 "scope"', "a&b=c+d%20e", "zürich", "ZEBRA", "\u{10400} and \uFF5E"][index % 5] ?? null,
    ListPrice: `${9_999_999_999_000 + index}.05`,
    Serial: String(9_007_199_254_740_993n + BigInt(index)),
    Weight: index / 7,
    Stock: index % 50,
    Active: index % 2 === 0,
    Launched: `20${String(index % 100).padStart(2, "0")}-02-28`,
    ChangedAt: "2026-11-16T00:00:00Z",
  })),
];
const data: ErpData = {
  ...erpFixture,
  sets: erpFixture.sets.map((set) => (set.name === "Products" ? { ...set, rows: products } : set)),
};

const source = (url: string, more: object = {}): Source => ({
  name: "erp",
  connector: "odata",
  title: "ERP",
  connection: {
    url,
    username: "GANTRY_READER",
    password: { secret: "erp.password" },
    limits: { timeoutSeconds: 1, attempts: 3, longestWaitSeconds: 0.01 },
    ...more,
  },
});

const credentials = { user: "GANTRY_READER", password: "a right password" };
const secret = (name: string): string => (name === "erp.password" ? credentials.password : "wrong");

conformance("OData", async () => {
  const erp = await startErp(data, { credentials });
  const proxy = await startFaultProxy(erp.origin, (path) => !path.includes("$metadata") && !path.includes("$count"));
  const url = erp.url.replace(erp.origin, proxy.url);
  return {
    source: "erp",
    connector: odata(source(url)),
    table: "products",
    rows: products.map(cells).map((row, index) => ({ ...row, changed_at: products[index]?.["ChangedAt"] ?? null })),
    key: ["product_id"],
    secret,
    http: { proxy, pages: 2 },
    unreachable: () => odata(source("http://127.0.0.1:1/")),
    wrongCredentials: () => odata(source(url, { password: { secret: "another" } })),
    close: async () => {
      await proxy.close();
      await erp.close();
    },
  };
});

describe("OData", () => {
  let erp: ErpServer;
  let connector: Connector;
  let tables: readonly TableDef[];
  const context = (over: Partial<Context> = {}): Context => ({
    signal: new AbortController().signal,
    now: () => new Date("2026-11-16T12:00:00Z"),
    secret,
    budget: createBudget(Infinity),
    ...over,
  });

  beforeAll(async () => {
    erp = await startErp(data, { credentials });
    connector = odata(source(erp.url));
    tables = await connector.discover(context());
  });
  afterAll(async () => {
    await connector.close();
    await erp.close();
  });

  const tableOf = (name: string): TableDef => {
    const table = tables.find((each) => each.name === name);
    if (table === undefined) throw new Error(name);
    return table;
  };

  it("reads the service's sets, keys, sizes and references", () => {
    expect(tables.map(({ name, key, rows }) => ({ name, key, rows }))).toEqual([
      { name: "products", key: ["product_id"], rows: 703 },
      { name: "orders", key: ["order_id"], rows: 1203 },
      { name: "order_items", key: ["order_id", "position"], rows: 100 },
    ]);
    expect(tableOf("orders").columns.find((column) => column.name === "product_id")?.references).toBe(
      "products.product_id",
    );
    expect(tableOf("products").columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      "product_id varchar",
      "name varchar",
      "list_price decimal(15,2)",
      "serial int64",
      "weight double",
      "stock int32",
      "active boolean",
      "launched date",
      "changed_at timestamptz",
    ]);
  });

  it("shows the filter as a person would write it", async () => {
    const plan = await connector.plan(
      {
        table: tableOf("products"),
        columns: ["name"],
        filter: {
          op: "and",
          args: [
            { op: "=", column: "name", type: "varchar", value: "O'Neill & sons" },
            { op: ">=", column: "list_price", type: "decimal(15,2)", value: "12.50" },
            { op: "<", column: "name", type: "varchar", value: "a" },
          ],
        },
      },
      context(),
    );
    expect(plan).toMatchObject({
      native: "GET Products?$select=ProductId,Name&$filter=(Name eq 'O''Neill & sons') and (ListPrice ge 12.50)",
      guarantee: "superset",
      calls: 1,
    });
  });

  it("keeps every URL short by asking for a long list in several calls", async () => {
    const values = Array.from({ length: 900 }, (_, index) => `Q-${index * 3}`);
    const filter = { op: "in", column: "product_id", type: "varchar", values } as const;
    const plan = await connector.plan({ table: tableOf("products"), columns: ["product_id"], filter }, context());
    if ("refused" in plan) throw new Error(plan.refused);
    expect(plan.calls).toBeGreaterThan(3);
    expect(Math.max(...plan.native.split("\n").map((line) => encodeURI(line).length))).toBeLessThan(6000);
  });

  it("refuses to follow a next link to another host", async () => {
    const { createServer } = await import("node:http");
    let asked = 0;
    const elsewhere = createServer((_request, reply) => {
      asked += 1;
      reply.end('{"value":[]}');
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
    const { port } = elsewhere.address() as { port: number };
    const evil = createServer((_request, reply) => {
      reply.end(JSON.stringify({ value: [], "@odata.nextLink": `http://127.0.0.1:${port}/steal` }));
    });
    await new Promise<void>((resolve) => evil.listen(0, "127.0.0.1", resolve));
    const { port: evilPort } = evil.address() as { port: number };
    const connector = odata(source(`http://127.0.0.1:${evilPort}/`));
    const plan = await connector.plan({ table: tableOf("products"), columns: ["name"] }, context());
    if ("refused" in plan) throw new Error(plan.refused);
    await expect(Array.fromAsync(connector.scan(plan, context()))).rejects.toMatchObject({
      code: "source-refused",
      where: { source: "erp", table: "products" },
    });
    expect(asked).toBe(0);
    await connector.close();
    evil.close();
    elsewhere.close();
  });

  it("won't read with its own rights when asked to read on a caller's behalf", async () => {
    const plan = await connector.plan({ table: tableOf("products"), columns: ["name"] }, context());
    if ("refused" in plan) throw new Error(plan.refused);
    await expect(Array.fromAsync(connector.scan(plan, context({ onBehalfOf: "token" })))).rejects.toMatchObject({
      code: "unsupported",
    });
  });

  it("names a wrong setting of the connection, not its value", () => {
    const wrong = { name: "erp", connector: "odata", title: "ERP", connection: { url: "secret-looking", oops: 1 } };
    expect(() => odata(wrong)).toThrowError(GantryError);
    expect(() => odata(wrong)).toThrowError(/connection\.url/);
    expect(() => odata(wrong)).not.toThrowError(/secret-looking/);
  });
});

// Rows that answer again: only where the catalog says so, only for who may see just the same, only for a while.
import { afterAll, describe, expect, it } from "vitest";
import type { Catalog } from "../catalog/index.ts";
import { createQueryEngine } from "./index.ts";
import { catalogOf } from "./testing/catalog.ts";
import { freeContext, memorySource } from "./testing/memory.ts";
import type { QueryEngine, RunOptions } from "./types.ts";

const plain = catalogOf(
  {
    "crm.accounts": { id: "varchar", name: "varchar", region: "varchar", seats: "int32" },
    "billing.invoices": { id: "int32", account_id: "varchar", amount: "decimal(12,2)" },
  },
  { "crm.accounts": 1000, "billing.invoices": 5000 },
);
const cached = (seconds: number): Catalog => ({
  ...plain,
  tables: Object.fromEntries(
    Object.entries(plain.tables).map(([name, table]) => [
      name,
      name === "crm.accounts" ? { ...table, cache: { seconds } } : table,
    ]),
  ),
});
const accounts = Array.from({ length: 1000 }, (_, index) => ({
  id: `a${index}`,
  name: `Company ${index}`,
  region: ["EMEA", "AMER"][index % 2] ?? null,
  seats: index % 11 === 0 ? null : index,
}));
const invoices = Array.from({ length: 5000 }, (_, index) => ({
  id: index,
  account_id: `a${index % 1000}`,
  amount: "1.50",
}));

const open: QueryEngine[] = [];
afterAll(() => Promise.all(open.map((engine) => engine.close())));

const opened = (catalog: Catalog = cached(60)) => {
  const source = memorySource({ accounts, invoices }, { batch: 300 });
  let time = 0;
  const engine = createQueryEngine({ catalog, connectors: () => source.connector, workers: 1, now: () => time });
  open.push(engine);
  const options: RunOptions = {
    parameters: {},
    steps: {},
    policy: "p1",
    context: () => freeContext(),
    signal: new AbortController().signal,
  };
  return {
    explain: (sql: string, over: Partial<RunOptions> = {}) => engine.explain(sql, { ...options, ...over }),
    later: (seconds: number) => {
      time += seconds * 1000;
    },
    /** Rows of the answer, and how often each table was read for it. */
    ask: async (sql: string, over: Partial<RunOptions> = {}) => {
      const before = source.requests.length;
      const { relation, scans } = await engine.run(sql, { ...options, ...over });
      return { rows: relation.rows, scans, asked: source.requests.slice(before).map(({ table }) => table.name) };
    },
  };
};

const emea = "select id, name from crm.accounts where region = 'EMEA' order by id";

describe("a table that may be cached", () => {
  it("answers the same and what lies within it, without asking its source", async () => {
    const { ask } = opened();
    const first = await ask(emea);
    expect(first).toMatchObject({ asked: ["accounts"] });
    const again = await ask(emea);
    expect(again).toMatchObject({ asked: [], rows: first.rows, scans: [{ cached: true, calls: 0, rows: 500 }] });
    expect(again.scans[0]?.asOf).toBe(first.scans[0]?.asOf);

    const within = await ask(
      "select name from crm.accounts where region = 'EMEA' and id in ('a2', 'a3', 'a4') order by 1",
    );
    expect(within).toMatchObject({ asked: [], rows: [{ name: "Company 2" }, { name: "Company 4" }] });
    expect(within.scans[0]?.rows).toBe(2);
  });

  it("asks for other rows and for columns that are not there", async () => {
    const { ask } = opened();
    await ask(emea);
    expect((await ask(emea.replace("EMEA", "AMER"))).asked).toEqual(["accounts"]);
    expect((await ask(emea.replace("name", "seats"))).asked).toEqual(["accounts"]);
    expect((await ask("select id, name from crm.accounts")).asked).toEqual(["accounts"]);
    // The last one covers the others' rows and columns.
    expect((await ask("select count(*) as n from crm.accounts where id < 'a5'")).asked).toEqual([]);
  });

  it("gives the keys that another scan waits for: no more of that one is read than without a cache", async () => {
    const { ask } = opened();
    await ask("select id, name, region, seats from crm.accounts");
    const join = `select a.id, sum(i.amount) as total from crm.accounts a join billing.invoices i on i.account_id = a.id
      where a.region = 'EMEA' and a.seats < 20 group by 1 order by 1`;
    const { asked, rows, scans } = await ask(join);
    expect(asked).toEqual(["invoices"]);
    expect(scans.find(({ table }) => table === "billing.invoices")?.rows).toBe(45);
    expect(rows).toEqual((await ask(join, { pushdown: false })).rows);
  });

  it("is told by explain, with when it was read: but only to whom it would answer", async () => {
    const { ask, explain, later } = opened();
    expect((await explain(emea))[0]).not.toHaveProperty("cached");
    const { scans } = await ask(emea);
    expect(await explain(emea)).toMatchObject([{ cached: true, native: "", estimatedCalls: 0, asOf: scans[0]?.asOf }]);
    expect((await explain(emea, { policy: "p2" }))[0]).not.toHaveProperty("cached");
    later(60);
    expect((await explain(emea))[0]).not.toHaveProperty("cached");
  });

  it("grows old", async () => {
    const { ask, later } = opened(cached(60));
    await ask(emea);
    later(59);
    expect((await ask(emea)).asked).toEqual([]);
    later(1);
    expect((await ask(emea)).asked).toEqual(["accounts"]);
  });

  it("answers nobody who may see otherwise, nor after the policy has changed", async () => {
    const { ask } = opened();
    const access = { rowFilters: { "crm.accounts": "id <> 'a2'" }, forbidden: [], parameters: {} };
    await ask(emea);
    const filtered = await ask(emea, { access });
    expect(filtered.asked).toEqual(["accounts"]);
    expect(filtered.rows).not.toContainEqual({ id: "a2", name: "Company 2" });
    expect((await ask(emea, { access })).asked).toEqual([]);
    expect((await ask(emea, { policy: "p2" })).asked).toEqual(["accounts"]);
    const context = () => ({ ...freeContext(), onBehalfOf: "ada's token" });
    expect((await ask(emea, { context })).asked).toEqual(["accounts"]);
    expect((await ask(emea, { context })).asked).toEqual([]);
  });

  it("is not, unless the catalog says so and the policy's version is known", async () => {
    const { ask } = opened(plain);
    await ask(emea);
    expect((await ask(emea)).asked).toEqual(["accounts"]);
    const other = opened();
    const engineOnly = { policy: undefined } as unknown as Partial<RunOptions>;
    await other.ask(emea, engineOnly);
    expect((await other.ask(emea, engineOnly)).asked).toEqual(["accounts"]);
  });
});

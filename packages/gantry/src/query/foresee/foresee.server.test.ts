// What a query would take, told before it runs, over tables that were looked at once.
import { afterAll, expect, test } from "vitest";
import { createQueryEngine, createStatistics } from "../index.ts";
import type { ForeseenRead, Statistics } from "../index.ts";
import { catalogOf } from "../testing/catalog.ts";
import { freeContext, freeOptions, memorySource } from "../testing/memory.ts";

const catalog = catalogOf(
  {
    "crm.accounts": { id: "varchar", name: "varchar", region: "varchar", since: "date" },
    "erp.orders": { id: "int64", account_id: "varchar", amount: "decimal(10,2)" },
  },
  { "crm.accounts": 400, "erp.orders": 40_000 },
);
const accounts = Array.from({ length: 500 }, (_, i) => ({
  id: `a${i}`,
  name: `Account ${i}`,
  // Correlated: those of APAC are the newest.
  region: i < 450 ? "EMEA" : "APAC",
  since: i < 450 ? "2024-01-01" : "2026-05-01",
}));
const orders = Array.from({ length: 3000 }, (_, i) => ({ id: BigInt(i), account_id: `a${i % 500}`, amount: "1.00" }));
const source = memorySource({ accounts, orders }, { batch: 500, groups: true });
const engine = createQueryEngine({ catalog, connectors: () => source.connector, workers: 1 });
afterAll(() => engine.close());

const statisticsOf = (most?: number): Statistics =>
  createStatistics({
    connectors: () => source.connector,
    context: () => freeContext(),
    ...(most === undefined ? {} : { most }),
  });
const whole = statisticsOf();
const foresee = (sql: string, more: { readonly statistics?: Statistics; readonly before?: ForeseenRead[] } = {}) =>
  engine.foresee(sql, { ...freeOptions, steps: {}, statistics: whole, before: [], ...more });
const told = async (...of: Parameters<typeof foresee>) =>
  (await foresee(...of)).scans.map(({ table, rows, calls }) => [table, rows, calls]);

test("conditions that go together are counted together", async () => {
  expect(await told("select name from crm.accounts where region = 'APAC' and since >= date '2026-01-01'")).toEqual([
    ["crm.accounts", 50, 1],
  ]);
});

test("a scan that waits for join keys has as many rows as those keys have, over as many pages", async () => {
  const sql =
    "select o.amount from crm.accounts a join erp.orders o on o.account_id = a.id where a.region = 'EMEA' and a.since < date '2025-01-01'";
  const scans = await told(sql);
  const ran = await engine.run(sql, freeOptions);
  expect(scans).toEqual(ran.scans.map(({ table, rows, calls }) => [table, rows, calls]));
  expect(scans.map(([table]) => table)).toEqual(["crm.accounts", "erp.orders"]);
});

test("where the source makes the groups, there are as many rows as groups", async () => {
  expect(await told("select region, count(*) as n from crm.accounts group by region")).toEqual([
    ["crm.accounts", 2, 1],
  ]);
});

test("rows that an earlier query of the run has read cost no call", async () => {
  const before: ForeseenRead[] = [];
  expect(await told("select id, region from crm.accounts", { before })).toEqual([["crm.accounts", 500, 1]]);
  expect(await told("select id from crm.accounts where region = 'APAC'", { before })).toEqual([
    ["crm.accounts", 50, 0],
  ]);
});

test("a step's rows are known by its key, and limit what the next step reads", async () => {
  const first = await engine.foresee("select id as account_id from crm.accounts where region = 'APAC'", {
    ...freeOptions,
    steps: {},
    statistics: whole,
    before: [],
    key: "account_id",
  });
  expect(first.step.rows).toBe(50);
  const { scans } = await engine.foresee("select o.id from mine m join erp.orders o on o.account_id = m.account_id", {
    ...freeOptions,
    steps: { mine: first.step },
    statistics: whole,
    before: [],
  });
  expect(scans.map(({ table, rows }) => [table, rows])).toEqual([["erp.orders", 300]]);
});

test("of a large table a part is looked at, and the rest reckoned from it", async () => {
  const [scan] = (
    await foresee("select id from erp.orders where account_id in ('a1', 'a2', 'a3', 'a4')", {
      statistics: statisticsOf(1000),
    })
  ).scans;
  expect(scan?.isExact).toBe(false);
  expect(scan?.rows).toBe(Math.round((8 * 40_000) / 1000));
});

test("a sample that would take too many calls is taken anew, smaller, so that it is even", async () => {
  const samples: number[] = [];
  let calls = 0;
  const paged = createStatistics({
    connectors: () => ({
      ...source.connector,
      plan: async (request, context) => {
        const plan = await source.connector.plan(request, context);
        samples.push(request.sample ?? 0);
        return { ...plan, detail: request.sample ?? 0, sample: "random" };
      },
      scan: async function* (plan, context) {
        for (let left = Number(plan.detail); left > 0; left -= 10, calls += 1) {
          context.budget.spend(1);
          yield { rows: 10, columns: plan.columns.map(() => Array.from({ length: 10 }, () => null)) };
        }
      },
    }),
    context: () => freeContext(),
    most: 1000,
    mostCalls: 20,
  });
  const table = catalog.tables["erp.orders"];
  if (table === undefined) throw new Error("no table");
  const sketch = await paged.of(table);
  expect(samples).toEqual([1000, 160]);
  expect(sketch).toMatchObject({ held: 160, isEven: true, total: 40_000, pageSize: 10 });
  expect(calls).toBeLessThan(40);
});

test("where only the first rows can be looked at, the source tells how many pass, and the keys leave the share that they leave of those", async () => {
  const counted: unknown[] = [];
  const statistics = createStatistics({
    connectors: () => ({
      ...source.connector,
      count: (request) => {
        counted.push(request.filter);
        return Promise.resolve(50);
      },
    }),
    context: () => freeContext(),
    most: 300,
  });
  const condition = "region = 'APAC'";
  expect(await told(`select name from crm.accounts where ${condition}`, { statistics })).toEqual([
    ["crm.accounts", 50, 1],
  ]);
  expect(await told(`select id from crm.accounts where ${condition}`, { statistics })).toEqual([
    ["crm.accounts", 50, 1],
  ]);
  expect(counted).toHaveLength(1);
});

test("a table that can't be looked at has its price by rule of thumb", async () => {
  const broken: Statistics = createStatistics({
    connectors: () => {
      throw new Error("down");
    },
    context: () => freeContext(),
  });
  const [scan] = (await foresee("select id from crm.accounts where region = 'EMEA'", { statistics: broken })).scans;
  expect(scan).toMatchObject({ table: "crm.accounts", rows: 20, calls: 1, isExact: false });
});

test("who reads a source with his own rights is told nothing by what the house may see there", async () => {
  const context = () => ({ ...freeContext(), onBehalfOf: "token" });
  const [scan] = (
    await engine.foresee("select id from crm.accounts where region = 'APAC'", {
      ...freeOptions,
      context,
      steps: {},
      statistics: whole,
      before: [],
    })
  ).scans;
  expect(scan).toMatchObject({ rows: 20, isExact: false });
});

test("what is held of a table are no texts, and of free text nothing at all", async () => {
  const labelled = catalogOf({ "crm.cases": { id: "varchar", subject: "varchar", description: "varchar" } });
  const table = labelled.tables["crm.cases"];
  if (table === undefined) throw new Error("no table");
  const columns = table.columns.map((it) => (it.name === "description" ? { ...it, labels: ["text.untrusted"] } : it));
  const cases = memorySource({ cases: [{ id: "c1", subject: "Ada", description: "call me" }] });
  const statistics = createStatistics({ connectors: () => cases.connector, context: () => freeContext() });
  const sketch = await statistics.of({ ...table, columns });
  expect([...(sketch?.columns.keys() ?? [])]).toEqual(["id", "subject"]);
  expect(sketch?.columns.get("subject")?.codes).toBeInstanceOf(Float64Array);
  expect(cases.requests.map((it) => it.columns)).toEqual([["id", "subject"]]);
});

import { afterAll, describe, expect, it } from "vitest";
import { createQueryEngine } from "./index.ts";
import { catalogOf } from "./testing/catalog.ts";
import { freeOptions, memorySource } from "./testing/memory.ts";
import type { RunOptions } from "./types.ts";

const catalog = catalogOf(
  {
    "crm.accounts": {
      id: "varchar",
      name: "varchar",
      region: "varchar",
      seats: "int64",
      arr: "decimal(12,2)",
      renewal: "date",
      tags: "json",
    },
    "billing.invoices": { id: "int32", account_id: "varchar", amount: "decimal(12,2)", paid: "timestamptz" },
  },
  { "crm.accounts": 40, "billing.invoices": 5000 },
);
const crm = memorySource({
  accounts: Array.from({ length: 40 }, (_, index) => ({
    id: `a${index}`,
    name: `Çompany ${index} 🚆`,
    region: index % 4 === 0 ? "EMEA" : "AMER",
    seats: 9007199254740993n + BigInt(index),
    arr: index === 0 ? null : `${index}.50`,
    renewal: `2026-0${1 + (index % 9)}-15`,
    tags: JSON.stringify({ n: index, list: [1, 2] }),
  })),
});
const billing = memorySource({
  invoices: Array.from({ length: 5000 }, (_, index) => ({
    id: index,
    account_id: `a${index % 500}`,
    amount: `${index}.25`,
    paid: index === 7 ? "infinity" : "2026-05-01T10:00:00.5Z",
  })),
});
const engine = createQueryEngine({ catalog, connectors: (source) => (source === "crm" ? crm : billing).connector });
afterAll(() => engine.close());

const options: RunOptions = freeOptions;

describe("running a query", () => {
  it("knows moments that never come", async () => {
    const { relation } = await engine.run(
      `select id, paid, date '-infinity' as never from billing.invoices where paid > timestamptz '9999-12-31'`,
      options,
    );
    expect(relation.rows).toEqual([{ id: 7, paid: "infinity", never: "-infinity" }]);
  });

  it("gives rows with exact values", async () => {
    const { relation, scans } = await engine.run(
      "select id, name, seats, arr, renewal, tags from crm.accounts where region = $region order by seats limit 2;",
      { ...options, parameters: { region: { type: "varchar", value: "EMEA" } } },
    );
    expect(relation.rows).toEqual([
      {
        id: "a0",
        name: "Çompany 0 🚆",
        seats: "9007199254740993",
        arr: null,
        renewal: "2026-01-15",
        tags: { n: 0, list: [1, 2] },
      },
      {
        id: "a4",
        name: "Çompany 4 🚆",
        seats: "9007199254740997",
        arr: "4.50",
        renewal: "2026-05-15",
        tags: { n: 4, list: [1, 2] },
      },
    ]);
    expect(scans).toMatchObject([
      {
        table: "crm.accounts",
        pushed: "region = … order by seats limit 2",
        rows: 2,
        calls: 1,
        asOf: "2026-09-30T12:00:00.000Z",
      },
    ]);
  });

  it("pushes join keys into the larger source", async () => {
    const { relation, scans } = await engine.run(
      `select a.id, sum(i.amount) as total, max(i.paid) as last from crm.accounts a join billing.invoices i on i.account_id = a.id
       where a.region = 'EMEA' group by 1 order by 1`,
      options,
    );
    expect(relation.rows).toHaveLength(10);
    expect(relation.rows[0]).toEqual({ id: "a0", total: "22502.50", last: "2026-05-01T10:00:00.5Z" });
    expect(scans.find(({ table }) => table === "billing.invoices")).toMatchObject({
      pushed: "account_id in (10 values)",
      rows: 100,
    });
  });

  it("joins a step's rows", async () => {
    const { relation } = await engine.run(
      "select r.id, a.region, r.p from risk r left join crm.accounts a using (id) order by r.p",
      {
        ...options,
        steps: {
          risk: {
            columns: [
              { name: "id", type: "varchar" },
              { name: "p", type: "double" },
            ],
            rows: [
              { id: "a1", p: 0.5 },
              { id: "zz", p: 0.25 },
            ],
          },
        },
      },
    );
    expect(relation.rows).toEqual([
      { id: "zz", region: null, p: 0.25 },
      { id: "a1", region: "AMER", p: 0.5 },
    ]);
  });
});

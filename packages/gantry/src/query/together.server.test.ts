// Queries of one run read the same rows once: each finds what its caller may see by the same accounts.
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { createQueryEngine } from "./index.ts";
import { catalogOf } from "./testing/catalog.ts";
import { freeContext, memorySource } from "./testing/memory.ts";
import type { RunOptions } from "./types.ts";

const catalog = catalogOf(
  {
    "crm.accounts": { id: "varchar", region: "varchar", usage_ref: "varchar" },
    "crm.contacts": { id: "varchar", account_id: "varchar" },
    "billing.invoices": { id: "varchar", account_id: "varchar" },
    "usage.weekly": { ref: "varchar", logins: "int32" },
  },
  { "crm.accounts": 1000, "crm.contacts": 5000, "billing.invoices": 20_000, "usage.weekly": 100_000 },
);
const accounts = Array.from({ length: 40 }, (_, i) => ({
  id: `a${i}`,
  region: i < 4 ? "EMEA" : "AMER",
  usage_ref: `u${i}`,
}));
const belonging = Array.from({ length: 80 }, (_, i) => ({ id: `x${i}`, account_id: `a${i % 50}` }));
const weekly = Array.from({ length: 80 }, (_, i) => ({ ref: `u${i % 50}`, logins: i }));
const asked: string[] = [];
const source = memorySource(
  { accounts, contacts: belonging, invoices: belonging, weekly },
  { onBatch: (table) => void asked.push(table) },
);
let time = 0;
const engine = createQueryEngine({ catalog, connectors: () => source.connector, now: () => time });
afterAll(() => engine.close());
beforeEach(() => {
  asked.length = 0;
});

const mine = "select id from crm.accounts where region = $caller_region";
const options: RunOptions = {
  parameters: {},
  steps: {},
  access: {
    rowFilters: {
      "crm.contacts": `account_id in (${mine})`,
      "billing.invoices": `account_id in (${mine})`,
      "usage.weekly": "ref in (select usage_ref from crm.accounts where region = $caller_region)",
    },
    forbidden: [],
    parameters: { caller_region: { type: "varchar", value: "EMEA" } },
  },
  policy: "1",
  context: () => freeContext(),
  signal: new AbortController().signal,
};
const amer: RunOptions = {
  ...options,
  access: {
    rowFilters: options.access?.rowFilters ?? {},
    forbidden: [],
    parameters: { caller_region: { type: "varchar", value: "AMER" } },
  },
};
const timesAsked = (table: string): number => asked.filter((name) => name === table).length;
const count = async (table: string, more: Partial<RunOptions> & { readonly base?: RunOptions }): Promise<unknown> => {
  const { relation } = await engine.run(`select count(*) as n from ${table}`, { ...(more.base ?? options), ...more });
  return relation.rows[0]?.["n"];
};

describe("the queries of one run", () => {
  it("read the same rows once, one after the other or side by side", async () => {
    const counts = await Promise.all([
      count("usage.weekly", { run: "r1" }),
      count("crm.contacts", { run: "r2" }),
      count("billing.invoices", { run: "r2" }),
    ]);
    expect(counts).toEqual(["8", "8", "8"]);
    expect(timesAsked("accounts")).toBe(2);
    expect(await count("billing.invoices", { run: "r2" })).toBe("8");
    expect(timesAsked("accounts")).toBe(2);
    expect(timesAsked("invoices")).toBe(1);
  });

  it("are told that a scan was shared, and as of when", async () => {
    await engine.run("select id from crm.contacts", { ...options, run: "r3" });
    const { scans } = await engine.run("select account_id from billing.invoices", { ...options, run: "r3" });
    expect(scans.find(({ table }) => table === "crm.accounts")).toMatchObject({ cached: true, calls: 0, rows: 4 });
    expect(scans.find(({ table }) => table === "billing.invoices")?.cached).toBeUndefined();
  });

  it("share nothing with another run, another caller, or without a policy's version", async () => {
    await count("crm.contacts", { run: "r4" });
    await count("crm.contacts", { run: "r5" });
    expect(await count("crm.contacts", { run: "r4", base: amer })).not.toBe("8");
    const { policy: _, ...unversioned } = options;
    await count("crm.contacts", { run: "r4", base: unversioned });
    await count("crm.contacts", {});
    expect(timesAsked("accounts")).toBe(5);
  });

  it("make no number at the source of rows that they have read", async () => {
    const grouping = memorySource({ accounts }, { groups: true });
    const own = createQueryEngine({ catalog, connectors: () => grouping.connector, workers: 1 });
    const sql = "select count(*) as n from crm.accounts";
    const shared = { ...options, run: "r8" };
    expect((await own.run(sql, shared)).scans[0]).toMatchObject({ pushed: "one group", rows: 1 });
    await own.run("select id from crm.accounts", shared);
    const { relation, scans } = await own.run(sql, shared);
    expect(relation.rows).toEqual([{ n: "40" }]);
    expect(scans[0]).toMatchObject({ cached: true, calls: 0 });
    await own.close();
  });

  it("read anew after a minute", async () => {
    await count("crm.contacts", { run: "r6" });
    time += 61_000;
    await count("crm.contacts", { run: "r6" });
    expect(timesAsked("accounts")).toBe(2);
  });

  it("read for themselves where another's scan failed", async () => {
    const stop = new AbortController();
    stop.abort();
    const [failed, fine] = await Promise.allSettled([
      count("crm.contacts", { run: "r7", signal: stop.signal }),
      count("billing.invoices", { run: "r7" }),
    ]);
    expect(failed.status).toBe("rejected");
    expect(fine).toMatchObject({ value: "8" });
  });
});

// A conversation over the real server: each turn changes what was asked before, and its rows are those of the plain question.
import type { Client } from "@gantry/client";
import type { Answer } from "@gantry/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";

let house: House;
let client: Client;
beforeAll(async () => {
  house = await openHouse({ GANTRY_ACCOUNTS: "200" });
  client = await house.client("sales-director");
});
afterAll(() => house?.close());

/** Rows of the answer's first table, without their keys. */
const rowsOf = ({ blocks, problem }: Answer): readonly Readonly<Record<string, unknown>>[] => {
  const table = blocks.find((it) => it.kind === "table");
  if (table?.kind !== "table") throw new Error(problem?.detail ?? "no table");
  return table.rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== "$key")));
};

const say = (question: string): Promise<Answer> => client.ask(question, { wait: 60, conversation: "sales" });
const plain = async (question: string) => rowsOf(await client.ask(question, { wait: 60 }));

test("six turns, with a restart between them, give the rows that were meant at each", async () => {
  expect(rowsOf(await say("Revenue by product line last quarter"))).toEqual(
    await plain("revenue per product line last quarter"),
  );
  expect(rowsOf(await say("only in EMEA"))).toEqual(await plain("revenue by product line in EMEA last quarter"));

  const byCountry = rowsOf(await say("now by country"));
  const countries = await plain("revenue by country in EMEA last quarter");
  expect(byCountry).toEqual(countries);
  expect(countries.length).toBeGreaterThan(5);

  await house.kill();
  await house.restart();
  client = await house.client("sales-director");

  const isLarge = (row: Readonly<Record<string, unknown>>): boolean => Number(row["figure"]) > 100_000;
  const large = countries.filter(isLarge);
  expect(rowsOf(await say("only those above 100k"))).toEqual(large);
  expect(large.length).toBeGreaterThan(0);
  expect(large.length).toBeLessThan(countries.length);

  const before = await say("and the quarter before?");
  expect(before.interpretation.text).toContain("2026-05-01 to 2026-07-31");
  const all = await plain("revenue by country in EMEA from 2026-05-01 to 2026-08-01");
  expect(rowsOf(before)).toEqual(all.filter(isLarge));

  const chart = await say("as a chart");
  expect(rowsOf(chart)).toEqual(rowsOf(before));
  expect(chart.blocks.some((it) => it.kind === "chart")).toBe(true);
}, 120_000);

test('"why?" shows formula, conditions and query beside the same rows, and the receipt what was read when', async () => {
  const why = await say("why?");
  const told = why.blocks.find((it) => it.kind === "table" && it.step === "reckoned");
  expect(JSON.stringify(told)).toMatch(/to_eur.*Cancelled.*region EMEA.*select/s);
  expect(why.receipt.sources.map((it) => it.source)).toEqual(expect.arrayContaining(["erp", "crm", "billing"]));
  expect(why.receipt.sources.every((it) => !Number.isNaN(Date.parse(it.asOf)))).toBe(true);
});

test.each([
  ["count", "How many enterprise customers are there in Germany?", "crm.accounts.segment"],
  ["share", "What share of last quarter's revenue comes from EMEA?", "erp.sales_order_items.net_amount"],
  ["course", "Tickets per week in the last 4 weeks", "crm.cases.created_date"],
  ["top", "Top 5 customers by revenue this year", "erp.sales_order_items.net_amount"],
  ["join", "Tickets of enterprise customers by priority this quarter", "crm.accounts.segment"],
  ["average", "Average list price of microscopes", "erp.products.list_price"],
])("why of a %s shows its cells, sources, times and query", async (kind, question, read) => {
  const conversation = `why ${kind}`;
  const answer = await client.ask(question, { wait: 60, conversation });
  const why = await client.ask("why?", { wait: 60, conversation });
  expect(rowsOf(why)).toEqual(rowsOf(answer));
  const tableOf = (step: string) => {
    const found = why.blocks.find((it) => it.kind === "table" && it.step === step);
    if (found?.kind !== "table") throw new Error(`no ${step}: ${JSON.stringify(why.problem)}`);
    return found;
  };
  expect(tableOf("reckoned").rows.map((it) => it["what"])).toEqual(
    expect.arrayContaining(["Formula", "Rows of", "Sources", "Query"]),
  );
  const cells = tableOf("cells");
  expect(cells.rows.length).toBeGreaterThan(0);
  expect(cells.columns.map((it) => it.title)).toContain(read);
  // The very rows: where they are few, there are as many as were counted.
  const [only] = rowsOf(answer);
  if (kind === "count") expect(cells.rows.length).toBe(Number(only?.["figure"]));
  expect(why.receipt.sources.length).toBeGreaterThan(0);
  expect(why.receipt.sources.every((it) => !Number.isNaN(Date.parse(it.asOf)))).toBe(true);
});

test("who may not see the cells behind a figure is told how it was reckoned all the same", async () => {
  const analyst = await house.client("analyst");
  await analyst.ask("Revenue by segment last quarter", { wait: 60, conversation: "mine" });
  const why = await analyst.ask("why?", { wait: 60, conversation: "mine" });
  expect(why.problem).toBeUndefined();
  expect(why.blocks.some((it) => it.kind === "table" && it.step === "reckoned")).toBe(true);
});

test("a published flow is followed up with other values of its input, and another's conversation is nobody else's", async () => {
  const first = "Summarize last quarter's sales trends in the EMEA region and create a corresponding chart";
  await client.ask(first, { wait: 60, conversation: "trends" });
  const { interpretation } = await client.ask("and in APAC?", { wait: 60, conversation: "trends" });
  expect(interpretation).toMatchObject({ flow: "sales-trends", input: { region: "APAC", period: "last quarter" } });
  const other = await house.client("sales-manager");
  await expect(other.ask("and in APAC?", { wait: 60, conversation: "trends" })).rejects.toThrow(/can't/);
});

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

test("a published flow is followed up with other values of its input, and another's conversation is nobody else's", async () => {
  const first = "Summarize last quarter's sales trends in the EMEA region and create a corresponding chart";
  await client.ask(first, { wait: 60, conversation: "trends" });
  const { interpretation } = await client.ask("and in APAC?", { wait: 60, conversation: "trends" });
  expect(interpretation).toMatchObject({ flow: "sales-trends", input: { region: "APAC", period: "last quarter" } });
  const other = await house.client("sales-manager");
  await expect(other.ask("and in APAC?", { wait: 60, conversation: "trends" })).rejects.toThrow(/can't/);
});

// Analytic models in a flow over a real server: what comes with its interval, trends, odd weeks, segments, and their charts.
import type { Client } from "@gantry/client";
import type { Answer } from "@gantry/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";

let house: House;
let client: Client;
let answer: Answer;

beforeAll(async () => {
  house = await openHouse({ GANTRY_PROJECT: new URL("./projects/analysed", import.meta.url).pathname });
  client = await house.client("analyst");
  answer = await client.runFlow("outlook", {}, { wait: 60 });
});
afterAll(() => house?.close());

const rowsOf = (step: string) => {
  const found = answer.blocks.find((it) => it.kind === "table" && it.step === step);
  if (found?.kind !== "table") throw new Error(`no table of ${step}: ${JSON.stringify(answer.problem)}`);
  return found.rows;
};

test("eight weeks are foretold, each within its interval, and none that has been", () => {
  const weeks = rowsOf("emea");
  const told = weeks.filter((it) => it["forecast"] !== null);
  expect(told).toHaveLength(8);
  for (const { low, forecast, high, value } of told) {
    expect([Number(low) <= Number(forecast), Number(forecast) <= Number(high), value]).toEqual([true, true, null]);
  }
  expect(weeks.length).toBeGreaterThan(50);
});

test("each region has a trend and its odd weeks, customers are in segments", () => {
  const regions = rowsOf("regions");
  expect(new Set(regions.map((it) => it["series"]))).toEqual(new Set(["AMER", "APAC", "EMEA"]));
  for (const { trend } of regions) expect(["rising", "falling", "steady"]).toContain(trend);
  const segments = rowsOf("segments").map((it) => it["segment"]);
  expect(segments).toEqual(expect.arrayContaining(["champion", "at risk", "lost"]));
});

test("the charts are drawn with band and map, as wide and on what ground one asks, and not otherwise", async () => {
  const line = await client.chart(answer.run, 1, { width: 420 });
  expect([line.includes('width="420"'), line.includes("80 % interval")]).toEqual([true, true]);
  const map = await client.chart(answer.run, 2, { theme: "dark" });
  expect([map.includes("#16201d"), map.includes("EMEA")]).toEqual([true, true]);
  await expect(client.chart(answer.run, 1, { width: 10 })).rejects.toMatchObject({ code: "bad-request" });
});

test("the models are listed with their cards", async () => {
  const { models } = await client.models();
  const cards = new Map(models.map((it) => [it.name, it.card]));
  expect(cards.get("builtin/churn")?.quality[0]?.measure).toBe("AUC out of time");
  expect(cards.get("builtin/forecast")?.does).toContain("interval");
  expect(cards.get("builtin/rules")).toBeNull();
});

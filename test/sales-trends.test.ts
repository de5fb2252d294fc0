// "Summarize last quarter's sales trends …": asked over the real server, reckoned again from what the systems say.
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Client } from "@gantry/client";
import type { Answer, TableBlock } from "@gantry/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { gantry, openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { driversOf, during, salesOf, sum, sumsBy } from "./support/sales/expected.ts";
import type { Sale, Spans } from "./support/sales/expected.ts";
import { readSales } from "./support/sales/records.ts";

const question = "Summarize last quarter's sales trends in the EMEA region and create a corresponding chart";

/** The fiscal quarter before 16 November 2026: fiscal years begin in February. */
const spans: Spans = {
  now: ["2026-08-01", "2026-11-01"],
  before: ["2026-05-01", "2026-08-01"],
  year: ["2025-08-01", "2025-11-01"],
  yearBefore: ["2025-05-01", "2025-08-01"],
};

let house: House;
let answer: Answer;
let manager: Client;
let sales: readonly Sale[];

beforeAll(async () => {
  house = await openHouse();
  manager = await house.client("sales-manager");
  answer = await manager.ask(question, { wait: 60 });
  sales = salesOf(await readSales(house), "EMEA", spans);
});
afterAll(() => house?.close());

const tableOf = (step: string, of = answer): z.infer<typeof TableBlock> => {
  const found = of.blocks.find((it) => it.kind === "table" && it.step === step);
  if (found?.kind !== "table") throw new Error(`no table of ${step}: ${JSON.stringify(of.problem)}`);
  return found;
};
const chartOf = (step: string, of = answer) => {
  const found = of.blocks.find((it) => it.kind === "chart" && it.step === step);
  if (found?.kind !== "chart") throw new Error(`no chart of ${step}`);
  return found;
};
/** Decimals cross the wire as text: as whole cents they are compared and added exactly. */
const cents = (cell: unknown): bigint => {
  const [, sign = "", whole = "", part = ""] = /^(-?)(\d+)(?:\.(\d\d))?$/.exec(String(cell)) ?? [];
  if (whole === "") throw new Error(`no amount: ${String(cell)}`);
  const amount = BigInt(whole) * 100n + BigInt(part === "" ? 0 : part);
  return sign === "" ? amount : -amount;
};
const wordOf = (cell: unknown): string => (typeof cell === "string" ? cell : "");
const column = (step: string, key: string, name: string): Record<string, bigint> =>
  Object.fromEntries(tableOf(step).rows.map((row) => [row[key], cents(row[name])]));
const added = (values: Readonly<Record<string, bigint>>): bigint => Object.values(values).reduce((a, b) => a + b, 0n);
const change = (base: "before" | "year"): bigint => sum(during(sales, "now")) - sum(during(sales, base));
const monthName = (month: string): string =>
  new Intl.DateTimeFormat("en-US", { month: "short", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${month}-01`),
  );

test("the question is read as the last whole fiscal quarter in the region, and answered in full", () => {
  expect(answer.problem).toBeUndefined();
  expect(answer.status).toBe("done");
  expect(answer.interpretation).toMatchObject({ flow: "sales-trends", planner: "builtin/rules" });
  expect(answer.interpretation.text).toBe(
    "Sales trends · period 2026-08-01 to 2026-10-31 (last fiscal quarter) · region EMEA",
  );
  expect(sum(during(sales, "now"))).toBeGreaterThan(100_000_000n);
});

test.each([
  ["product_lines", "product_line", (it: Sale) => it.line],
  ["segments", "segment", (it: Sale) => it.buyer.Segment__c],
] as const)("sales in %s are those of the ERP's orders in euros, in each of the three spans", (step, key, by) => {
  expect(column(step, key, "sales")).toEqual(sumsBy(during(sales, "now"), by));
  expect(column(step, key, "sales_before")).toEqual(sumsBy(during(sales, "before"), by));
  expect(column(step, key, "sales_year")).toEqual(sumsBy(during(sales, "year"), by));
  expect(added(column(step, key, "change_year"))).toBe(change("year"));
});

test("months and product lines are laid beside those of a year before", () => {
  const aYearOn = (month: string): string => `${Number(month.slice(0, 4)) + 1}${month.slice(4)}`;
  const named = (it: Sale): string => `${it.line} ${monthName(it.span === "year" ? aYearOn(it.month) : it.month)}`;
  const told = (name: string): Record<string, bigint> =>
    Object.fromEntries(
      tableOf("line_months").rows.flatMap((row) => {
        const amount = cents(row[name]);
        return amount === 0n ? [] : [[`${wordOf(row["product_line"])} ${wordOf(row["month_name"])}`, amount]];
      }),
    );
  expect(told("sales")).toEqual(sumsBy(during(sales, "now"), named));
  expect(told("sales_year")).toEqual(sumsBy(during(sales, "year"), named));

  const months = chartOf("months").rows;
  const points = (name: string): Record<string, bigint> =>
    Object.fromEntries(months.map((row) => [row["month_name"], cents(row[name])]));
  expect(months.map((row) => row["month_name"])).toEqual(
    ["05", "06", "07", "08", "09", "10"].map((it) => monthName(`2026-${it}`)),
  );
  expect(points("sales")).toEqual(sumsBy(during(sales, "now", "before"), (it) => monthName(it.month)));
  expect(points("sales_year")).toEqual(
    sumsBy(during(sales, "year", "yearBefore"), (it) => monthName(aYearOn(it.month))),
  );
});

test.each(["year", "before"] as const)("what made the difference to the %s adds up to it, to the cent", (base) => {
  const told = column("drivers", "driver", `change_${base}`);
  expect(added(told)).toBe(change(base));
  const expected = driversOf(sales, base, spans);
  expect(Object.keys(told).sort()).toEqual(expect.arrayContaining(Object.keys(expected).sort()));
  for (const [driver, amount] of Object.entries(told))
    // Shares of volume, price and exchange rate are rounded to the cent, product by product.
    expect(Math.abs(Number(amount) - (expected[driver] ?? 0)), driver).toBeLessThan(100);
});

test("the waterfall leads from the one sum to the other", () => {
  const bars = chartOf("bridge").rows;
  const sums = bars.filter((row) => row["is_sum"] === true).map((row) => cents(row["amount"]));
  const changes = bars.filter((row) => row["is_sum"] === false).map((row) => cents(row["amount"]));
  expect(sums).toEqual([sum(during(sales, "year")), sum(during(sales, "now"))]);
  expect((sums[0] ?? 0n) + changes.reduce((a, b) => a + b, 0n)).toBe(sums[1]);
  expect(bars.at(0)?.["bar"]).toBe("Aug–Oct 2025");
  expect(bars.at(-1)?.["bar"]).toBe("Aug–Oct 2026");
});

test("every number, month and name of the summary rests on a cell that the systems bear out", () => {
  const text = answer.blocks.find((it) => it.kind === "text");
  if (text?.kind !== "text") throw new Error("no summary");
  const claims = text.claims ?? [];
  expect(claims.every((it) => it.cells.length > 0)).toBe(true);
  const said = [...text.text.matchAll(/\d[\d.,]*\d|\d/g)];
  expect(said.length).toBeGreaterThan(10);
  for (const { 0: number, index } of said)
    expect(
      claims.some((it) => it.start <= index && index + number.length <= it.end),
      number,
    ).toBe(true);

  const cellOf = (name: string): unknown =>
    claims.flatMap((it) => it.cells).find((it) => it.column === name)?.value ?? `"${name}" is not in the summary`;
  const now = during(sales, "now");
  expect(cents(cellOf("sales"))).toBe(sum(now));
  expect(cents(cellOf("sales_year"))).toBe(sum(during(sales, "year")));
  expect(Number(cellOf("sales_change_year"))).toBeCloseTo(Number(sum(now)) / Number(sum(during(sales, "year"))) - 1, 6);
  expect(Number(cellOf("orders"))).toBe(new Set(now.map((it) => it.order)).size);
  expect(Number(cellOf("customers"))).toBe(new Set(now.map((it) => it.buyer.Id)).size);
  const [line, amount] =
    Object.entries(sumsBy(now, (it) => it.line)).toSorted(([, a], [, b]) => Number(b - a))[0] ?? [];
  expect(cellOf("largest_line")).toBe(line);
  expect(cents(cellOf("largest_line_sales"))).toBe(amount);
  const gains = Object.entries(driversOf(sales, "year", spans)).toSorted(([, a], [, b]) => b - a);
  expect(Number(cents(cellOf("gain_sales")))).toBeCloseTo(gains[0]?.[1] ?? Number.NaN, -2);
});

test("nothing of it left the house, and the analyst, who sees no name, is told the same", async () => {
  expect(answer.receipt.egresses.map(({ destination, zone }) => `${destination} ${zone}`)).toEqual([
    "builtin/rules inside",
  ]);
  const analyst = await house.client("analyst");
  const same = await analyst.ask("how did sales in EMEA develop last quarter?", { wait: 60 });
  const apartFromWhen = (blocks: Answer["blocks"]): string => JSON.stringify(blocks).replaceAll(/"asOf":"[^"]*"/g, "");
  expect(apartFromWhen(same.blocks)).toBe(apartFromWhen(answer.blocks));
});

test("a manager is told nothing of another region, and that she is not", async () => {
  const other = await manager.ask("How did sales in APAC develop last quarter?", { wait: 60 });
  expect(tableOf("product_lines", other).rows).toEqual([]);
  expect(other.coverage).toContain("nothing was sold there in that time, as far as you may see");
});

test("each chart comes as a picture that stands for itself; a name in it is text", async () => {
  for (const [index, name] of ["Sep 2026", "Returning", "Cell Culture"].entries()) {
    const svg = await manager.chart(answer.run, index + 1);
    expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).toContain(name);
    expect(svg).not.toMatch(/<script|<image|<foreignObject|href=|url\((?!#)/i);
  }
  await expect(manager.chart(answer.run, 4)).rejects.toMatchObject({ code: "not-found" });
});

test("each comes as PNG too, as large as one asks, and from the command line as files", async () => {
  const width = (png: Uint8Array): number => Buffer.from(png).readUInt32BE(16);
  expect(width(await manager.chartPng(answer.run, 1))).toBe(1760);
  expect(width(await manager.chartPng(answer.run, 3, { width: 400, scale: 1, theme: "dark" }))).toBe(400);
  await expect(manager.chartPng(answer.run, 1, { scale: 9 })).rejects.toMatchObject({ code: "bad-request" });
  await expect(manager.chartPng(answer.run, 4)).rejects.toMatchObject({ code: "not-found" });
  const [file, second] = [path.join(house.dataFolder, "sales.png"), path.join(house.dataFolder, "sales-2.png")];
  const asked = await gantry(["ask", question, "--as", "sales-manager", "--charts", file], house.env);
  expect(asked.out).toContain(`Chart: ${second}`);
  expect([file, second].map((it) => width(readFileSync(it)))).toEqual([1760, 1760]);
  const stranger = await house.client("compliance");
  await expect(stranger.chartPng(answer.run, 1)).rejects.toMatchObject({
    code: expect.stringMatching(/forbidden|not-found/),
  });
});

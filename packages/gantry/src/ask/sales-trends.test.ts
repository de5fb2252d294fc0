// Questions about sales, beside the flow that answers questions about customers at risk: each finds its own.
import { expect, test } from "vitest";
import { catalog } from "../../../../examples/meridian/catalog.ts";
import { retention } from "../../../../examples/meridian/flows/retention.ts";
import { salesTrends } from "../../../../examples/meridian/flows/sales-trends.ts";
import { createModels } from "../model/index.ts";
import { createAsk } from "./index.ts";
import { caller } from "./testing/caller.ts";

const ask = createAsk({
  flows: [retention, salesTrends],
  catalog: { subjects: catalog.subjects ?? [] },
  models: createModels({}),
  calendar: { timeZone: "Europe/Zurich", fiscalYearStart: 2 },
  today: () => "2026-11-16",
});

const read = async (question: string): Promise<string> => {
  const planned = await ask.plan(question, caller);
  if (planned.kind === "unable") return `${planned.problem.code}: ${planned.problem.message}`;
  return [planned.flow, planned.input["region"], planned.input["period"]].join(" | ");
};

test.each([
  ["Summarize last quarter's sales trends in the EMEA region and create a corresponding chart", "EMEA | last quarter"],
  ["Summarise last quarter’s sales trends in EMEA with a chart.", "EMEA | last quarter"],
  ["sales trends EMEA last quarter", "EMEA | last quarter"],
  ["Give me an overview of how sales went in APAC last quarter, as a graph", "APAC | last quarter"],
  ["How did our revenue in the Americas develop last month?", "AMER | last month"],
  ["How did sales in EMEA perform in Q2?", "EMEA | q2"],
  ["Why did sales in EMEA drop last quarter?", "EMEA | last quarter"],
  ["What drove the change in sales in AMER last quarter?", "AMER | last quarter"],
  ["Show me the revenue trend for EMEA last year", "EMEA | last year"],
  ["Plot the sales development in Asia Pacific over the last quarter", "APAC | last quarter"],
  ["Summarize sales trends in EMEA", "EMEA | last quarter"],
  ["Compare last quarter's sales in EMEA with the previous quarter and last year", "EMEA | last quarter"],
  [
    "Résume les tendances des ventes du trimestre dernier dans la région EMEA et crée un graphique",
    "EMEA | last quarter",
  ],
  [
    "Fasse die Umsatzentwicklung des letzten Quartals in EMEA zusammen und erstelle ein Diagramm",
    "EMEA | last quarter",
  ],
])("%s", async (question, expected) => {
  expect(await read(question)).toBe(`sales-trends | ${expected}`);
});

test("what the flow can't narrow down is said, not left out", async () => {
  expect(await read("Summarize last quarter's sales trends in EMEA for pharmaceutical customers")).toMatch(
    /pharmaceutical/,
  );
  expect(await read("Summarize last quarter's sales trends in Germany")).toMatch(/Germany/);
  expect(await read("Summarize last quarter's sales trends")).toMatch(/which region/);
});

test("a question about customers at risk is still one", async () => {
  expect(
    await read(
      "Which enterprise customers in EMEA are at risk of leaving this quarter? Draft a retention email for each.",
    ),
  ).toBe("retention | EMEA | this quarter");
});

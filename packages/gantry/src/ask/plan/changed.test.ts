// How a question was read, changed by its fields: no word is read again, and what comes of it is a plan like any other.
import { expect, test } from "vitest";
import { changed } from "./changed.ts";
import { tellWhole } from "./index.ts";
import type { Edits } from "./index.ts";
import { time, understand } from "./testing/sample.ts";

const context = { ground: understand.ground, hidden: new Set(["crm.accounts.industry"]), time };

const change = (question: string, edits: Edits) => {
  const found = understand(question, time);
  if (found.kind !== "plan") throw new Error(`expected a plan of "${question}"`);
  return changed(context, found.plan, edits);
};
const told = (question: string, edits: Edits): string =>
  tellWhole(change(question, edits).plan, understand.ground, time, []);

test("each part of a reading is a field with its value and what else it may be", () => {
  const { fields } = change("top 5 countries by revenue in EMEA last quarter compared with the quarter before", {});
  expect(fields.map((it) => [it.name, it.kind, it.value])).toEqual([
    ["by", "choice", "crm.accounts.billing_country"],
    ["region", "choice", "EMEA"],
    ["period", "period", "last quarter"],
    ["against", "period", "2026-05-01..2026-08-01"],
    ["order", "choice", "most"],
    ["rows", "number", 5],
  ]);
  expect(fields[1]?.options?.map((it) => it.title)).toEqual(["any", "EMEA", "AMER", "APAC"]);
  // A column that does not exist for whoever asks is no way to tell things apart.
  expect(fields[0]?.options?.map((it) => it.value)).not.toContain("crm.accounts.industry");
});

test.each<readonly [string, Edits, string | RegExp]>([
  ["revenue by segment in EMEA last quarter", { region: "APAC" }, /^Revenue by segment · region APAC · /],
  ["revenue by segment in EMEA last quarter", { region: "" }, /^Revenue by segment · order date /],
  ["revenue by segment last quarter", { by: "erp.products.product_line" }, /^Revenue by product line/],
  ["revenue by month this year", { grain: "quarter" }, /^Revenue by quarter/],
  ["revenue last quarter", { period: "2026-01-01..2026-02-01" }, "Revenue · order date 2026-01-01 to 2026-01-31"],
  // What it is compared with moves along.
  ["revenue last quarter vs the quarter before", { period: "this quarter" }, /compared with 2026-08-01 to 2026-10-31$/],
  ["customers with more than 8 tickets", { tickets: 3 }, /with tickets above 3/],
  ["customers with overdue invoices", { status: "open" }, /with invoices \(status open\)/],
  ["products under 5000 euros", { list_price: 100 }, "Products · list price below 100"],
  ["revenue of Varorin last year", { customer: "Tessivia" }, /^Revenue · customer named "Tessivia" · /],
  ["customers in Germany or Austria", { billing_country: "FR" }, /billing country FR · status active$/],
])("%s with %o", (question, edits, expected) => {
  expect(told(question, edits)).toMatch(
    expected instanceof RegExp ? expected : new RegExp(`^${RegExp.escape(expected)}$`),
  );
});

test("what was emptied stays a field, so that it can be filled again", () => {
  const { fields } = change("customers in Germany", { billing_country: "" });
  expect(fields.find((it) => it.name === "billing_country")?.value).toBe("");
});

test.each<readonly [Edits, string]>([
  [{ region: "Atlantis" }, 'field "region" must be one of any, EMEA, AMER, APAC'],
  [{ period: "whenever" }, 'field "period" must be a period'],
  [{ colour: "blue" }, 'the question has no field "colour"; its fields: region, period'],
])("%o is refused, naming the field and what it may be, never the value", (edits, message) => {
  expect(() => change("revenue in EMEA last quarter", edits)).toThrow(message);
});

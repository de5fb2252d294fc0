import { expect, test } from "vitest";
import { project } from "../../../../examples/meridian/gantry.config.ts";
import { defineCatalog } from "../catalog/index.ts";
import type { Measure, Subject } from "../catalog/index.ts";
import { checkMeasures } from "./measures.ts";

const withTerms = (measures: readonly Measure[], subjects: readonly Subject[] = []) =>
  checkMeasures(defineCatalog({ ...project.catalog, measures, subjects }, project.lock));
const measure = (name: string, sql: string, table = "billing.invoices"): Measure => ({
  name,
  table,
  sql,
  synonyms: [],
});

test("the sample's measures and subjects are well made", async () => {
  expect(await checkMeasures(defineCatalog(project.catalog, project.lock))).toEqual([]);
});

test("a measure that does not bind, is no aggregate, or stands on no table is named", async () => {
  const wrong = await withTerms([
    measure("typo", "sum(amuont)"),
    measure("rows", "amount"),
    measure("nowhere", "count(*)", "billing.bills"),
    measure("Twice", "count(*)"),
    measure("clock", "count(*) filter (due_on < current_date)"),
    measure("fine", "sum(amount) / count(*)"),
  ]);
  expect(wrong).toHaveLength(5);
  expect(wrong.join("\n")).toMatch(/"nowhere".*"billing\.bills"/);
  expect(wrong.join("\n")).toMatch(/"Twice".*lower snake case/);
  expect(wrong.join("\n")).toMatch(/"typo" over billing\.invoices.*"amuont"/);
  expect(wrong.join("\n")).toMatch(/"rows".*neither grouped nor aggregated/);
  expect(wrong.join("\n")).toMatch(/"clock".*\$today/);
});

test("a subject of a table that is not there, or that is there twice, is named", async () => {
  const subject = (name: string, table: string): Subject => ({ name, table, synonyms: [] });
  const wrong = await withTerms(
    [],
    [subject("customer", "crm.accounts"), subject("customer", "crm.contacts"), subject("bill", "billing.bills")],
  );
  expect(wrong).toEqual([
    'subject "customer" is defined twice',
    'subject "bill": there is no table "billing.bills" in the catalog',
  ]);
});

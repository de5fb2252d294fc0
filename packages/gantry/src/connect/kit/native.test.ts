import { expect, test } from "vitest";
import { withoutValues } from "./index.ts";

test("SQL, SOQL and URLs are shown without the constants of their filters", () => {
  expect(
    withoutValues(
      "SELECT Id FROM Contact WHERE AccountId IN ('001A', '001\\'B') AND Age__c > 42 AND Born__c = 2001-02-03",
    ),
  ).toBe("SELECT Id FROM Contact WHERE AccountId IN (… × 2) AND Age__c > … AND Born__c = …");
  expect(
    withoutValues(
      `select "a"::numeric(12,2) from "t1" where "col2"::numeric(12,2) > $1::numeric and "x" = any($2::text[])`,
    ),
  ).toBe(`select "a"::numeric(12,2) from "t1" where "col2"::numeric(12,2) > $1::numeric and "x" = any($2::text[])`);
  expect(withoutValues("SalesOrders?$select=Id&$filter=Customer in ('0000200001','0000200008') and Net gt 12.50")).toBe(
    "SalesOrders?$select=Id&$filter=Customer in (… × 2) and Net gt …",
  );
});

test("what has no filter stays as it is", () => {
  expect(withoutValues("select 1 from 'weekly.parquet'")).toBe("select 1 from 'weekly.parquet'");
});

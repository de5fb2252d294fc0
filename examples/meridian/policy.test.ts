// What the sample's policy promises of roles that see a part of the customers.
import { expect, test } from "vitest";
import { catalog } from "./catalog.ts";
import { policy } from "./policy.ts";

/** Tables outside the CRM whose rows belong to a customer. */
const ofCustomers = Object.entries(catalog.tables)
  .filter(([name, table]) => {
    const columns = Object.keys(table.columns ?? {});
    const belongs = ["crm_id", "customer_id", "invoice_id", "account_ref", "customer", "sales_order_id"];
    return !name.startsWith("crm.") && belongs.some((column) => columns.includes(column));
  })
  .map(([name]) => name);

test.each(["sales-manager", "crm-user"])("a %s gets from each system what belongs to customers she may see", (role) => {
  expect(ofCustomers.length).toBeGreaterThan(5);
  const filters = policy.roles.find((it) => it.name === role)?.rowFilters ?? {};
  for (const table of ofCustomers) expect(filters[table], table).toContain("from crm.accounts");
});

// The records of a company straight from its generator, for questions about many companies at once.
import type { Company } from "../../../examples/meridian/src/index.ts";
import type { Records } from "./records.ts";

type Row = Readonly<Record<string, unknown>>;

export function recordsOf(company: Company): Records {
  const crm = (name: string): unknown => company.crm.objects.find((it) => it.name === name)?.records ?? [];
  const billing = (name: string): unknown => {
    const table = company.billing.find((it) => it.name === name);
    return (table?.rows ?? []).map((row) =>
      Object.fromEntries(table?.columns.map((column, i) => [column, asClientsRead(column, row[i] ?? null)]) ?? []),
    );
  };
  const usage = company.usage.find((it) => it.path.endsWith("weekly.parquet"));
  const weeks = (usage?.columns[0]?.values ?? []).map((_, i): Row =>
    Object.fromEntries(usage?.columns.map((column) => [column.name, column.values[i]]) ?? []),
  );
  // The generator's tables are the systems' own, column by column.
  return {
    accounts: crm("Account"),
    contacts: crm("Contact"),
    cases: crm("Case"),
    users: company.crm.users.map((it) => ({ Id: it.id, Name: it.name })),
    customers: billing("customers"),
    contracts: billing("contracts"),
    invoices: billing("invoices"),
    payments: billing("payments"),
    weeks,
  } as unknown as Records;
}

/** Ids reach a client as text: some are beyond what a double holds. */
const asClientsRead = (column: string, value: unknown): unknown =>
  /(^|_)id$/.test(column) && typeof value === "number" ? String(value) : value;

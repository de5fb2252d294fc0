// The billing database: statements that make its tables, and their rows.
import { type Day, isoDay, isoTime } from "./calendar.ts";
import { type Contract, contractRow } from "./contracts.ts";
import type { Customer } from "./customer.ts";
import type { Invoice } from "./invoices.ts";
import type { Links } from "./links.ts";
import { type Random, stream } from "./random.ts";
import { makeRates } from "./rates.ts";
import type { BillingTable } from "./types.ts";

type Row = (string | number | boolean | null)[];

const customersDdl = `CREATE TABLE customers (
  id bigint PRIMARY KEY,
  crm_id text,
  name text NOT NULL,
  country char(2) NOT NULL,
  currency char(3) NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX customers_crm_id ON customers (crm_id);`;

const contractsDdl = `CREATE TABLE contracts (
  id bigint PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers (id),
  number text NOT NULL UNIQUE,
  product_line text NOT NULL,
  start_date date NOT NULL,
  end_date date NOT NULL,
  term_months integer NOT NULL,
  annual_value numeric(12,2) NOT NULL,
  currency char(3) NOT NULL,
  auto_renew boolean NOT NULL,
  discount_percent numeric(4,1) NOT NULL,
  status text NOT NULL CHECK (status IN ('active', 'ended', 'terminated'))
);
CREATE INDEX contracts_customer_id ON contracts (customer_id);
CREATE INDEX contracts_end_date ON contracts (end_date);`;

const invoicesDdl = `CREATE TABLE invoices (
  id bigint PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers (id),
  contract_id bigint NOT NULL REFERENCES contracts (id),
  number text NOT NULL UNIQUE,
  issued_on date NOT NULL,
  due_on date NOT NULL,
  amount numeric(12,2) NOT NULL,
  currency char(3) NOT NULL,
  paid_on date,
  status text NOT NULL CHECK (status IN ('paid', 'open', 'overdue', 'void'))
);
CREATE INDEX invoices_customer_id ON invoices (customer_id);
CREATE INDEX invoices_contract_id ON invoices (contract_id);
CREATE INDEX invoices_due_on ON invoices (due_on);`;

const paymentsDdl = `CREATE TABLE payments (
  id bigint PRIMARY KEY,
  invoice_id bigint NOT NULL REFERENCES invoices (id),
  paid_on date NOT NULL,
  amount numeric(12,2) NOT NULL,
  currency char(3) NOT NULL,
  method text NOT NULL,
  failed boolean NOT NULL
);
CREATE INDEX payments_invoice_id ON payments (invoice_id);`;

const ratesDdl = `CREATE TABLE fx_rates (
  currency char(3) NOT NULL,
  to_eur numeric(12,6) NOT NULL,
  valid_from date NOT NULL,
  PRIMARY KEY (currency, valid_from)
);`;

const table = (name: string, ddl: string, columns: string, rows: readonly Row[]): BillingTable => ({
  name,
  ddl,
  columns: columns.split(" "),
  rows,
});

/** Billing's own spelling of a customer: mostly the legal name, sometimes as an old system shouts it. */
function billedName(name: string, random: Random): string {
  if (random.chance(0.85)) return name;
  return random.chance(0.5)
    ? name.toUpperCase()
    : name
        .replace(/&/g, "and")
        .normalize("NFD")
        .replace(/[\u0300-\u036f]/g, "");
}

export interface BillingParts {
  readonly customers: readonly Customer[];
  readonly contracts: readonly (readonly Contract[])[];
  readonly invoices: readonly Invoice[];
  readonly links: readonly Links[];
}

/** The tables in an order that satisfies their foreign keys. Ids of invoices are beyond 2^53 and so are text. */
export function makeBilling(
  { customers, contracts, invoices, links }: BillingParts,
  seed: number,
  today: Day,
): BillingTable[] {
  const billed = customers.filter((customer) => (contracts[customer.index] ?? []).length > 0);
  const customerId = (index: number) => 710_000_000 + index * 13;
  const currencyOf = (index: number) => customers[index]?.place.currency ?? "EUR";
  const customerRows = billed.map((customer): Row => {
    const random = stream(seed, "billing-customer", customer.index);
    const { index, name, place, since } = customer;
    const created = isoTime(since - random.int(0, 20), random.int(25_000, 64_000));
    return [
      customerId(index),
      links[index]?.billingCrmId ?? null,
      billedName(name, random),
      place.code,
      place.currency,
      created,
    ];
  });
  const contractRows = contracts.flatMap((ofCustomer) =>
    ofCustomer.map((contract) => contractRow(contract, customerId(contract.customer), currencyOf(contract.customer))),
  );
  const firstInvoice = 9_007_199_254_740_993n;
  const invoiceRows: Row[] = [];
  const paymentRows: Row[] = [];
  invoices.forEach((invoice, i) => {
    const id = String(firstInvoice + BigInt(i) * 2n);
    const currency = currencyOf(invoice.customer);
    const amount = invoice.amount.toFixed(2);
    const paid = invoice.paid === null ? null : isoDay(invoice.paid);
    const { contract, number, issued, due, status } = invoice;
    invoiceRows.push([
      id,
      customerId(invoice.customer),
      contract,
      number,
      isoDay(issued),
      isoDay(due),
      amount,
      currency,
      paid,
      status,
    ]);
    for (const { on, method, failed } of invoice.payments) {
      paymentRows.push([880_001 + paymentRows.length, id, isoDay(on), amount, currency, method, failed]);
    }
  });
  const rateRows = makeRates(seed, today).map(({ currency, toEuro, validFrom }): Row => [
    currency,
    toEuro.toFixed(6),
    isoDay(validFrom),
  ]);
  return [
    table("customers", customersDdl, "id crm_id name country currency created_at", customerRows),
    table(
      "contracts",
      contractsDdl,
      "id customer_id number product_line start_date end_date term_months annual_value currency auto_renew discount_percent status",
      contractRows,
    ),
    table(
      "invoices",
      invoicesDdl,
      "id customer_id contract_id number issued_on due_on amount currency paid_on status",
      invoiceRows,
    ),
    table("payments", paymentsDdl, "id invoice_id paid_on amount currency method failed", paymentRows),
    table("fx_rates", ratesDdl, "currency to_eur valid_from", rateRows),
  ];
}

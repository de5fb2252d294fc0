// The billing database asked by PostgreSQL's own client. Ids stay text, dates stay days, amounts keep every digit.
import path from "node:path";
import pg from "pg";
import { readData } from "../house.ts";
import type { House, SystemEndpoint } from "../house.ts";
import type { BilledCustomer, Contract, Invoice, Payment } from "./records.ts";

/** PostgreSQL's ids of the types that are safe as JavaScript values; all others stay as PostgreSQL writes them. */
const readers: Readonly<Record<number, (text: string) => unknown>> = { 16: (it) => it === "t", 23: Number };
const types = { getTypeParser: (type: number) => readers[type] ?? ((text: string) => text) };

async function within<T>(
  address: string,
  login: { readonly user: string; readonly password: string },
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const url = new URL(address);
  url.username = login.user;
  url.password = login.password;
  const client = new pg.Client({ connectionString: url.href, types });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export const readBilling = ({ address, credentials }: SystemEndpoint) =>
  within(address, { user: credentials["user"] ?? "", password: credentials["password"] ?? "" }, async (client) => {
    const all = async <T>(table: string): Promise<readonly T[]> =>
      (await client.query(`select * from ${table}`)).rows as T[];
    return {
      customers: await all<BilledCustomer>("customers"),
      contracts: await all<Contract>("contracts"),
      invoices: await all<Invoice>("invoices"),
      payments: await all<Payment>("payments"),
    };
  });

/** Changes an invoice as billing's own staff would; the role that Gantry has may only read. */
export const changeInvoice = (
  house: House,
  { address }: SystemEndpoint,
  id: string,
  { due, paid, status }: { readonly due: string; readonly paid: string | null; readonly status: string },
): Promise<void> => {
  const owner = { user: "gantry", password: readData(house, path.join("postgres", "password")).trim() };
  return within(address, owner, async (client) => {
    const { rowCount } = await client.query(
      "update invoices set due_on = $2, paid_on = $3, status = $4 where id = $1",
      [id, due, paid, status],
    );
    if (rowCount !== 1) throw new Error(`${rowCount} invoices changed`);
  });
};

/** A customer that was not there before, billed for an account of the CRM. */
export const addCustomer = (
  house: House,
  { address }: SystemEndpoint,
  { id, crmId }: { readonly id: string; readonly crmId: string },
): Promise<void> => {
  const owner = { user: "gantry", password: readData(house, path.join("postgres", "password")).trim() };
  return within(address, owner, async (client) => {
    await client.query(
      `insert into customers (id, crm_id, name, country, currency, created_at)
       values ($1, $2, 'New customer', 'CH', 'CHF', now())`,
      [id, crmId],
    );
  });
};

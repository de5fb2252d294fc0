// Two PostgreSQL databases of one company: a CRM's accounts and a billing system's invoices, as many rows in each.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { launchPostgres } from "../../packages/gantry/src/store/index.ts";

export interface Databases {
  /** Connection strings, by source. */
  readonly urls: { readonly crm: string; readonly billing: string };
  /** Where processes that ask may keep their compiled code. */
  readonly codeFolder: string;
}

export interface Server {
  /** Lays out both databases with `rows` rows each. */
  layOut(rows: number): Promise<Databases>;
  /** Stops the server and removes its data. */
  close(): Promise<void>;
}

const accounts = (rows: number): string => `
  create table accounts (
    id text primary key, name text not null, region text not null, segment text not null, owner text not null,
    renewal date not null, arr numeric(12,2), created timestamptz not null, description text not null);
  insert into accounts select
    'A' || lpad(n::text, 9, '0'), 'Company ' || md5(n::text), (array['EMEA','AMER','APAC','LATAM'])[1 + n % 4],
    (array['enterprise','mid-market','small','startup','public'])[1 + (n / 4) % 5], 'owner' || n % 997 || '@vendor.example',
    date '2025-01-01' + (n::bigint * 7919 % 1095)::int, case when n % 50 > 0 then (n::bigint * 104729 % 90000000) / 100.0 end,
    timestamptz '2019-01-01' + n * interval '3 minutes', 'Makes things of kind ' || md5((n * 3)::text) || ' and sells them'
  from generate_series(1, ${rows}) as n;`;

const invoices = (rows: number): string => `
  create table invoices (
    id bigint primary key, account_id text not null, amount numeric(12,2) not null, status text not null,
    due date not null, paid timestamptz, memo text not null);
  insert into invoices select
    n, 'A' || lpad((1 + n::bigint * 48271 % ${rows})::text, 9, '0'), (n::bigint * 15485863 % 5000000) / 100.0,
    (array['paid','open','overdue'])[1 + n % 3], date '2026-01-01' + n % 365,
    case when n % 3 = 0 then timestamptz '2026-01-01' + n * interval '31 seconds' end, 'Order ' || md5(n::text)
  from generate_series(1, ${rows}) as n;
  create index on invoices (account_id);`;

const within = async (url: string, statements: readonly string[]): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

/** Starts a PostgreSQL of its own in a temporary folder. */
export async function openServer(): Promise<Server> {
  const folder = mkdtempSync(path.join(tmpdir(), "gantry-bench-"));
  const postgres = await launchPostgres({ dataDir: folder });
  const urlOf = (database: string): string => {
    const url = new URL(postgres.url);
    url.pathname = `/${database}`;
    return url.href;
  };
  return {
    layOut: async (rows) => {
      const names = { crm: `crm_${rows}`, billing: `billing_${rows}` };
      await within(postgres.url, [`create database ${names.crm}`, `create database ${names.billing}`]);
      const urls = { crm: urlOf(names.crm), billing: urlOf(names.billing) };
      await within(urls.crm, [accounts(rows), "vacuum analyze accounts"]);
      await within(urls.billing, [invoices(rows), "vacuum analyze invoices"]);
      return { urls, codeFolder: path.join(folder, "code") };
    },
    close: async () => {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

// Data that the product has never seen: a database behind a URL, and the same as a folder of files.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import pg from "pg";
import { launchPostgres } from "../../packages/gantry/src/store/index.ts";

export interface Hospital {
  /** Of a user who may read and nothing else. */
  readonly url: string;
  readonly password: string;
  /** Straight to the database, as its owner. */
  readonly client: pg.Client;
  close(): Promise<void>;
}

/** A real PostgreSQL server with the hospital's fifteen tables. */
export async function openHospital(): Promise<Hospital> {
  const folder = mkdtempSync(path.join(tmpdir(), "gantry-hospital-"));
  const server = await launchPostgres({ dataDir: folder });
  const password = "s3cret of the ward";
  const first = new pg.Client({ connectionString: server.url });
  await first.connect();
  await first.query("create database klinik");
  await first.query(`create role reader login password '${password}'`);
  await first.end();
  const own = new URL(server.url);
  own.pathname = "/klinik";
  const client = new pg.Client({ connectionString: own.href });
  await client.connect();
  await client.query(readFileSync(path.join(import.meta.dirname, "hospital.sql"), "utf8"));
  await client.query("grant select on all tables in schema public to reader");
  const url = new URL(own.href);
  url.username = "reader";
  url.password = encodeURIComponent(password);
  return {
    url: url.href,
    password,
    client,
    close: async () => {
      await client.end();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Some of its tables as files: Parquet, CSV and a folder of both years' orders. */
export async function writeFiles(folder: string): Promise<void> {
  mkdirSync(path.join(folder, "orders"), { recursive: true });
  const instance = await DuckDBInstance.create();
  const duckdb = await instance.connect();
  const orders = `select 'O-' || i as "Order No", 'C' || (1 + i % 150) as "Cust", date '2026-01-01' + (i % 300)::int as "Ordered On",
    ((i * 7907) % 100000 / 100)::decimal(10,2) as "Net Amount", ['open','shipped','paid'][1 + i % 3] as status from range(1, 3001) r(i)`;
  for (const statement of [
    `copy (select * from (${orders}) where "Ordered On" < date '2026-06-01') to '${folder}/orders/first.parquet'`,
    `copy (select * from (${orders}) where "Ordered On" >= date '2026-06-01') to '${folder}/orders/second.parquet'`,
    `copy (select 'C' || i as "Cust No", ['Anna','Luca','Mia'][1 + i % 3] as "First Name", ['Müller','Rossi','Keller'][1 + i % 3] || i as "Last Name",
       'c' || i || '@mail.example' as "E-Mail", ['CH','DE','FR','IT'][1 + i % 4] as country,
       'Called on day ' || i || ' and asked whether the delivery could be left with the neighbour on the second floor' as notes
       from range(1, 151) r(i)) to '${folder}/Customers 2026.csv' (header)`,
    `copy (select ['CH','DE','FR','IT'][i] as country, ['CHF','EUR','EUR','EUR'][i] as currency from range(1, 5) r(i)) to '${folder}/countries.json'`,
  ])
    await duckdb.run(statement);
  duckdb.closeSync();
  instance.closeSync();
}

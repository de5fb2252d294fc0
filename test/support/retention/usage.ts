// The usage files read, and rewritten, as any holder of Parquet files would: by DuckDB.
import { rename } from "node:fs/promises";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { SystemEndpoint } from "../house.ts";
import type { Week } from "./records.ts";

async function within<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const weekly = ({ address }: SystemEndpoint): string => path.join(address, "weekly.parquet");

export const readUsage = (usage: SystemEndpoint): Promise<readonly Week[]> =>
  within(async (connection) => {
    const reader = await connection.runAndReadAll(
      `select account_ref, week::varchar as week, active_users, licensed_users, sessions, errors
       from read_parquet($file)`,
      { file: weekly(usage) },
    );
    return reader.getRowObjectsJson() as unknown as Week[]; // JSON of 32-bit integers and texts is just that
  });

export interface View {
  readonly account_ref: string;
  readonly product_id: string;
  /** "2026-11-03 10:20:30". */
  readonly viewed_at: string;
}

export const readViews = ({ address }: SystemEndpoint): Promise<readonly View[]> =>
  within(async (connection) => {
    const reader = await connection.runAndReadAll(
      "select account_ref, product_id, viewed_at::varchar as viewed_at from read_parquet($file)",
      { file: path.join(address, "views.parquet") },
    );
    return reader.getRowObjectsJson() as unknown as View[]; // JSON of texts is just that
  });

/** Sets the sessions of one customer's week, in a file written anew. */
export const changeWeek = (usage: SystemEndpoint, account: string, week: string, sessions: number): Promise<void> =>
  within(async (connection) => {
    const file = weekly(usage);
    await connection.run(
      `create table weeks as select * replace (
         case when account_ref = $account and week = $week::date then $sessions else sessions end as sessions)
       from read_parquet($file)`,
      { account, week, sessions, file },
    );
    await connection.run(`copy weeks to '${file.replaceAll("'", "''")}.part' (format parquet)`);
    await rename(`${file}.part`, file);
  });

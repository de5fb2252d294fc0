// Tables as streams of bytes: COPY in text format, which every version of PostgreSQL reads and writes the same.
import { Writable } from "node:stream";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { RowCounter } from "./digest.ts";
import type { RowDigest } from "./digest.ts";
import type { CopiedTable } from "./tables.ts";

const columnsOf = ({ columns }: CopiedTable): string => columns.map((it) => pg.escapeIdentifier(it)).join(", ");

export const rowsOut = (client: pg.ClientBase, table: CopiedTable): Readable =>
  client.query(copyTo(`copy (select ${columnsOf(table)} from ${table.name}) to stdout`));

/** Streams rows into a table; gives what arrived. */
export async function rowsIn(
  client: pg.ClientBase,
  table: CopiedTable,
  rows: readonly [Readable, ...NodeJS.ReadWriteStream[]],
): Promise<RowDigest> {
  const counter = new RowCounter();
  const into = client.query(copyFrom(`copy ${table.name} (${columnsOf(table)}) from stdin`));
  await pipeline([...rows, counter, into]);
  return counter.result();
}

/** What a table holds, as this client sees it. */
export async function digestOf(client: pg.ClientBase, table: CopiedTable): Promise<RowDigest> {
  const counter = new RowCounter();
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await pipeline(rowsOut(client, table), counter, nowhere);
  return counter.result();
}

/** Forms of values that don't hang on how a server is set up. */
const forms =
  "set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; " +
  "set local bytea_output = 'hex'; set local extra_float_digits = 1; set local statement_timeout = 0; " +
  "set local idle_in_transaction_session_timeout = 0";

/** Work on one connection, in one transaction: committed when it resolves. A `reader` sees the database as of one moment. */
export async function onConnection<T>(
  url: string,
  mode: "reader" | "writer",
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000, keepAlive: true });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query(mode === "reader" ? "begin isolation level repeatable read read only" : "begin");
    await client.query(forms);
    const result = await work(client);
    await client.query("commit");
    return result;
  } finally {
    // An open transaction goes with its connection.
    await client.end().catch(() => undefined);
  }
}

// Everything that Gantry itself keeps in its database, as text: what a thief of a backup would read.
import { readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { readData } from "./house.ts";
import type { House } from "./house.ts";

export interface DumpedTable {
  readonly table: string;
  /** All its rows; bytes both as Latin-1 and as UTF-8. */
  readonly text: string;
}

const asText = (value: unknown): string => {
  if (Buffer.isBuffer(value)) return `${value.toString("latin1")}\n${value.toString("utf8")}`;
  return typeof value === "string" ? value : JSON.stringify(value);
};

/** All tables of the embedded server's database `gantry`, in every schema but PostgreSQL's own. */
export async function dumpDatabase(house: House): Promise<readonly DumpedTable[]> {
  const [, , , port] = readFileSync(path.join(house.dataFolder, "postgres/data/postmaster.pid"), "utf8").split("\n");
  const client = new pg.Client({
    host: "127.0.0.1",
    port: Number(port),
    database: "gantry",
    user: "gantry",
    password: readData(house, "postgres/password").trim(),
  });
  await client.connect();
  try {
    const { rows } = await client.query<{ table: string }>(
      `select quote_ident(table_schema) || '.' || quote_ident(table_name) as table from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`,
    );
    const dumped: DumpedTable[] = [];
    for (const { table } of rows) {
      const found = await client.query<Record<string, unknown>>(`select * from ${table}`);
      dumped.push({ table, text: found.rows.flatMap((row) => Object.values(row).map(asText)).join("\n") });
    }
    return dumped;
  } finally {
    await client.end();
  }
}

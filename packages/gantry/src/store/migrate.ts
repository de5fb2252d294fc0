// Brings the schema `gantry` to the newest version: numbered SQL files, each applied once, never changed afterwards.
import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import { GantryError } from "@gantry/contract";
import type pg from "pg";
import { openPool } from "./database.ts";
import type { Queryable } from "./database.ts";

/** Any number will do, as long as every version of Gantry uses the same. */
const migrationLock = 4_726_189_003;

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/**
 * Applies what is missing. Two processes that start at once wait for each other.
 *
 * @throws GantryError `bad-config` when the database was migrated by a newer Gantry, or with other files.
 */
export async function migrate(pool: pg.Pool): Promise<void> {
  const migrations = await readMigrations();
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    await client.query("create schema if not exists gantry");
    await client.query(
      "create table if not exists gantry.migrations (name text primary key, checksum text not null, at timestamptz not null default now())",
    );
    const { rows } = await client.query<{ name: string; checksum: string }>(
      "select name, checksum from gantry.migrations",
    );
    const applied = new Map(rows.map((row) => [row.name, row.checksum]));
    refuseForeign(applied, migrations);
    for (const migration of migrations.filter((it) => !applied.has(it.name))) await apply(client, migration);
  } finally {
    await client.query("select pg_advisory_unlock($1)", [migrationLock]).catch(() => undefined);
    client.release();
  }
}

/** The same for a database that nobody has a pool on. */
export async function migrateDatabase(url: string): Promise<void> {
  const pool = openPool(url, 1);
  try {
    await migrate(pool);
  } finally {
    await pool.end();
  }
}

/** Of our tables, and of the queue's. */
export async function versionsOf(db: Queryable): Promise<{ readonly migrations: string[]; readonly queue: number }> {
  const ours = await db.query<{ name: string }>("select name from gantry.migrations order by name");
  const queue = await db.query<{ version: string }>("select max(version)::text as version from dbos.dbos_migrations");
  return { migrations: ours.rows.map((it) => it.name), queue: Number(queue.rows[0]?.version ?? 0) };
}

async function apply(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(sql);
    await client.query("insert into gantry.migrations (name, checksum) values ($1, $2)", [name, checksum]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

function refuseForeign(applied: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  for (const [name, checksum] of applied) {
    const ours = migrations.find((it) => it.name === name);
    if (ours?.checksum === checksum) continue;
    throw new GantryError(
      "bad-config",
      ours
        ? `the database was migrated with another version of ${name}`
        : `the database was migrated by a newer Gantry (${name} is unknown here)`,
      { remedy: "run the version of Gantry that this database belongs to, or a newer one" },
    );
  }
}

async function readMigrations(): Promise<readonly Migration[]> {
  const folder = new URL("./migrations/", import.meta.url);
  const names = (await fs.readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await fs.readFile(new URL(name, folder), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

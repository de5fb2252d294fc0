// The billing system: a real PostgreSQL database, made anew from rows, with a role that can only read it.
import { randomBytes } from "node:crypto";
import { GantryError } from "@gantry/contract";
import pg from "pg";
import type { BillingTable } from "../../company/types.ts";

/** What a client needs to read the database. */
export interface BillingConnection {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

const rowsPerInsert = 20_000;

const connectTo = async (url: string, database?: string): Promise<pg.Client> => {
  const target = new URL(url);
  if (database !== undefined) target.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: target.href, connectionTimeoutMillis: 10_000 });
  // A connection lost between queries surfaces in the next query.
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    throw new GantryError(
      "source-unreachable",
      "the PostgreSQL server for the sample's billing can't be connected to",
      {
        where: { source: "billing" },
        retryable: true,
        cause: error,
      },
    );
  }
  return client;
};

const within = async <T>(client: pg.Client, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const columnTypes = async (client: pg.Client, table: BillingTable): Promise<string[]> => {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type
       from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
    [pg.escapeIdentifier(table.name)],
  );
  const types = new Map(rows.map((it) => [it.name, it.type]));
  return table.columns.map((name) => {
    const type = types.get(name);
    if (type === undefined) throw new Error(`table ${table.name} has no column ${name}`);
    return type;
  });
};

// One array a column: a handful of parameters carry any number of rows.
const insertAll = async (client: pg.Client, table: BillingTable): Promise<void> => {
  const types = await columnTypes(client, table);
  const names = table.columns.map((it) => pg.escapeIdentifier(it)).join();
  const arrays = types.map((type, index) => `$${index + 1}::${type}[]`).join();
  const statement = `insert into ${pg.escapeIdentifier(table.name)} (${names}) select * from unnest(${arrays})`;
  for (let from = 0; from < table.rows.length; from += rowsPerInsert) {
    const part = table.rows.slice(from, from + rowsPerInsert);
    await client.query(
      statement,
      table.columns.map((_, column) => part.map((row) => row[column] ?? null)),
    );
  }
};

const makeReader = async (client: pg.Client, database: string, user: string, password: string): Promise<void> => {
  const role = pg.escapeIdentifier(user);
  const { rowCount } = await client.query("select from pg_roles where rolname = $1", [user]);
  await client.query(
    `${rowCount === 0 ? "create" : "alter"} role ${role} login nosuperuser nocreatedb nocreaterole
       password ${pg.escapeLiteral(password)}`,
  );
  await client.query(`alter role ${role} set default_transaction_read_only = on`);
  await client.query(`revoke all on database ${pg.escapeIdentifier(database)} from public`);
  await client.query(`grant connect on database ${pg.escapeIdentifier(database)} to ${role}`);
};

const mayNot = (error: unknown): never => {
  if (error instanceof pg.DatabaseError && error.code === "42501")
    throw new GantryError("bad-config", "the sample's billing database can't be made with the role of this server", {
      remedy: "give the role CREATEDB and CREATEROLE, or run without the sample company",
      cause: error,
    });
  throw error;
};

/**
 * Makes the billing database anew: drops it if it is there, creates it, loads the tables in their order, and sets up
 * a read-only role with a password of its own.
 *
 * @param url PostgreSQL URL of the server's maintenance database, with a role that may create databases and roles.
 * @param mark A text kept with the database once it is complete; `readBillingMark` gives it back.
 */
export const loadBilling = async (
  url: string,
  tables: readonly BillingTable[],
  database = "meridian_billing",
  mark = "",
): Promise<BillingConnection> => {
  const user = `${database}_reader`;
  const password = randomBytes(18).toString("base64url");
  const quoted = pg.escapeIdentifier(database);
  await within(await connectTo(url), async (client) => {
    await client.query(`drop database if exists ${quoted} with (force)`);
    await client.query(`create database ${quoted} template template0 encoding 'UTF8'`);
    await makeReader(client, database, user, password);
  }).catch(mayNot);
  await within(await connectTo(url, database), async (client) => {
    await client.query("set synchronous_commit = off");
    await client.query("begin");
    for (const table of tables) {
      await client.query(table.ddl);
      await insertAll(client, table);
    }
    const role = pg.escapeIdentifier(user);
    await client.query(`grant usage on schema public to ${role}`);
    await client.query(`grant select on all tables in schema public to ${role}`);
    await client.query("commit");
    await client.query("analyze");
    // The mark waits for the disk, and with it all that was written before.
    await client.query("set synchronous_commit = on");
    await client.query(`comment on database ${quoted} is ${pg.escapeLiteral(mark)}`);
  });
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port === "" ? 5432 : port), database, user, password };
};

/** The mark of the billing database, or null when it is absent, incomplete or without one. */
export const readBillingMark = async (url: string, database = "meridian_billing"): Promise<string | null> =>
  within(await connectTo(url), async (client) => {
    const { rows } = await client.query<{ mark: string | null }>(
      "select shobj_description(oid, 'pg_database') as mark from pg_database where datname = $1",
      [database],
    );
    return rows[0]?.mark ?? null;
  });

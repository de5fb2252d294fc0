// The one way to speak to Postgres: a pool, transactions, and names for both.
import pg from "pg";

/** What a repository needs: a pool, or the client of a transaction. */
export interface Queryable {
  /** A statement that is sent often: prepared once for each connection under its name. */
  query<R extends pg.QueryResultRow>(prepared: {
    readonly name: string;
    readonly text: string;
    readonly values: unknown[];
  }): Promise<pg.QueryResult<R>>;
  query<R extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<pg.QueryResult<R>>;
}

/** A client with an open transaction. */
export type Transaction = pg.PoolClient;

/** Texts that are prepared, by their names; so many that only texts made up as one goes are left out. */
const names = new Map<string, string>();
const mostNames = 500;

const nameOf = (text: string): string | undefined => {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostNames) return known;
  const name = `gantry_${names.size}`;
  names.set(text, name);
  return name;
};

/**
 * Prepares each statement with values once a connection: what is sent again and again is neither parsed nor planned again,
 * which is half of what it costs.
 */
class PreparingClient extends pg.Client {
  // The parent's overloads, of which only one is changed: a text with its values.
  override query = ((config: unknown, values?: unknown, ...more: unknown[]): unknown => {
    const query = pg.Client.prototype.query.bind(this) as (...all: unknown[]) => unknown;
    const name = typeof config === "string" && Array.isArray(values) ? nameOf(config) : undefined;
    return name === undefined ? query(config, values, ...more) : query({ name, text: config, values }, ...more);
  }) as pg.Client["query"];
}

/** @param size most connections at a time */
export function openPool(url: string, size: number): pg.Pool {
  // A database that takes no connection is away; a peer that vanished is found out by the kernel.
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    Client: PreparingClient,
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  // A connection that breaks fails the query that uses it, or is replaced on the next use; without listeners, for those
  // at rest and those lent out, it would end the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/**
 * Runs the work in one transaction: committed when it resolves, rolled back when it throws.
 *
 * @param first statements that begin it, sent along with `begin`; the work gets a result for each
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (tx: Transaction, first: readonly pg.QueryResult[]) => Promise<T>,
  first: readonly string[] = [],
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    // Several statements in one give a list of results; the driver's types know of one only.
    const begun: unknown = await client.query(["begin", ...first].join(";\n"));
    const result = await work(client, Array.isArray(begun) ? (begun as pg.QueryResult[]).slice(1) : []);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((cause: unknown) => {
      broken = cause instanceof Error ? cause : new Error("rollback failed");
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

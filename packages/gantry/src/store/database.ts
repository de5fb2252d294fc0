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

/** @param size most connections at a time */
export function openPool(url: string, size: number): pg.Pool {
  // A database that takes no connection is away; a peer that vanished is found out by the kernel.
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
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

/** Runs the work in one transaction: committed when it resolves, rolled back when it throws. */
export async function inTransaction<T>(pool: pg.Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const result = await work(client);
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

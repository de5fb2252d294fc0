// The one way to speak to Postgres: a pool of connections, and what a repository asks of one.
import pg from "pg";
import { nameOf } from "./prepared.ts";

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

/** Prepares each statement with values once a connection. */
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

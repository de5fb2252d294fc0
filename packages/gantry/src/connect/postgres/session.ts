// Connections to one database: a pool, read-only transactions, and statements that end when their reader goes.
import { GantryError } from "@gantry/contract";
import pg from "pg";
import { cancelled, retrying, type Context, type Place } from "../kit/index.ts";
import { clientConfig, type Connection } from "./connection.ts";
import { problemOf } from "./problem.ts";

export interface Sessions {
  /** Runs `work` in a read-only transaction; on abort its statement is cancelled on the server. */
  reading<T>(place: Place, context: Context, work: (client: pg.PoolClient) => AsyncIterable<T>): AsyncGenerator<T>;
  close(): Promise<void>;
}

// One round trip. The plan of a cursor that is read to its end should not be the one that is quickest to its first row.
const begin = (seconds: number): string =>
  "begin isolation level repeatable read read only; set local timezone = 'UTC'; set local datestyle = 'ISO'; " +
  `set local intervalstyle = 'iso_8601'; set local cursor_tuple_fraction = 1; set local statement_timeout = ${Math.round(seconds * 1000)}`;

const patience = { attempts: 3, longestWait: 1000 };

/** Sessions with one database. */
export const createSessions = (connection: Connection): Sessions => {
  let pool: pg.Pool | undefined;

  const poolFor = (context: Context): pg.Pool => {
    if (pool !== undefined) return pool;
    pool = new pg.Pool({
      ...clientConfig(connection, context),
      max: connection.connections,
      idleTimeoutMillis: 10_000,
      allowExitOnIdle: true,
    });
    // An idle connection that breaks is replaced at the next use.
    pool.on("error", () => undefined);
    return pool;
  };

  const connect = (place: Place, context: Context): Promise<pg.PoolClient> =>
    retrying(
      async () => {
        if (context.signal.aborted) throw cancelled(place);
        try {
          return { done: await poolFor(context).connect() };
        } catch (error) {
          const failed = problemOf(error, place, context.signal);
          return { failed, again: failed.code === "source-unreachable" };
        }
      },
      { ...patience, signal: context.signal },
    );

  // The server notices a closed socket only when it next writes: a long sort would go on.
  const cancel = async (processId: number, context: Context): Promise<void> => {
    const other = new pg.Client(clientConfig(connection, context));
    other.on("error", () => undefined);
    try {
      await other.connect();
      await other.query("select pg_cancel_backend($1)", [processId]);
    } catch {
      // Then the statement's own timeout ends it.
    } finally {
      await other.end().catch(() => undefined);
    }
  };

  async function* reading<T>(
    place: Place,
    context: Context,
    work: (client: pg.PoolClient) => AsyncIterable<T>,
  ): AsyncGenerator<T> {
    const client = await connect(place, context);
    let cancelling: Promise<void> | undefined;
    let broken = true;
    const abort = (): void => {
      // `processID` is set once connected; @types/pg doesn't know it.
      cancelling = cancel(Number(Reflect.get(client, "processID")), context);
    };
    context.signal.addEventListener("abort", abort, { once: true });
    const silence = (): void => undefined;
    client.on("error", silence);
    try {
      if (context.signal.aborted) throw cancelled(place);
      await client.query(begin(connection.timeoutSeconds));
      for await (const item of work(client)) {
        yield item;
        if (context.signal.aborted) throw cancelled(place);
      }
      await client.query("commit");
      broken = false;
    } catch (error) {
      throw error instanceof GantryError ? error : problemOf(error, place, context.signal);
    } finally {
      context.signal.removeEventListener("abort", abort);
      await cancelling;
      client.off("error", silence);
      // Whatever didn't run to its end takes its connection along: no transaction is ever left open.
      client.release(broken);
    }
  }

  return {
    reading,
    close: async () => {
      await pool?.end();
    },
  };
};

// Connections to one database: a pool, read-only transactions, and statements that end when their reader goes.
import { GantryError } from "@gantry/contract";
import pg from "pg";
import {
  cancelled,
  drifted,
  retrying,
  timedOut,
  unfit,
  type ColumnBatch,
  type Context,
  type Place,
} from "../kit/index.ts";
import { clientConfig, type Connection } from "./connection.ts";
import { problemOf } from "./problem.ts";
import type { Query } from "./query.ts";
import { streamRows, type Wanted } from "./stream.ts";

export interface Sessions {
  /** Runs `work` in a read-only transaction; on abort its statement is cancelled on the server. */
  reading<T>(place: Place, context: Context, work: (client: pg.PoolClient) => AsyncIterable<T>): AsyncGenerator<T>;
  /** The rows of one query, in a read-only transaction that takes a single round trip. */
  streaming(place: Place, context: Context, query: Query, columns: Wanted["columns"]): AsyncGenerator<ColumnBatch>;
  close(): Promise<void>;
}

// One round trip. What becomes text on the server reads the same whatever the server's own settings.
const begin = (seconds: number): string =>
  "begin isolation level repeatable read read only; set local timezone = 'UTC'; set local datestyle = 'ISO'; " +
  "set local intervalstyle = 'iso_8601'; set local extra_float_digits = 1; " +
  `set local statement_timeout = ${Math.round(seconds * 1000)}`;

/** Milliseconds past a statement's own time. */
const grace = 5000;
const patience = { attempts: 3, longestWait: 1000 };

/** Sessions with one database. */
export const createSessions = (connection: Connection): Sessions => {
  let pool: pg.Pool | undefined;
  const before = begin(connection.timeoutSeconds);

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

  async function* using<T>(
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
      for await (const item of work(client)) {
        yield item;
        if (context.signal.aborted) throw cancelled(place);
      }
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
    reading: (place, context, work) =>
      using(place, context, async function* (client) {
        await client.query(before);
        yield* work(client);
        await client.query("commit");
      }),
    streaming: (place, context, query, columns) =>
      using(place, context, (client) =>
        streamRows(
          client,
          {
            query,
            before,
            after: "commit",
            columns,
            drifted: (what) => drifted(place, what),
            // The server itself ends a statement sooner.
            patience: connection.timeoutSeconds * 1000 + grace,
            silent: () => timedOut(place, "its server says nothing any more"),
            unfit: (what) => unfit(place, what),
          },
          context.signal,
        ),
      ),
    close: async () => {
      await pool?.end();
    },
  };
};

// Where rows land: in memory while they are few, then in a child process. So a query that waits for slow sources holds
// no child.
import { GantryError } from "@gantry/contract";
import type { ColumnType } from "../../catalog/index.ts";
import type { Value } from "../../connect/kit/index.ts";
import type { Handle, RequestOptions } from "../child/handle.ts";
import type { Pool } from "../child/pool.ts";
import type { Request } from "../child/protocol.ts";

/** Rows kept here before a child is taken. */
const fewRows = 10_000;

export interface Target {
  readonly database: "memory" | "temp";
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  /** Full name for messages. */
  readonly title: string;
}

export interface Landing {
  /** Lands rows by column. Resolves when there is room for more; throws `source-drifted` naming a column with a value of the wrong form. */
  append(target: Target, rows: number, columns: readonly (readonly Value[])[]): Promise<void>;
  execute(statements: readonly string[]): Promise<void>;
  select(sql: string, onPage: (text: string) => void): Promise<void>;
  /** Gives the child back. */
  release(): void;
}

const cancelled = (): GantryError => new GantryError("cancelled", "the query was cancelled");

/** `work`, or `cancelled` as soon as `signal` fires. */
export const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> => {
  if (signal.aborted) {
    work.catch(() => undefined);
    return Promise.reject(cancelled());
  }
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(cancelled());
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
};

/** A landing whose database is laid out by `before`. */
export const openLanding = (pool: Pool, before: readonly string[], signal: AbortSignal): Landing => {
  let child: Promise<Handle> | undefined;
  let taken: Handle | undefined;
  let isReleased = false;
  let waitingRows = 0;
  const waiting: (() => Promise<void>)[] = [];

  const send = async (handle: Handle, request: Request, options?: RequestOptions): Promise<void> =>
    unlessAborted(handle.request(request, options), signal);
  const take = async (): Promise<Handle> => {
    const handle = await pool.acquire(signal);
    if (isReleased) {
      pool.release(handle);
      throw cancelled();
    }
    taken = handle;
    if (before.length > 0) await send(handle, { kind: "execute", sql: before.join(";\n") });
    return handle;
  };
  const opened = (): Promise<Handle> => (child ??= take());
  const flush = async (): Promise<void> => {
    await opened();
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next();
  };

  return {
    append: async (target, rows, columns) => {
      const land = async (): Promise<void> => {
        const request: Request = {
          kind: "append",
          database: target.database,
          schema: target.schema,
          table: target.table,
          rows,
          columns: target.columns.map(({ type }, index) => ({ type, values: columns[index] ?? [] })),
        };
        const columnNames = target.columns.map(({ name }) => `${target.title}.${name}`);
        await send(await opened(), request, { columnNames });
      };
      waitingRows += rows;
      if (child === undefined && waitingRows <= fewRows) {
        waiting.push(land);
        return;
      }
      await flush();
      await land();
    },
    execute: async (statements) => {
      await flush();
      if (statements.length > 0) await send(await opened(), { kind: "execute", sql: statements.join(";\n") });
    },
    select: async (sql, onPage) => {
      await flush();
      await send(await opened(), { kind: "select", sql }, { onPage });
    },
    release: () => {
      isReleased = true;
      child?.catch(() => undefined);
      if (taken !== undefined) pool.release(taken);
      taken = undefined;
    },
  };
};

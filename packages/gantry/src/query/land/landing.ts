// Where rows land: in memory while they are few, then in a child process. So a query that waits for slow sources
// holds no child.
import { widthOf, type PackedColumn } from "../../connect/kit/index.ts";
import type { Handle, RequestOptions } from "../child/handle.ts";
import type { Pool } from "../child/pool.ts";
import type { Request } from "../child/protocol.ts";
import { cancelled } from "../child/turns.ts";

/** Bytes kept here before a child is taken. */
const fewBytes = 4 * 1024 * 1024;

export interface Target {
  readonly database: "memory" | "temp";
  readonly schema: string;
  readonly table: string;
}

export interface Landing {
  /** Lands rows by column. Resolves when there is room for more. */
  append(target: Target, rows: number, columns: readonly PackedColumn[]): Promise<void>;
  execute(statements: readonly string[]): Promise<void>;
  select(sql: string, onPage: (text: string) => void): Promise<void>;
  /** Gives the child back. */
  release(): void;
}

/** `work`, or `cancelled` as soon as `signal` fires. */
const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> => {
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
export const openLanding = (pool: Pool, before: readonly string[], share: string, signal: AbortSignal): Landing => {
  let child: Promise<Handle> | undefined;
  let taken: Handle | undefined;
  let isReleased = false;
  let waitingBytes = 0;
  const waiting: Request[] = [];

  const send = (handle: Handle, request: Request, options?: RequestOptions): Promise<void> =>
    unlessAborted(handle.request(request, options), signal);
  const take = async (): Promise<Handle> => {
    const handle = await pool.acquire(share, signal);
    if (isReleased) {
      pool.release(handle);
      throw cancelled();
    }
    taken = handle;
    return handle;
  };
  /** What comes before the next request, sent without waiting: a child serves its requests in order. */
  const early = async (): Promise<{ readonly handle: Handle; readonly sent: readonly Promise<void>[] }> => {
    const isFirst = child === undefined;
    const handle = await (child ??= take());
    const sent: Promise<void>[] = [];
    if (isFirst && before.length > 0) sent.push(send(handle, { kind: "execute", sql: before.join(";\n") }));
    for (const request of waiting.splice(0)) sent.push(send(handle, request));
    return { handle, sent };
  };
  const afterAll = async (request: Request, options?: RequestOptions): Promise<void> => {
    const { handle, sent } = await early();
    await Promise.all([...sent, send(handle, request, options)]);
  };

  return {
    append: async (target, rows, columns) => {
      const request: Request = {
        kind: "append",
        database: target.database,
        schema: target.schema,
        table: target.table,
        rows,
        columns: columns.map(({ type, ...column }) => ({ ...column, width: widthOf(type) })),
      };
      waitingBytes += columns.reduce((sum, { data }) => sum + data.byteLength, 0);
      if (child === undefined && waitingBytes <= fewBytes) waiting.push(request);
      else await afterAll(request);
    },
    execute: async (statements) => {
      if (statements.length > 0) await afterAll({ kind: "execute", sql: statements.join(";\n") });
    },
    select: (sql, onPage) => afterAll({ kind: "select", sql }, { onPage }),
    release: () => {
      isReleased = true;
      child?.catch(() => undefined);
      if (taken !== undefined) pool.release(taken);
      taken = undefined;
    },
  };
};

// Where rows land: in memory while they are few, then in a child process. So a query that waits for slow sources
// holds no child.
import { widthOf, type PackedColumn } from "../../connect/kit/index.ts";
import type { Handle, RequestOptions } from "../child/handle.ts";
import type { Pool } from "../child/pool.ts";
import type { Task } from "../child/protocol.ts";
import { cancelled } from "../child/turns.ts";
import type { Layout } from "./layout.ts";

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
  /** Ends the landing with statements and the task that gives the result. */
  finish(after: readonly string[], result: Task, onPage: Required<RequestOptions>["onPage"]): Promise<void>;
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

/** A landing in a database of the given layout. */
export const openLanding = (pool: Pool, layout: Layout, share: string, signal: AbortSignal): Landing => {
  let child: Promise<Handle> | undefined;
  let taken: Handle | undefined;
  let isReleased = false;
  /** What the child has not been given yet. */
  let waiting: Task[] = [{ kind: "lay-out", schemas: layout.schemas, statements: layout.before }];
  let waitingBytes = 0;

  const take = async (): Promise<Handle> => {
    const handle = await pool.acquire(share, signal);
    if (isReleased) {
      pool.release(handle);
      throw cancelled();
    }
    taken = handle;
    return handle;
  };
  const send = async (options?: RequestOptions): Promise<void> => {
    const handle = await (child ??= take());
    const tasks = waiting;
    waiting = [];
    waitingBytes = 0;
    // Another append may have taken these along.
    if (tasks.length > 0) await unlessAborted(handle.request({ kind: "work", tasks }, options), signal);
  };

  return {
    append: async ({ database, schema, table }, rows, columns) => {
      waiting.push({
        kind: "append",
        database,
        schema,
        table,
        rows,
        columns: columns.map(({ type, ...column }) => ({ ...column, width: widthOf(type) })),
      });
      waitingBytes += columns.reduce((sum, { data }) => sum + data.byteLength, 0);
      if (child !== undefined || waitingBytes > fewBytes) await send();
    },
    finish: async (after, result, onPage) => {
      if (after.length > 0) waiting.push({ kind: "execute", statements: after });
      waiting.push(result);
      await send({ onPage });
    },
    release: () => {
      isReleased = true;
      child?.catch(() => undefined);
      if (taken !== undefined) pool.release(taken);
      taken = undefined;
    },
  };
};

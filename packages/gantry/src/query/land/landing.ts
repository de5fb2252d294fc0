// Where rows land: in memory while they are few, then in a child process. So a query that waits for slow sources
// holds no child.
import { widthOf, type PackedColumn } from "../../connect/kit/index.ts";
import type { Handle, RequestOptions } from "../child/handle.ts";
import type { Pool } from "../child/pool.ts";
import type { Append, Page, Task } from "../child/protocol.ts";
import { cancelled } from "../child/turns.ts";
import type { Layout } from "./layout.ts";
import type { LandedPart } from "./sent.ts";

/** Bytes kept here before a child is taken. */
const fewBytes = 4 * 1024 * 1024;

export interface Target {
  readonly database: "memory" | "temp";
  readonly schema: string;
  readonly table: string;
}

/** Takes a page; while it has not resolved for a few of them, no more come. */
export type OnPage = (page: Page) => Promise<void> | void;

export interface Landing {
  /** Lands rows by column. Resolves when there is room for more. */
  append(target: Target, rows: number, columns: readonly PackedColumn[]): Promise<void>;
  /**
   * Does what is to be done once all has landed. Resolves when every page of it has been taken, with the number of rows of
   * a SELECT that came last; throws what `onPage` throws.
   */
  work(tasks: readonly Task[], onPage: OnPage): Promise<number>;
  /** What has landed, as long as it is all in memory. */
  few(): readonly LandedPart[] | undefined;
  /** Lands rows while `work` gives pages. */
  beside(target: Target, rows: number, columns: readonly PackedColumn[]): Promise<void>;
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

const appendTask = ({ database, schema, table }: Target, rows: number, columns: readonly PackedColumn[]): Append => ({
  kind: "append",
  database,
  schema,
  table,
  rows,
  columns: columns.map(({ type, ...column }) => ({ ...column, width: widthOf(type) })),
});

interface Taking {
  readonly onPage: (page: Page) => Promise<void>;
  /** Rejects with what `onPage` throws first. */
  readonly failure: Promise<never>;
  /** Settles when all pages so far have been taken. */
  all(): Promise<void>;
}

/** Pages come by events: what is thrown there is nobody's, unless it is kept. */
const takePages = (onPage: OnPage): Taking => {
  const { promise: failure, reject } = Promise.withResolvers<never>();
  failure.catch(() => undefined);
  const under = new Set<Promise<void>>();
  return {
    failure,
    onPage: async (page) => {
      const taken = (async () => onPage(page))();
      under.add(taken);
      await taken.catch(reject);
      under.delete(taken);
    },
    all: async () => {
      await Promise.all(under);
    },
  };
};

/** A landing in a database of the given layout. */
export const openLanding = (pool: Pool, layout: Layout, share: string, signal: AbortSignal): Landing => {
  let child: Promise<Handle> | undefined;
  let taken: Handle | undefined;
  let isReleased = false;
  /** What the child has not been given yet. */
  let waiting: Task[] = [{ kind: "lay-out", schemas: layout.schemas, statements: layout.before }];
  let waitingBytes = 0;
  const landed: LandedPart[] = [];

  const take = async (): Promise<Handle> => {
    const handle = await pool.acquire(share, signal);
    if (isReleased) {
      pool.release(handle);
      throw cancelled();
    }
    taken = handle;
    return handle;
  };
  const send = async (options?: RequestOptions): Promise<number> => {
    const handle = await (child ??= take());
    landed.length = 0;
    const tasks = waiting;
    waiting = [];
    waitingBytes = 0;
    // Another append may have taken these along.
    return tasks.length > 0 ? unlessAborted(handle.request({ kind: "work", tasks }, options), signal) : 0;
  };

  return {
    append: async (target, rows, columns) => {
      if (child === undefined) landed.push({ rows, columns });
      waiting.push(appendTask(target, rows, columns));
      waitingBytes += columns.reduce((sum, { data }) => sum + data.byteLength, 0);
      if (child !== undefined || waitingBytes > fewBytes) await send();
    },
    few: () => (child === undefined ? landed : undefined),
    work: async (tasks, onPage) => {
      waiting.push(...tasks);
      const taking = takePages(onPage);
      const rows = await Promise.race([send({ onPage: taking.onPage }), taking.failure]);
      await unlessAborted(taking.all(), signal);
      return rows;
    },
    beside: async (target, rows, columns) => {
      const handle = await (child ??= take());
      const task = appendTask(target, rows, columns);
      await unlessAborted(handle.request({ kind: "beside", task }), signal);
    },
    release: () => {
      isReleased = true;
      child?.catch(() => undefined);
      if (taken !== undefined) pool.release(taken);
      taken = undefined;
    },
  };
};

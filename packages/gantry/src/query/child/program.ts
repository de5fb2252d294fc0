// The program of a child process: one locked DuckDB at a time. It holds no credentials, opens no file but its spill,
// and knows nothing of the catalog. If it dies, one query fails.
import { createReadStream, mkdirSync, rmdirSync, rmSync, statSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { dirname, join } from "node:path";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { appendColumns } from "./append.ts";
import { createPages, type Pages } from "./pages.ts";
import type { Append, Message, Reply, Request, Settings, Task } from "./protocol.ts";

/** About how many characters go into one page of results: small where each row is worked on before it leaves. */
const pageSizes = { large: 256 * 1024, small: 32 * 1024 };
/** Most bytes of a file on its way out. */
const mostOfFile = 8 * 2 ** 30;
/** How often it is measured, in milliseconds. */
const measured = 250;

interface Database {
  readonly instance: DuckDBInstance;
  connection: DuckDBConnection;
  /** For what goes in while a result comes out. */
  beside?: DuckDBConnection | undefined;
}

let current: Database | undefined;
/** Whether the database has met anything that it may not have come out of whole. */
let isWorn = false;
/** What the current query's tables stand in. */
let schemas: readonly string[] = [];
let scratch = "";
/** The result of the request that runs now. */
let pages: Pages = createPages(() => Promise.resolve());
let pagesOf = 0;

const opened = (): DuckDBConnection => {
  if (current === undefined) throw new Error("no database is open");
  return current.connection;
};

const send = (reply: Reply): Promise<void> =>
  new Promise((resolve, reject) => {
    process.send?.(reply, undefined, {}, (error) => (error === null ? resolve() : reject(error)));
  });

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
/** Where results become files on their way out. */
const outFolder = (folder: string): string => join(folder, "out");

const openDatabase = async (settings: Settings): Promise<Database> => {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(settings.threads),
    memory_limit: settings.memoryLimit,
    temp_directory: settings.scratch,
    max_temp_directory_size: "8GB",
  });
  const connection = await instance.connect();
  await connection.run(
    [
      `set global TimeZone = ${literal(settings.timeZone)}`,
      // The one place that it may write to beside its spill; a query has no words to read it with.
      `set allowed_directories = [${literal(outFolder(settings.scratch))}]`,
      "set enable_external_access = false",
      "set lock_configuration = true",
    ].join(";"),
  );
  return { instance, connection };
};

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Drops everything that the last query had. A new connection has no temporary tables. */
const empty = async (database: Database): Promise<void> => {
  database.beside?.closeSync();
  database.beside = undefined;
  database.connection.closeSync();
  database.connection = await database.instance.connect();
  if (schemas.length > 0)
    await database.connection.run(schemas.map((name) => `drop schema ${quoted(name)} cascade`).join(";"));
  schemas = [];
};

/** An empty database: opening one takes longer than a small query, so the last one is emptied where it is sound. */
const open = async ({ settings }: Extract<Request, { kind: "open" }>): Promise<void> => {
  if (current !== undefined && !isWorn) {
    await empty(current);
    return;
  }
  current?.beside?.closeSync();
  current?.connection.closeSync();
  current?.instance.closeSync();
  current = undefined;
  if (scratch === "") mkdirSync(outFolder(settings.scratch), { recursive: true, mode: 0o700 });
  scratch = settings.scratch;
  current = await openDatabase(settings);
  schemas = [];
  isWorn = false;
  // It is killed, not ended: what NODE_COMPILE_CACHE keeps of its code is written now.
  flushCompileCache();
};

const layOut = async (task: Extract<Task, { kind: "lay-out" }>): Promise<void> => {
  ({ schemas } = task);
  const statements = [...schemas.map((name) => `create schema ${quoted(name)}`), ...task.statements];
  await opened().run(statements.join(";\n"));
};

const append = async (task: Append, connection: DuckDBConnection): Promise<void> => {
  const appender = await connection.createAppender(task.table, task.schema, task.database);
  try {
    appendColumns(appender, task.columns, task.rows);
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
};

const appendBeside = async (task: Append): Promise<void> => {
  opened();
  if (current !== undefined) current.beside ??= await current.instance.connect();
  if (current?.beside !== undefined) await append(task, current.beside);
};

/** Gives the number of rows. */
const select = async (task: Extract<Task, { kind: "select" }>, pages: Pages): Promise<number> => {
  const { sql, between, most = Infinity } = task;
  const result = await opened().stream(sql);
  let rows = 0;
  let page: unknown[] = [];
  let size = 0;
  const flush = async (): Promise<void> => {
    if (page.length > 0) await pages.send(page.join(between));
    page = [];
    size = 0;
  };
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    const sent = Math.max(0, Math.min(chunk.rowCount, most - rows));
    rows += chunk.rowCount;
    if (sent === 0) continue;
    for (const row of chunk.getColumnValues(0).slice(0, sent)) {
      page.push(row);
      size += typeof row === "string" ? row.length : 0;
      if (size > pageSizes[task.page]) await flush();
    }
  }
  await flush();
  return rows;
};

const parquet = async (sql: string, pages: Pages): Promise<void> => {
  const file = join(outFolder(scratch), "result.parquet");
  let isLarge = false;
  const watch = setInterval(() => {
    isLarge ||= (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > mostOfFile;
    if (isLarge) current?.connection.interrupt();
  }, measured);
  try {
    await opened()
      .run(`copy (${sql}\n) to ${literal(file)} (format parquet)`)
      .catch((error: unknown) => {
        throw isLarge ? new Error("max_temp_directory_size: the file grew too large") : error;
      });
    for await (const part of createReadStream(file, { highWaterMark: pageSizes.large }))
      await pages.send(part instanceof Uint8Array ? part : String(part));
  } finally {
    clearInterval(watch);
    rmSync(file, { force: true });
  }
};

/** Gives the number of rows of a SELECT. */
const perform = async (task: Task): Promise<number> => {
  if (task.kind === "lay-out") await layOut(task);
  else if (task.kind === "execute") await opened().run(task.statements.join(";\n"));
  else if (task.kind === "append") await append(task, opened());
  else if (task.kind === "parquet") await parquet(task.sql, pages);
  return task.kind === "select" ? select(task, pages) : 0;
};

const serve = async (message: Request & { readonly id: number }): Promise<Reply> => {
  const { id } = message;
  let rows = 0;
  if (message.kind === "open") await open(message);
  else if (message.kind === "beside") await appendBeside(message.task);
  else {
    pagesOf = id;
    pages = createPages((page) => send({ id, kind: "page", page }));
    for (const task of message.tasks) rows = await perform(task);
  }
  return { id, kind: "done", rows };
};

let last: Promise<unknown> = Promise.resolve();
process.on("message", (message: Message) => {
  if (message.kind === "interrupt") {
    pages.stop();
    current?.connection.interrupt();
    return;
  }
  if (message.kind === "more") {
    if (message.id === pagesOf) pages.taken();
    return;
  }
  const work = async (): Promise<void> => {
    const reply = await serve(message).catch((error: unknown): Reply => {
      isWorn = true;
      return { id: message.id, kind: "failed", message: error instanceof Error ? error.message : "unknown" };
    });
    await send(reply).catch(() => undefined);
  };
  if (message.kind === "beside") void work();
  else last = last.then(work);
});
process.on("disconnect", () => {
  if (scratch !== "") {
    rmSync(scratch, { recursive: true, force: true });
    try {
      // The last child takes the folder of all of them with it.
      rmdirSync(dirname(scratch));
    } catch {
      // Another child still uses it.
    }
  }
  process.exit(0);
});

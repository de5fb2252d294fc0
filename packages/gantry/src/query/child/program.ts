// The program of a child process: one locked DuckDB at a time. It holds no credentials, opens no file but its spill,
// and knows nothing of the catalog. If it dies, one query fails.
import { mkdirSync, rmdirSync, rmSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { dirname } from "node:path";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { appendColumns } from "./append.ts";
import type { Message, Reply, Request, Settings } from "./protocol.ts";

/** About how many characters go into one page of results. */
const pageSize = 256 * 1024;

interface Database {
  readonly instance: DuckDBInstance;
  connection: DuckDBConnection;
}

let current: Database | undefined;
/** Whether the database has met anything that it may not have come out of whole. */
let isWorn = false;
let scratch = "";

const opened = (): DuckDBConnection => {
  if (current === undefined) throw new Error("no database is open");
  return current.connection;
};

const send = (reply: Reply): Promise<void> =>
  new Promise((resolve, reject) => {
    process.send?.(reply, undefined, {}, (error) => (error === null ? resolve() : reject(error)));
  });

const openDatabase = async (settings: Settings): Promise<Database> => {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(settings.threads),
    memory_limit: settings.memoryLimit,
    temp_directory: settings.scratch,
    max_temp_directory_size: "8GB",
    enable_external_access: "false",
  });
  const connection = await instance.connect();
  await connection.run(
    `set global TimeZone = '${settings.timeZone.replaceAll("'", "''")}'; set lock_configuration = true`,
  );
  return { instance, connection };
};

const textsOf = async (connection: DuckDBConnection, sql: string): Promise<readonly string[]> =>
  (await connection.runAndReadAll(sql)).getColumnsJS()[0]?.map(String) ?? [];

/** Drops everything that the last query had. A new connection has no temporary tables; whether all is gone is looked up. */
const empty = async (database: Database): Promise<boolean> => {
  database.connection.closeSync();
  database.connection = await database.instance.connect();
  const { connection } = database;
  const schemas = await textsOf(connection, "select schema_name from duckdb_schemas() where not internal");
  if (schemas.length > 0)
    await connection.run(schemas.map((name) => `drop schema "${name.replaceAll('"', '""')}" cascade`).join(";"));
  const [left] = await textsOf(
    connection,
    "select (select count(*) from duckdb_tables()) + (select count(*) from duckdb_views() where not internal)",
  );
  return left === "0";
};

/** An empty database: opening one takes longer than a small query, so the last one is emptied where it is sound. */
const open = async ({ settings }: Extract<Request, { kind: "open" }>): Promise<void> => {
  if (current !== undefined && !isWorn && (await empty(current))) return;
  current?.connection.closeSync();
  current?.instance.closeSync();
  current = undefined;
  if (scratch === "") mkdirSync(settings.scratch, { recursive: true, mode: 0o700 });
  scratch = settings.scratch;
  current = await openDatabase(settings);
  isWorn = false;
  // It is killed, not ended: what NODE_COMPILE_CACHE keeps of its code is written now.
  flushCompileCache();
};

const append = async (request: Extract<Request, { kind: "append" }>): Promise<void> => {
  const appender = await opened().createAppender(request.table, request.schema, request.database);
  try {
    appendColumns(appender, request.columns, request.rows);
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
};

const select = async (id: number, sql: string): Promise<void> => {
  const result = await opened().stream(sql);
  let page: unknown[] = [];
  let size = 0;
  const flush = async (): Promise<void> => {
    if (page.length > 0) await send({ id, kind: "page", text: `[${page.join(",")}]` });
    page = [];
    size = 0;
  };
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    for (const row of chunk.getColumnValues(0)) {
      page.push(row);
      size += typeof row === "string" ? row.length : 0;
      if (size > pageSize) await flush();
    }
  }
  await flush();
};

const serve = async (message: Request & { readonly id: number }): Promise<Reply> => {
  const { id } = message;
  if (message.kind === "open") await open(message);
  else if (message.kind === "execute") await opened().run(message.sql);
  else if (message.kind === "select") await select(id, message.sql);
  else await append(message);
  return { id, kind: "done" };
};

let last: Promise<unknown> = Promise.resolve();
process.on("message", (message: Message) => {
  if (message.kind === "interrupt") {
    current?.connection.interrupt();
    return;
  }
  last = last.then(async () => {
    const reply = await serve(message).catch((error: unknown): Reply => {
      isWorn = true;
      return { id: message.id, kind: "failed", message: error instanceof Error ? error.message : "unknown" };
    });
    await send(reply).catch(() => undefined);
  });
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

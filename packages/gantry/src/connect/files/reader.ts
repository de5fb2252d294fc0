// A DuckDB that reads one folder and nothing else. Its queries run on libuv's threads, off the event loop.
import { DuckDBInstance, listValue, type DuckDBConnection, type DuckDBValue } from "@duckdb/node-api";
import { GantryError } from "@gantry/contract";
import { cancelled, drifted, type Context, type Place } from "../kit/index.ts";
import type { TableFiles } from "./folder.ts";

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const readers: Readonly<Record<TableFiles["format"], (list: string) => string>> = {
  parquet: (list) => `read_parquet(${list}, union_by_name = true)`,
  // The whole file decides the types, so that they don't change with the sample.
  csv: (list) => `read_csv(${list}, union_by_name = true, sample_size = -1)`,
  json: (list) => `read_json(${list}, union_by_name = true, sample_size = -1)`,
};

/** The table function that reads a table's files. */
export const relationOf = (files: TableFiles): string =>
  readers[files.format](`[${files.paths.map(quote).join(", ")}]`);

export interface FolderReader {
  /** Streams the rows of a query, chunk by chunk, each by column. */
  stream(
    sql: string,
    values: readonly (string | readonly string[])[],
    place: Place,
    context: Context,
  ): AsyncGenerator<readonly (readonly DuckDBValue[])[]>;
  close(): void;
}

const open = async (folder: string): Promise<DuckDBInstance> => {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "2",
    memory_limit: "1GB",
    autoinstall_known_extensions: "false",
  });
  const connection = await instance.connect();
  try {
    await connection.run(`set allowed_directories = [${quote(folder)}]`);
    await connection.run("set enable_external_access = false");
    await connection.run("set lock_configuration = true");
  } finally {
    connection.closeSync();
  }
  return instance;
};

const parameters = (values: readonly (string | readonly string[])[]): DuckDBValue[] =>
  values.map((value) => (typeof value === "string" ? value : listValue([...value])));

/** Opens the reader at its first use. */
export const createFolderReader = (folder: () => Promise<string>): FolderReader => {
  let opening: Promise<DuckDBInstance> | undefined;
  const instance = (): Promise<DuckDBInstance> => {
    opening ??= folder()
      .then(open)
      .catch((error: unknown) => {
        opening = undefined;
        throw error;
      });
    return opening;
  };

  // DuckDB's messages quote values and paths, so only their kind is passed on.
  const problem = (error: unknown, place: Place, context: Context): GantryError => {
    if (error instanceof GantryError) return error;
    if (context.signal.aborted) return cancelled(place);
    const kind = /^(\w[\w ]{0,30}) Error:/.exec(error instanceof Error ? error.message : "")?.[1] ?? "unknown";
    return kind === "Out of Memory"
      ? new GantryError("out-of-memory", `source "${place.source}": reading the files took too much memory`, {
          where: { ...place },
        })
      : drifted(place, `its files can't be read as the catalog has them (${kind} error)`);
  };

  return {
    stream: async function* (sql, values, place, context) {
      if (context.signal.aborted) throw cancelled(place);
      let connection: DuckDBConnection | undefined;
      const abort = (): void => connection?.interrupt();
      context.signal.addEventListener("abort", abort, { once: true });
      try {
        connection = await (await instance()).connect();
        const result = await connection.stream(sql, parameters(values));
        for (;;) {
          if (context.signal.aborted) throw cancelled(place);
          const chunk = await result.fetchChunk();
          if (chunk === null || chunk.rowCount === 0) return;
          yield chunk.getColumns();
        }
      } catch (error) {
        throw problem(error, place, context);
      } finally {
        context.signal.removeEventListener("abort", abort);
        connection?.closeSync();
      }
    },
    close: () => {
      void opening?.then(
        (open) => open.closeSync(),
        () => undefined,
      );
    },
  };
};

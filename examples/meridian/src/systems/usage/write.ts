// Product usage as files: what the devices' telemetry leaves in a folder, one Parquet file a table.
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBInstance,
  INTEGER,
  VARCHAR,
} from "@duckdb/node-api";
import type { DuckDBConnection, DuckDBType, DuckDBValue } from "@duckdb/node-api";
import type { ParquetFile } from "../../company/types.ts";

const rowsPerChunk = 2048;

interface Landing {
  readonly type: DuckDBType;
  readonly value: (value: unknown) => DuckDBValue;
}

const millisecondsPerDay = 86_400_000;
const days = new Map<string, DuckDBDateValue>();
// There are few days and many rows.
const day = (text: string): DuckDBDateValue => {
  let value = days.get(text);
  if (value === undefined) {
    value = new DuckDBDateValue(Date.parse(`${text}T00:00:00Z`) / millisecondsPerDay);
    days.set(text, value);
  }
  return value;
};

/** Types that are appended as they are; a column of any other type is appended as text and cast by DuckDB. */
const landings: Readonly<Record<string, Landing>> = {
  INTEGER: { type: INTEGER, value: Number },
  BIGINT: { type: BIGINT, value: (it) => BigInt(String(it)) },
  DOUBLE: { type: DOUBLE, value: Number },
  BOOLEAN: { type: BOOLEAN, value: (it) => it === true },
  DATE: { type: DATE, value: (it) => day(String(it)) },
};
const asText: Landing = { type: VARCHAR, value: String };

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const writeFile = async (connection: DuckDBConnection, folder: string, file: ParquetFile): Promise<void> => {
  const columns = file.columns.map((it) => ({ ...it, landing: landings[it.type.toUpperCase()] ?? asText }));
  const [first] = columns;
  if (first === undefined) throw new Error(`${file.path} has no columns`);
  const rows = first.values.length;
  if (columns.some((it) => it.values.length !== rows)) throw new Error(`the columns of ${file.path} differ in length`);
  const definition = columns.map((it) => `${identifier(it.name)} ${String(it.landing.type)}`).join();
  await connection.run(`create or replace temp table landing (${definition})`);
  const appender = await connection.createAppender("landing");
  const types = columns.map((it) => it.landing.type);
  for (let from = 0; from < rows; from += rowsPerChunk) {
    const chunk = DuckDBDataChunk.create(types);
    chunk.setColumns(
      columns.map(({ values, landing }) =>
        values
          .slice(from, from + rowsPerChunk)
          .map((it) => (it === null || it === undefined ? null : landing.value(it))),
      ),
    );
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  const path = join(folder, file.path);
  await mkdir(dirname(path), { recursive: true });
  const selection = columns.map((it) => `cast(${identifier(it.name)} as ${it.type}) as ${identifier(it.name)}`).join();
  await connection.run(
    `copy (select ${selection} from landing) to ${literal(path)} (format parquet, compression zstd)`,
  );
};

/**
 * Writes Parquet files below a folder. Values: numbers, booleans, and texts for every other type ("2026-11-16" for
 * DATE, "12.50" for DECIMAL(…), digits or bigint for BIGINT); null and undefined are NULL.
 */
export const writeUsage = async (folder: string, files: readonly ParquetFile[]): Promise<void> => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    for (const file of files) await writeFile(connection, folder, file);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
};

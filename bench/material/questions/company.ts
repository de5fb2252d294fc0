// The sample company in a database of its own, laid out straight from the generator: no connector, policy or planner has touched
// it. Hand-written SQL over it says what the rows of a right answer are.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { DuckDBConnection } from "@duckdb/node-api";
import { generateCompany } from "../../../examples/meridian/src/index.ts";
import { scopes, viewsOf } from "./views.ts";
import type { Scope } from "./views.ts";

type Values = Readonly<Record<string, unknown>>;

interface LockedTable {
  readonly name: string;
  readonly native: string;
  readonly columns: readonly { readonly name: string; readonly native: string; readonly type: string }[];
}

const lockFile = path.resolve(import.meta.dirname, "../../../examples/meridian/catalog.lock.json");

export interface OwnCompany {
  /** Rows of hand-written SQL, as somebody of that scope would see them; cells as JSON. */
  rows(sql: string, scope: Scope): Promise<readonly (readonly unknown[])[]>;
  /** A cell of a system, by the key of its row: what a token stands for. */
  cell(table: string, id: string, column: string): Promise<unknown>;
  close(): void;
}

export interface CompanyOptions {
  readonly seed: number;
  readonly today: string;
  readonly accounts: number;
}

/** Lays out the company for questions; takes a few seconds. */
export async function openCompany(options: CompanyOptions): Promise<OwnCompany> {
  const lock = JSON.parse(readFileSync(lockFile, "utf8")) as Readonly<Record<string, readonly LockedTable[]>>;
  const records = recordsOf(generateCompany(options));
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const folder = mkdtempSync(path.join(tmpdir(), "gantry-questions-"));
  try {
    for (const [source, tables] of Object.entries(lock)) {
      await connection.run(`create schema if not exists ${source}`);
      for (const table of tables) await land(connection, folder, source, table, records(source, table.native));
    }
    for (const scope of scopes) {
      await connection.run(`create schema ${scope}`);
      for (const view of viewsOf(scope, options.today)) await connection.run(view);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    rows: async (sql, scope) => {
      await connection.run(`set schema = '${scope}'`);
      return (await connection.runAndReadAll(sql)).getRowsJson();
    },
    cell: async (table, id, column) => {
      const key = Object.entries(lock)
        .flatMap(([source, tables]) => tables.map((it) => ({ full: `${source}.${it.name}`, it })))
        .find((it) => it.full === table)?.it.columns[0]?.name;
      const found = await connection.runAndReadAll(
        `select ${column} from ${table} where ${key ?? "id"}::varchar = $1 limit 1`,
        [id],
      );
      return found.getRowsJson()[0]?.[0];
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

type Company = ReturnType<typeof generateCompany>;

const recordsOf =
  (company: Company) =>
  (source: string, native: string): readonly Values[] => {
    if (source === "crm") return company.crm.objects.find((it) => it.name === native)?.records ?? [];
    if (source === "erp") return company.erp.sets.find((it) => it.name === native)?.rows ?? [];
    if (source === "billing") {
      const table = company.billing.find((it) => it.name === native);
      return table?.rows.map((row) => Object.fromEntries(table.columns.map((column, i) => [column, row[i]]))) ?? [];
    }
    const file = company.usage.find((it) => it.path.endsWith(native));
    const [first] = file?.columns ?? [];
    return (first?.values ?? []).map((_, i) =>
      Object.fromEntries((file?.columns ?? []).map(({ name, values }) => [name, values[i]])),
    );
  };

async function land(
  connection: DuckDBConnection,
  folder: string,
  source: string,
  table: LockedTable,
  rows: readonly Values[],
): Promise<void> {
  const file = path.join(folder, `${source}-${table.name}.jsonl`);
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join("\n"));
  const columns = table.columns.map(({ name, native, type }) => `(json->>'${native}')::${type} as ${name}`).join(", ");
  const kept = table.columns.some(({ name }) => name === "is_deleted")
    ? `where not coalesce((json->>'IsDeleted')::boolean, false)`
    : "";
  const read = rows.length === 0 ? `(select '{}'::json as json limit 0)` : `read_ndjson_objects('${file}')`;
  await connection.run(`create table ${source}.${table.name} as select ${columns} from ${read} ${kept}`);
}

// A DuckDB that holds the catalog as empty tables: DuckDB's own binder and optimizer answer our questions about a
// query. It has no data, no file access and no network, and its configuration can't be changed.
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { GantryError } from "@gantry/contract";
import type { Catalog, RelationColumn, SourceColumn } from "../../catalog/index.ts";
import { columnType, duckType, identifier, stringLiteral, tableIdentifier } from "../sql/names.ts";
import { isNode, type Node } from "../sql/statement.ts";

/**
 * Optimizers that use statistics (stubs are empty), or write plans that hide a filter or don't serialise. With
 * `unused_columns` on and those it works with off, one plan in ten can't be written; lineage says which columns are used.
 */
const disabledOptimizers = [
  "unused_columns",
  "statistics_propagation",
  "compressed_materialization",
  "empty_result_pullup",
  "late_materialization",
  "top_n",
  "column_lifetime",
  "join_filter_pushdown",
  "sampling_pushdown",
  "build_side_probe_side",
  "in_clause",
  "row_group_pruner",
  "top_n_window_elimination",
].join(",");

/** Schemas and databases of DuckDB's own. */
const reserved = new Set(["main", "memory", "temp", "system", "information_schema", "pg_catalog"]);

export type StepColumns = Readonly<Record<string, readonly RelationColumn[]>>;

export interface Stub {
  /** DuckDB's parse tree of `sql` as JSON, or its error document. */
  parse(sql: string): Promise<Node>;
  /** The same as JSON text, in which no number has lost a digit. */
  tree(sql: string): Promise<string>;
  /** The SQL of such a tree. */
  write(tree: string): Promise<string>;
  /** The bound plan as JSON text (maybe an error document), its optimizer run where `optimize`. */
  plan(sql: string, steps: StepColumns, optimize: boolean): Promise<string>;
  /** The parse tree of `sql` and the plan of `planned` in one call: half of what a call costs is the way there and back. */
  parseAndPlan(
    sql: string,
    planned: string,
    steps: StepColumns,
    optimize: boolean,
  ): Promise<{ readonly parsed: Node; readonly plan: string }>;
  /** Names (made unique as DuckDB does) and types of the output columns of a SELECT that `plan` has accepted. */
  columns(sql: string, steps: StepColumns): Promise<readonly RelationColumn[]>;
  close(): void;
}

/** What DuckDB says when it has broken, and not the statement: whatever it had open may be good for nothing afterwards. */
const isFault = (error: unknown): boolean => /\b(?:INTERNAL|FATAL) Error\b/iu.test(String(error));

const columnList = (columns: readonly RelationColumn[]): string =>
  columns.map(({ name, type }) => `${identifier(name)} ${duckType(type)}`).join(", ");

/** `create` statements for every table of the catalog, less `forbidden` columns. A table without a column left is not there. */
const schemaSql = (catalog: Catalog, forbidden: ReadonlySet<SourceColumn>): readonly string[] => {
  const statements: string[] = [];
  for (const source of Object.keys(catalog.sources)) {
    if (reserved.has(source.toLowerCase()))
      throw new GantryError("bad-config", `a source may not be called "${source}": SQL has that name already`);
    statements.push(`create schema ${identifier(source)}`);
  }
  for (const table of Object.values(catalog.tables)) {
    const columns = table.columns.filter((column) => !forbidden.has(`${table.name}.${column.name}`));
    if (columns.length > 0)
      statements.push(`create table ${tableIdentifier(table.source, table.local)} (${columnList(columns)})`);
  }
  return statements;
};

const uniqueNames = (names: readonly string[]): readonly string[] => {
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let suffix = 1; taken.has(unique.toLowerCase()); suffix += 1) unique = `${name}_${suffix}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
};

const readColumns = async (connection: DuckDBConnection, sql: string): Promise<readonly RelationColumn[]> => {
  const statement = await connection.prepare(sql);
  try {
    const indexes = Array.from({ length: statement.columnCount }, (_, index) => index);
    const names = uniqueNames(indexes.map((index) => statement.columnName(index)));
    return indexes.map((index) => {
      const type = statement.columnType(index);
      return { name: names[index] ?? "", type: columnType(type.alias ?? type.toString()) };
    });
  } finally {
    statement.destroySync();
  }
};

/** Opens the empty tables of a catalog, locked. */
export const openDatabase = async (
  catalog: Catalog,
  forbidden: ReadonlySet<SourceColumn>,
): Promise<DuckDBConnection> => {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "1",
    memory_limit: "256MB",
    enable_external_access: "false",
  });
  const connection = await instance.connect();
  await connection.run(schemaSql(catalog, forbidden).join(";"));
  await connection.run(
    `set TimeZone = ${stringLiteral(catalog.calendar.timeZone)}; set disabled_optimizers = '${disabledOptimizers}'; set lock_configuration = true`,
  );
  // The instance lives as long as its connection does.
  return connection;
};

/**
 * Opens a stub of `catalog` without the `forbidden` columns. Calls are served one after the other: each may need other
 * step tables. A fault of DuckDB costs the statement that met it, and the database: a new one is opened by `open`. Throws
 * `bad-config` when a source's name clashes with SQL's own.
 */
export const createStub = async (
  catalog: Catalog,
  forbidden: ReadonlySet<SourceColumn>,
  open: (catalog: Catalog, forbidden: ReadonlySet<SourceColumn>) => Promise<DuckDBConnection> = openDatabase,
): Promise<Stub> => {
  let connection = await open(catalog, forbidden);

  const present = new Map<string, string>();
  /** A fault ends what it happened in: whoever comes next finds a new database. */
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      const isOurs = cause instanceof GantryError;
      if (isFault(isOurs ? cause.cause : cause)) {
        connection.closeSync();
        connection = await open(catalog, forbidden);
        present.clear();
      }
      if (isOurs) throw cause;
      throw new GantryError("bad-sql", "no plan can be made for it", {
        remedy: "write it in a simpler form: fewer nested sub-queries, or a CTE for each",
        cause,
      });
    }
  };
  const showSteps = async (steps: StepColumns): Promise<void> => {
    const statements: string[] = [];
    for (const name of present.keys())
      if (steps[name] === undefined) {
        statements.push(`drop table temp.main.${identifier(name)}`);
        present.delete(name);
      }
    for (const [name, columns] of Object.entries(steps)) {
      const list = columnList(columns);
      if (present.get(name) === list) continue;
      statements.push(`create or replace temp table ${identifier(name)} (${list})`);
      present.set(name, list);
    }
    if (statements.length === 0) return;
    try {
      await connection.run(statements.join(";"));
    } catch (cause) {
      present.clear();
      throw new GantryError("internal", "the tables of earlier steps can't be laid out for the query", { cause });
    }
  };

  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(() => guarded(work));
    last = next.catch(() => undefined);
    return next;
  };
  const readTexts = async (...expressions: readonly string[]): Promise<readonly string[]> => {
    const reader = await connection.runAndReadAll(`select ${expressions.join(", ")}`);
    return expressions.map((_, index) => String(reader.value(index, 0)));
  };
  const readText = async (expression: string): Promise<string> => (await readTexts(expression))[0] ?? "";

  const treeOf = (sql: string): string => `json_serialize_sql(${stringLiteral(sql)})`;
  const planOf = (sql: string, optimize: boolean): string =>
    `json_serialize_plan(${stringLiteral(sql)}, optimize := ${optimize})`;
  const nodeOf = (json: string): Node => {
    const parsed: unknown = JSON.parse(json);
    return isNode(parsed) ? parsed : {};
  };

  const tree = (sql: string): Promise<string> => inTurn(() => readText(treeOf(sql)));

  return {
    parse: async (sql) => nodeOf(await tree(sql)),
    tree,
    write: (json) => inTurn(() => readText(`json_deserialize_sql(${stringLiteral(json)})`)),
    plan: (sql, steps, optimize) =>
      inTurn(async () => {
        await showSteps(steps);
        return readText(planOf(sql, optimize));
      }),
    parseAndPlan: (sql, planned, steps, optimize) =>
      inTurn(async () => {
        await showSteps(steps);
        const [parsed = "", plan = ""] = await readTexts(treeOf(sql), planOf(planned, optimize));
        return { parsed: nodeOf(parsed), plan };
      }),
    columns: (sql, steps) =>
      inTurn(async () => {
        await showSteps(steps);
        return readColumns(connection, sql);
      }),
    close: () => {
      connection.closeSync();
    },
  };
};

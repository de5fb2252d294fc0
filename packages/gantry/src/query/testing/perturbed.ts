// One world in many versions, each with one column changed or some rows gone: what changes a query's result, influences it.
import { DuckDBInstance, type DuckDBConnection, type DuckDBPreparedStatement } from "@duckdb/node-api";
import type { ColumnType } from "../../catalog/index.ts";
import type { Value } from "../../connect/kit/index.ts";
import { typedLiteral } from "../sql/literal.ts";
import { duckType, identifier, stringLiteral, tableIdentifier } from "../sql/names.ts";
import type { Rows } from "./memory.ts";
import type { Choices } from "./random/choices.ts";
import { cellsOf, type World } from "./random/world.ts";

/** A result as texts: rows of cells, or that there is none. */
export type Outcome = readonly (readonly string[])[] | "failed";

export interface Version {
  /** The column that differs from the world as it is, or `table.*`. */
  readonly source: string;
  readonly table: string;
  readonly column: string;
  /** Whether it is one more after several others: worth a run only where a listed column hasn't mattered yet. */
  readonly isExtra: boolean;
}

/** A query that can be asked again of each version. */
export interface Asked {
  run(): Promise<Outcome>;
  close(): void;
}

export interface Perturbed {
  readonly versions: readonly Version[];
  /** Whether the answer shows nothing: no row, only NULLs and zeros, or a failure. */
  isDull(sql: string): Promise<boolean>;
  /** The query made ready; nothing where DuckDB can't run it on the world as it is. */
  ask(sql: string): Promise<Asked | undefined>;
  /** Runs `work` while the world is as `version` says. False when DuckDB broke on the way: nothing said since counts. */
  within(version: Version, work: () => Promise<void>): Promise<boolean>;
  close(): Promise<void>;
}

interface Laid {
  /** As lineage names it. */
  readonly name: string;
  readonly sql: string;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly rows: Rows;
}

interface Shadow extends Version {
  readonly sql: string;
  readonly shadow: string;
}

// A prepared query stays right while data changes only if its plan knows nothing of the data.
const knowing = "statistics_propagation,row_group_pruner,join_filter_pushdown,compressed_materialization";

const createSql = (name: string, { columns }: Laid, rows: Rows): readonly string[] => {
  const list = columns.map((column) => `${identifier(column.name)} ${duckType(column.type)}`);
  const tuple = (row: Rows[number]): string =>
    `(${columns.map((column) => typedLiteral({ type: column.type, value: row[column.name] ?? null }, column.name)).join(", ")})`;
  return [
    `create table ${name} (${list.join(", ")})`,
    ...(rows.length === 0 ? [] : [`insert into ${name} values ${rows.map(tuple).join(", ")}`]),
  ];
};

/**
 * Other cells for one column: all turned by one row, some NULL, every second one another, all other; then one value
 * everywhere, the last first, one cell alone.
 */
const changedCells = (
  type: ColumnType,
  cells: readonly Value[],
  world: World,
  choices: Choices,
): readonly (readonly Value[])[] => {
  const other = (): Value => choices.one(cellsOf(type, world.domain));
  const same = other();
  const at = choices.below(cells.length);
  return [
    cells.map((_, index) => cells[(index + 1) % cells.length] ?? null),
    cells.map((cell, index) => (index % 3 === 0 ? null : cell)),
    cells.map((cell, index) => (index % 2 === 0 ? other() : cell)),
    cells.map(() => other()),
    cells.map(() => same),
    cells.toReversed(),
    cells.map((cell, index) => (index === at ? other() : cell)),
  ];
};

/** So many of them are run whatever has been seen before. */
const always = 4;

const changedRows = (rows: Rows, choices: Choices): readonly Rows[] => {
  const at = choices.below(rows.length);
  return [
    [],
    rows.filter((_, index) => index !== at),
    rows.filter((_, index) => index % 2 === 0),
    [...rows, ...rows.filter((_, index) => index % 3 === 0)],
  ];
};

const tablesOf = (world: World): readonly Laid[] => [
  ...Object.values(world.catalog.tables).map(({ name, source, local, columns }) => ({
    name,
    sql: tableIdentifier(source, local),
    columns,
    rows: world.rows[name] ?? [],
  })),
  ...Object.entries(world.steps).map(([name, step]) => ({ ...step, name, sql: identifier(name) })),
];

/** DuckDB's own faults, after which a database takes no more queries. */
const isFault = (error: unknown): boolean => /INTERNAL|FATAL/u.test(String(error));

const openDatabase = async (world: World, statements: readonly string[]): Promise<DuckDBConnection> => {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  const zone = stringLiteral(world.catalog.calendar.timeZone);
  const schemas = ["shadow", ...Object.keys(world.catalog.sources)].map(
    (schema) => `create schema ${identifier(schema)}`,
  );
  await connection.run(
    [`set TimeZone = ${zone}`, `set disabled_optimizers = '${knowing}'`, ...schemas, ...statements].join("; "),
  );
  return connection;
};

const rowsOf = async (statement: DuckDBPreparedStatement): Promise<Outcome> => {
  const reader = await statement.runAndReadAll();
  return reader.getRowsJson().map((row) => row.map((cell) => JSON.stringify(cell)));
};

/** Opens `world` in a DuckDB of its own, its versions beside it. */
export const openPerturbed = async (world: World, choices: Choices): Promise<Perturbed> => {
  const tables = tablesOf(world);
  const plain = tables.flatMap((table) => createSql(table.sql, table, table.rows));
  const beside: string[] = [];
  const versions: Shadow[] = [];
  const add = (table: Laid, column: string, rows: Rows, isExtra: boolean): void => {
    const shadow = `shadow.v${versions.length}`;
    beside.push(...createSql(shadow, table, rows));
    versions.push({ source: `${table.name}.${column}`, table: table.name, column, isExtra, sql: table.sql, shadow });
  };
  const original = new Map<string, string>();
  for (const table of tables) {
    const kept = `shadow.o${original.size}`;
    original.set(table.sql, kept);
    beside.push(`create table ${kept} as from ${table.sql}`);
    for (const rows of changedRows(table.rows, choices)) add(table, "*", rows, false);
    for (const { name, type } of table.columns) {
      const cells = table.rows.map((row) => row[name] ?? null);
      changedCells(type, cells, world, choices).forEach((changed, turn) => {
        const rows = table.rows.map((row, index) => ({ ...row, [name]: changed[index] ?? null }));
        add(table, name, rows, turn >= always);
      });
    }
  }
  const connection = await openDatabase(world, [...plain, ...beside]);
  let trial = openDatabase(world, plain);
  let isBroken = false;
  /** Tried on a database of its own first: a fault of DuckDB costs only that. */
  const tried = async (sql: string): Promise<Outcome> => {
    try {
      const statement = await (await trial).prepare(sql);
      return await rowsOf(statement).finally(() => statement.destroySync());
    } catch (error) {
      if (isFault(error)) trial = openDatabase(world, plain);
      return "failed";
    }
  };
  const run = async (statement: DuckDBPreparedStatement): Promise<Outcome> => {
    try {
      return await rowsOf(statement);
    } catch (error) {
      isBroken ||= isFault(error);
      return "failed";
    }
  };
  return {
    versions,
    isDull: async (sql) => {
      const outcome = await tried(sql);
      return (
        outcome === "failed" ||
        outcome.every((row) => row.every((cell) => ["null", "0", '"0"', "false"].includes(cell)))
      );
    },
    ask: async (sql) => {
      if (isBroken || (await tried(sql)) === "failed") return undefined;
      const statement = await connection.prepare(sql);
      return { run: () => run(statement), close: () => statement.destroySync() };
    },
    within: async (version, work) => {
      const { sql, shadow } = versions.find((each) => each === version) ?? {};
      if (sql === undefined || shadow === undefined) throw new TypeError("a version of another world");
      if (isBroken) return false;
      // In a transaction, one query that fails would end all others.
      await connection.run(`delete from ${sql}; insert into ${sql} from ${shadow}`);
      await work();
      if (!isBroken) await connection.run(`delete from ${sql}; insert into ${sql} from ${original.get(sql) ?? ""}`);
      return !isBroken;
    },
    close: async () => {
      connection.closeSync();
      (await trial).closeSync();
    },
  };
};

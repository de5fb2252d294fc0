// What the real systems under the fuzzer have in common: tables laid out with random rows, and found again by discovery.
import type { Catalog, ColumnType, Table, TableDef } from "../../packages/gantry/src/catalog/index.ts";
import { createBudget, type Connector, type Context } from "../../packages/gantry/src/connect/kit/index.ts";
import { choicesFrom, edges, rowsFor, type World } from "../../packages/gantry/src/query/testing/pushdown/index.ts";

type Rows = World["rows"][string];

/** A column of a table to lay out: what it is called and typed there, and what it must be here. */
export interface LaidColumn {
  readonly name: string;
  readonly native: string;
  readonly nativeType: string;
  readonly type: ColumnType;
  /** Other values than those of its type. */
  readonly values?: readonly string[];
}

/** Writes a column of a system whose types are `Native`. */
export type ColumnOf<Native extends string> = (native: string, nativeType: Native, type: ColumnType) => LaidColumn;

/** Columns that have here the name that `nameOf` makes of theirs. */
export const columnsBy =
  (nameOf: (native: string) => string): ColumnOf<string> =>
  (native, nativeType, type) => ({ name: nameOf(native), native, nativeType, type });

export interface LaidTable {
  readonly source: string;
  readonly name: string;
  readonly native: string;
  readonly columns: readonly LaidColumn[];
  readonly rows: Rows;
  /** Rows as its source is said to have, so that scans wait for each other's keys. */
  readonly size: number;
}

/** Some of the columns that a system can have, and rows for them; the same for the same seed. */
export const layOutTable = (
  table: Pick<LaidTable, "source" | "name" | "native">,
  index: number,
  possible: readonly LaidColumn[],
  values: Readonly<Record<string, readonly (string | number | bigint | boolean)[]>> = {},
): LaidTable => {
  const choices = choicesFrom(index + 17);
  const [key, ...others] = possible;
  // The first ones are in every table, so that tables can be joined by them.
  const columns = [...possible.slice(0, 4), ...choices.some(others.slice(3), 5)];
  const few = Object.fromEntries(
    columns.map(({ name, type, values: own }) => {
      const all = own ?? values[type] ?? edges[type] ?? [];
      return [name, choices.some(all, all.length).slice(0, 5)];
    }),
  );
  const rows = rowsFor(
    columns.map(({ name }) => [name, name] as const),
    40,
    choices,
    few,
  ).map((row, place) => ({ ...row, [key?.name ?? "id"]: `r${place}` }));
  return { ...table, columns, rows, size: 60 * 6 ** index };
};

const tableOf = (source: string, def: TableDef, laid: LaidTable): Table => {
  const columns = laid.columns.map(({ name, type }) => {
    const { references: _, ...column } =
      def.columns.find((each) => each.name === name) ?? failed(source, def.name, name);
    if (column.type !== type) failed(source, def.name, `${name} as ${type}, but ${column.type}`);
    return { ...column, labels: [], synonyms: [] };
  });
  return { ...def, name: `${source}.${def.name}`, source, local: def.name, columns, rows: laid.size };
};

const failed = (source: string, table: string, what: string): never => {
  throw new TypeError(`discovery of ${source}.${table} did not give ${what}`);
};

/** The world of connectors whose systems hold the laid tables. */
export const worldOf = async (
  connectors: Readonly<Record<string, Connector>>,
  laid: readonly LaidTable[],
  secret: (name: string) => string,
  stop: () => Promise<void>,
): Promise<World> => {
  const contextOf = (source: string): Context => ({
    signal: new AbortController().signal,
    now: () => new Date(),
    secret,
    budget: createBudget(Number.POSITIVE_INFINITY, source),
  });
  const tables: Table[] = [];
  for (const [source, connector] of Object.entries(connectors)) {
    const found = await connector.discover(contextOf(source));
    for (const table of laid.filter((each) => each.source === source)) {
      const def = found.find(({ name }) => name === table.name) ?? failed(source, table.name, "the table");
      tables.push(tableOf(source, def, table));
    }
  }
  const catalog: Catalog = {
    version: "fuzz",
    sources: Object.fromEntries(
      Object.keys(connectors).map((name) => [name, { name, connector: "fuzz", title: name, connection: {} }]),
    ),
    tables: Object.fromEntries(tables.map((table) => [table.name, table])),
    subjects: [],
    measures: [],
    calendar: { timeZone: "Europe/Berlin", fiscalYearStart: 1 },
  };
  return {
    catalog,
    rows: Object.fromEntries(laid.map(({ source, name, rows }) => [`${source}.${name}`, rows])),
    connectors: (source) => connectors[source] ?? failed(source, "", "a connector"),
    context: contextOf,
    close: async () => {
      for (const connector of Object.values(connectors)) await connector.close();
      await stop();
    },
  };
};

// Which of a few given rows exist for a caller: asked of a real query engine, over sources that hold just these rows.
import { GantryError } from "@gantry/contract";
import type { Catalog, ColumnType } from "../catalog/index.ts";
import type { ColumnBatch, Connector, Context, Value } from "../connect/kit/index.ts";
import type { CaseRows, FindRows } from "../policy/index.ts";
import { createQueryEngine } from "../query/index.ts";

/** A source that sends all it has: the filter is applied at landing, as always. */
const sourceOf = (source: string, data: CaseRows, catalog: Catalog): Connector => ({
  discover: async () => [],
  plan: async ({ table, columns }) => ({
    table: table.name,
    columns,
    native: "the rows of the cases",
    guarantee: "superset",
    detail: null,
  }),
  scan: async function* ({ table, columns }): AsyncGenerator<ColumnBatch> {
    const full = `${source}.${table}`;
    const rows = data[full] ?? [];
    const types = new Map(catalog.tables[full]?.columns.map((column) => [column.name, column.type]));
    yield {
      rows: rows.length,
      columns: columns.map((column) => rows.map((row) => valueOf(row[column] ?? null, types.get(column)))),
    };
  },
  check: async () => ({ ok: true, detail: "" }),
  close: async () => undefined,
});

/** JSON has no 64-bit integers. */
const valueOf = (cell: Cell, type: ColumnType | undefined): Value =>
  type === "int64" && typeof cell === "number" ? BigInt(cell) : cell;

type Cell = CaseRows[string][number][string];

const context = (signal: AbortSignal): Context => ({
  signal,
  now: () => new Date(),
  secret: () => "",
  budget: { spend: () => undefined, spent: 0 },
});

export interface GivenRows {
  readonly find: FindRows;
  close(): Promise<void>;
}

/** @throws GantryError `bad-config` for data of a table or column that the catalog does not have */
export const openGivenRows = (catalog: Catalog, data: CaseRows): GivenRows => {
  for (const [table, rows] of Object.entries(data)) {
    const known = catalog.tables[table]?.columns.map((column) => column.name);
    const unknown = Object.keys(Object.assign({}, ...rows)).find((column) => !known?.includes(column));
    if (known !== undefined && unknown === undefined) continue;
    const what = known === undefined ? table : `${table}.${unknown}`;
    throw new GantryError("bad-config", `the cases' data names ${what}, which the catalog does not have`);
  }
  const engine = createQueryEngine({ catalog, workers: 1, connectors: (source) => sourceOf(source, data, catalog) });
  return {
    find: async (table, by, access) => {
      const { signal } = new AbortController();
      const quoted = table.split(".").map((part) => `"${part}"`);
      const sql = `select "${by}" from ${quoted.join(".")}`;
      const { relation } = await engine.run(sql, {
        parameters: {},
        steps: {},
        access,
        context: () => context(signal),
        signal,
      });
      return relation.rows.map((row) => row[by]);
    },
    close: () => engine.close(),
  };
};

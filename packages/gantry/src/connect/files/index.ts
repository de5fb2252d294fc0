// Parquet, CSV and JSON files of one folder as tables, exact pushdown by DuckDB.
import { z } from "zod";
import type { ColumnDef, ColumnType, TableDef } from "../../catalog/index.ts";
import {
  drifted,
  neverHolds,
  parseConnection,
  refuseOnBehalf,
  sqlName,
  sqlNames,
  supported,
  valueOf,
  type ConnectorFactory,
  type Context,
  type Place,
  type Value,
} from "../kit/index.ts";
import { filesOf, listTables, openFolder, type FileTable } from "./folder.ts";
import { queryOf, sayable, type Query } from "./query.ts";
import { createFolderReader, relationOf } from "./reader.ts";
import { readingOf } from "./types.ts";

/** `connection` of a source with connector "files". */
export const Connection = z.strictObject({ path: z.string().min(1) });

interface Detail {
  /** undefined = no row can pass, so nothing is read. */
  readonly query: Query | undefined;
  readonly native: string;
  readonly types: readonly ColumnType[];
  /** Rows to pick at random, where not all are wanted. */
  readonly sample: number | undefined;
}

/** How a query says that so many rows are enough. */
const sampling = (sample: number | undefined): string => (sample === undefined ? "" : ` using sample ${sample} rows`);

const instantOf = (micros: bigint): string => {
  const fraction = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const seconds = new Date(Number((micros - fraction) / 1000n)).toISOString().slice(0, 19);
  return fraction === 0n ? `${seconds}Z` : `${seconds}.${fraction.toString().padStart(6, "0")}Z`;
};

/**
 * Connector to a folder: `weekly.parquet` is table `weekly`, and so is `weekly/*.parquet`.
 *
 * @example
 * files({ name: "usage", connector: "files", title: "Product usage", connection: { path: "data/usage" } });
 */
export const files: ConnectorFactory = (source) => {
  const connection = parseConnection(source, Connection);
  const here: Place = { source: source.name };
  const folder = (): Promise<string> => openFolder(connection.path, here);
  const reader = createFolderReader(folder);

  const describe = async (table: FileTable, context: Context): Promise<TableDef> => {
    const place = { ...here, table: table.name };
    const relation = relationOf(await filesOf(await folder(), table.native, place));
    const native: { readonly name: string; readonly type: string }[] = [];
    for await (const [names = [], types = []] of reader.stream(
      `describe select * from ${relation}`,
      [],
      place,
      context,
    ))
      names.forEach((name, index) => native.push({ name: String(name), type: String(types[index]) }));
    let rows = 0;
    for await (const [counts = []] of reader.stream(`select count(*)::varchar from ${relation}`, [], place, context))
      rows = Number(counts[0]);
    const columnNames = sqlNames(native.map((column) => column.name));
    const columns = native.flatMap((column): readonly ColumnDef[] => {
      const reading = readingOf(column.type);
      if (reading === undefined) return [];
      return [
        {
          name: columnNames.get(column.name) ?? sqlName(column.name),
          native: column.name,
          type: reading.type,
          nullable: true,
          operators: reading.operators,
          ...(reading.type === "varchar" ? { collation: "binary" as const } : {}),
        },
      ];
    });
    return { name: table.name, native: table.native, key: [], columns, rows };
  };

  const read = (place: Place, name: string, type: ColumnType, raw: unknown): Value => {
    if (raw === null || raw === undefined) return null;
    // A text that holds JSON already, and microseconds since 1970: what `fetchedAs` asks for.
    if (type === "json" && typeof raw === "string") return raw;
    const value = type === "timestamptz" && typeof raw === "bigint" ? instantOf(raw) : valueOf(type, raw);
    if (value === undefined) throw drifted(place, `a value of column "${name}" isn't ${type}`);
    return value;
  };

  return {
    discover: async (context) => {
      refuseOnBehalf(here, context);
      const tables: TableDef[] = [];
      for (const table of await listTables(await folder(), here)) {
        context.budget.spend(1);
        tables.push(await describe(table, context));
      }
      return tables;
    },

    plan: async (request) => {
      const { table, filter } = request;
      const types = request.columns.map((name) => {
        const column = table.columns.find((each) => each.name === name);
        if (column === undefined) throw drifted({ ...here, table: table.name }, `it has no column "${name}"`);
        return column.type;
      });
      const split = supported(filter, table.columns, sayable);
      const nothing = neverHolds(filter);
      const query = queryOf(request, split.pushed);
      const isLarge = request.sample !== undefined && (table.rows ?? 0) > 1.5 * request.sample;
      const sample = isLarge && filter === undefined ? request.sample : undefined;
      const detail: Detail = { query: nothing ? undefined : query, native: table.native, types, sample };
      return {
        table: table.name,
        columns: request.columns,
        native: nothing ? "" : `select ${query.select} from '${table.native}'${query.where}${sampling(sample)}`,
        ...(split.pushed === undefined ? {} : { pushed: split.pushed }),
        guarantee: split.exact ? "exact" : "superset",
        ...(sample === undefined ? {} : { sample: "random" as const }),
        calls: nothing ? 0 : 1,
        ...(nothing ? { rows: 0 } : table.rows === undefined ? {} : { rows: table.rows }),
        detail,
      };
    },

    scan: async function* (plan, context) {
      const place = { ...here, table: plan.table };
      refuseOnBehalf(place, context);
      // Made by `plan` above and handed back unchanged.
      const { query, native, types, sample } = plan.detail as Detail;
      if (query === undefined) return;
      context.budget.spend(1);
      const relation = relationOf(await filesOf(await folder(), native, place));
      const sql = `select ${query.select} from ${relation}${query.where}${sampling(sample)}`;
      for await (const chunk of reader.stream(sql, query.values, place, context)) {
        const columns = plan.columns.map((name, index) =>
          (chunk[index] ?? []).map((raw) => read(place, name, types[index] ?? "varchar", raw)),
        );
        yield { rows: columns[0]?.length ?? 0, columns };
      }
    },

    check: async (context) => {
      if (context.signal.aborted) return { ok: false, detail: "cancelled" };
      const tables = await listTables(await folder(), here);
      return { ok: true, detail: `the folder holds ${tables.length} tables` };
    },

    close: async () => {
      await Promise.resolve(reader.close());
    },
  };
};

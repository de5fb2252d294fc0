// Rows of a caller's own SQL as a stream of bytes, however many there are.
import type { QueryAnswer, QueryRequest, StreamType } from "@gantry/contract";
import type { ColumnType } from "../../catalog/index.ts";
import type { Caller } from "../../policy/index.ts";
import type { StreamOptions, Through } from "../../query/index.ts";
import type { RowStream } from "../../serve/index.ts";
import { statementOf } from "./statement.ts";
import type { OwnQueryOptions } from "./statement.ts";

type ViewedColumn = QueryAnswer["columns"][number];

/** Types by their names, as lineage gave them. */
const typeOf = ({ type, treatment }: ViewedColumn): ColumnType =>
  // Tokens, bands and masked texts are texts; lists and objects are treated leaf by leaf; a truth value stays or is gone.
  treatment === "pass" || treatment === "drop" || type === "json" || type === "boolean"
    ? (type as ColumnType)
    : "varchar";

/**
 * Begins it: resolves when the first bytes are there, and so throws what `statementOf` throws and what goes wrong before
 * them. Whoever stops reading ends the query and what it asks of sources.
 */
export async function ownStream(
  { sql, limit }: QueryRequest,
  format: StreamType,
  caller: Caller,
  signal: AbortSignal,
  options: OwnQueryOptions,
): Promise<RowStream> {
  const { run, columns, view } = await statementOf(sql, caller, signal, options);
  const through: Through = {
    columns: columns.map((column) => ({ name: column.name, type: typeOf(column) })),
    rows: async (rows) => (await view(rows, "part")).rows,
  };
  const asOf: Record<string, string> = {};
  const how: StreamOptions = {
    format,
    ...(limit === undefined ? {} : { limit }),
    // Where the guard lets every column pass, no row changes on its way through.
    ...(columns.every(({ treatment }) => treatment === "pass") ? {} : { through }),
    onScans: (scans) => {
      for (const scan of scans)
        if (scan.asOf !== undefined && !((asOf[scan.source] ?? "~") < scan.asOf)) asOf[scan.source] = scan.asOf;
    },
  };
  const bytes = options.query.stream(sql, run, how)[Symbol.asyncIterator]();
  const first = await bytes.next();
  return {
    asOf,
    bytes: (async function* () {
      try {
        for (let next = first; next.done !== true; next = await bytes.next()) yield next.value;
      } finally {
        await bytes.return?.();
      }
    })(),
  };
}

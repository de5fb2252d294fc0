// What queries took, for the price of the next. It is remembered as long as the process lives.
import type { QueryEngine, RunOptions, ScanReport } from "../../query/index.ts";

export interface TableTook {
  readonly source: string;
  readonly table: string;
  readonly rows: number;
  readonly calls: number;
}

/** What tells one query from another: its text, its parameters but for the instant, and what its caller may see. */
export const queryKey = (
  sql: string,
  { parameters, access: seen }: Pick<RunOptions, "parameters" | "access">,
): string => {
  const values = (of: RunOptions["parameters"]): readonly string[] =>
    Object.entries(of)
      .filter(([name]) => name !== "now")
      .map(([name, { value }]) => `${name}=${String(value)}`)
      .sort();
  return JSON.stringify([sql, values(parameters), seen?.rowFilters, seen?.forbidden, values(seen?.parameters ?? {})]);
};

export interface Reads {
  /** Notes what the scans of a query took. */
  note(scans: readonly ScanReport[], query: string): void;
  /** By table, what the very same query took when it was run last; join keys and all. */
  whole(query: string): readonly TableTook[] | undefined;
}

/** Keeps what the newest `most` different queries took. */
export const readsInMemory = (most = 5000): Reads => {
  const queries = new Map<string, readonly TableTook[]>();
  return {
    whole: (query) => queries.get(query),
    note: (scans, query) => {
      // A query that shared another's rows says nothing of what it takes alone.
      if (scans.length === 0 || scans.some((it) => it.cached === true || it.rows === undefined)) return;
      queries.delete(query);
      queries.set(
        query,
        scans.map(({ source, table, rows = 0, calls = 0 }) => ({ source, table, rows, calls })),
      );
      if (queries.size > most) queries.delete(queries.keys().next().value ?? "");
    },
  };
};

/** The engine, with what its scans take noted. */
export const noting = (engine: QueryEngine, reads: Reads): QueryEngine => ({
  ...engine,
  run: async (sql, options) => {
    const result = await engine.run(sql, options);
    // What somebody reads with his own rights tells others nothing.
    const isOwn = result.scans.some(({ source }) => options.context(source).onBehalfOf !== undefined);
    if (!isOwn) reads.note(result.scans, queryKey(sql, options));
    return result;
  },
});

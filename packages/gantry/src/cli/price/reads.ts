// The price of a question before it runs: what each source would be asked, as the engine plans it, and what such reads took
// before. What is remembered lives as long as the process.
import type { Estimate } from "@gantry/contract";
import { parameterTypes, resolveInput, viewerExposures } from "../flow/index.ts";
import type { FlowDocument, InputOptions, Shape } from "../flow/index.ts";
import { access } from "../policy/index.ts";
import type { Caller, Policy } from "../policy/index.ts";
import type { QueryEngine, RunOptions, ScanReport } from "../query/index.ts";
import type { Catalog } from "../catalog/index.ts";
import type { Connections } from "./connections.ts";

interface TableTook extends Took {
  readonly source: string;
  readonly table: string;
}

interface Took {
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
  /** What a scan took when it was asked the very same, else what a scan of that shape took last. */
  of(scan: ScanReport): Took | undefined;
}

/** Keeps what the newest `most` different reads took. */
export const readsInMemory = (most = 5000): Reads => {
  const kept = new Map<string, Took>();
  const queries = new Map<string, readonly TableTook[]>();
  const exact = ({ source, table, native }: ScanReport): string => JSON.stringify([source, table, native]);
  const shape = ({ source, table, pushed }: ScanReport): string => JSON.stringify([source, table, "", pushed]);
  const keep = (key: string, took: Took): void => {
    kept.delete(key);
    kept.set(key, took);
    if (kept.size > most) kept.delete(kept.keys().next().value ?? "");
  };
  return {
    whole: (query) => queries.get(query),
    note: (scans, query) => {
      // A query that shared another's rows says nothing of what it takes alone.
      if (scans.length > 0 && scans.every((it) => it.cached !== true && it.rows !== undefined)) {
        queries.delete(query);
        queries.set(
          query,
          scans.map(({ source, table, rows = 0, calls = 0 }) => ({ source, table, rows, calls })),
        );
        if (queries.size > most) queries.delete(queries.keys().next().value ?? "");
      }
      for (const scan of scans) {
        if (scan.cached === true || scan.rows === undefined) continue;
        const took = { rows: scan.rows, calls: scan.calls ?? 0 };
        keep(shape(scan), took);
        keep(exact(scan), took);
      }
    },
    of: (scan) => kept.get(exact(scan)) ?? kept.get(shape(scan)),
  };
};

/** The engine, with what its scans take noted. */
export const noting = (engine: QueryEngine, reads: Reads): QueryEngine => ({
  ...engine,
  run: async (sql, options) => {
    const result = await engine.run(sql, options);
    reads.note(result.scans, queryKey(sql, options));
    return result;
  },
});

export interface PredictOptions {
  readonly catalog: Catalog;
  readonly query: Pick<QueryEngine, "explain">;
  readonly policy: Policy;
  readonly connections: Pick<Connections, "context">;
  readonly reads: Reads;
  readonly time: InputOptions;
}

/** Rows and calls by table, and what the asker would see how treated. Asks no source for rows. */
export async function predict(
  document: FlowDocument,
  shapes: Readonly<Record<string, Shape>>,
  caller: Caller,
  { catalog, query, policy, connections, reads, time }: PredictOptions,
): Promise<Estimate> {
  const { parameters } = resolveInput(document, {}, time);
  const signal = AbortSignal.timeout(10_000);
  const known = new Set(Object.keys(parameterTypes(document)));
  const steps = Object.fromEntries(Object.entries(shapes).map(([name, { columns }]) => [name, { columns, rows: [] }]));
  const sources = new Map<string, { source: string; table: string; rows: number; calls: number }>();
  const add = ({ source, table, rows, calls }: TableTook): void => {
    const sum = sources.get(`${source} ${table}`) ?? { rows: 0, calls: 0 };
    sources.set(`${source} ${table}`, { source, table, rows: sum.rows + rows, calls: sum.calls + calls });
  };
  for (const step of Object.values(document.steps)) {
    if (step.kind !== "query") continue;
    const seen = access(policy, caller);
    const before = reads.whole(queryKey(step.sql, { parameters, access: seen }));
    if (before !== undefined) {
      for (const took of before) add(took);
      continue;
    }
    const scans = await query.explain(step.sql, {
      parameters: Object.fromEntries(Object.entries(parameters).filter(([name]) => known.has(name))),
      steps,
      access: seen,
      context: (source) => connections.context(source, signal, caller.tokens[source]),
      signal,
    });
    for (const scan of scans) {
      const took = reads.of(scan) ?? { rows: scan.estimatedRows ?? 0, calls: scan.estimatedCalls ?? 1 };
      add({ source: scan.source, table: scan.table, ...took });
    }
  }
  const exposures = viewerExposures({ document, shapes, catalog, policy, roles: caller.roles });
  return {
    sources: [...sources.values()],
    tokens: 0,
    cost: 0,
    shown: [
      ...new Map(exposures.map(({ column, label, treatment }) => [column, { column, label, treatment }])).values(),
    ],
  };
}

// The query engine: wires binding, planning, scanning and running together.
import { availableParallelism, tmpdir } from "node:os";
import type { Catalog, RelationColumn } from "../catalog/index.ts";
import type { Connector } from "../connect/kit/index.ts";
import { noAccess, typesOf } from "./access.ts";
import { createBinder, type Binding } from "./binder.ts";
import { createPool } from "./child/pool.ts";
import { createTurns } from "./child/turns.ts";
import { orderScans } from "./plan/order.ts";
import { unknown } from "./plan/needs.ts";
import { planQuery, type QueryPlan } from "./plan/plan.ts";
import { createScanCache, scopeOf, shelfOf } from "./land/cache.ts";
import { findCached } from "./land/cached.ts";
import { execute, type Execution } from "./land/execute.ts";
import { prepareScan } from "./land/request.ts";
import { collectRows } from "./land/result.ts";
import { createTogether } from "./land/together.ts";
import { streamResult, type Running } from "./land/stream.ts";
import { withoutTerminator } from "./sql/lex.ts";
import type { QueryEngine, RunOptions, ScanReport } from "./types.ts";

export interface QueryEngineOptions {
  readonly catalog: Catalog;
  /** The connector of a source. */
  readonly connectors: (source: string) => Connector;
  /** Queries that may run at once, each in a process of its own. Default: one per core, 2 to 4. 0: the engine only binds. */
  readonly workers?: number;
  /** Queries that may ask sources and hold rows at once; the others wait in turn, up to 1,000 of them. Default 24. */
  readonly underWay?: number;
  /** Of each query, in DuckDB's spelling. Past it a query spills to disk, then fails with `out-of-memory`. Default "512MB". */
  readonly memoryLimit?: string;
  /** Where queries spill. Default: the system's folder for temporary files. */
  readonly scratchDir?: string;
  /** What scans of tables with a `cache` may take in memory; where the catalog gives none a `cache`, nothing is kept. Default 128 MiB. */
  readonly cacheBytes?: number;
  /** By which what is cached grows old, in milliseconds. */
  readonly now?: () => number;
  /** Rows that one query may read from all its sources; past it, or where that is known before, it fails with `budget-exceeded`. Default 10 million. */
  readonly rowBudget?: number;
  /** Most rows that a result may have; past it a query fails with `budget-exceeded`. Default 500,000. */
  readonly maxRows?: number;
}

const stepColumns = (options: RunOptions): Readonly<Record<string, readonly RelationColumn[]>> =>
  Object.fromEntries(Object.entries(options.steps).map(([name, { columns }]) => [name, columns]));

const columnsOf = ({ lineage }: Binding): readonly RelationColumn[] =>
  lineage.columns.map(({ name, type }) => ({ name, type }));

/**
 * Opens an engine over one catalog; starts one child process ahead. Nothing is read from a source before `run`.
 *
 * @example
 * const engine = createQueryEngine({ catalog, connectors: (source) => connectors[source] });
 * const { relation } = await engine.run("select name from crm.accounts where region = $region", {
 *   parameters: { region: { type: "varchar", value: "EMEA" } }, steps: {}, context, signal,
 * });
 */
export const createQueryEngine = (options: QueryEngineOptions): QueryEngine => {
  const { catalog, connectors } = options;
  const cores = availableParallelism();
  const binder = createBinder(catalog);
  const pool = createPool({
    workers: options.workers ?? Math.min(4, Math.max(2, cores)),
    memoryLimit: options.memoryLimit ?? "512MB",
    threads: Math.min(4, cores),
    scratchDir: options.scratchDir ?? tmpdir(),
    timeZone: catalog.calendar.timeZone,
  });
  const execution: Execution = {
    catalog,
    connectors,
    pool,
    turns: createTurns(options.underWay ?? 24, 1000),
    rowBudget: options.rowBudget ?? 10_000_000,
    cache: createScanCache(options.cacheBytes ?? 128 * 1024 * 1024, options.now),
    together: createTogether(32 * 1024 * 1024, options.now),
  };

  const plan = async (
    sql: string,
    run: RunOptions,
  ): Promise<{ readonly binding: Binding; readonly plan: QueryPlan }> => {
    const steps = stepColumns(run);
    const parameters = typesOf(run.parameters);
    const access = run.access ?? noAccess;
    const binding = await binder.bind(sql, { parameters, steps, access });
    const pushdown = run.pushdown ?? true;
    return {
      binding,
      plan: await planQuery({ catalog, binding, steps, parameters: run.parameters, access, pushdown }),
    };
  };

  return {
    bind: async (sql, input) => (await binder.bind(sql, input)).lineage,
    explain: async (sql, run) => {
      const planned = await plan(sql, run);
      const turns = orderScans(planned.plan.needs, (step) => run.steps[step]?.rows.length ?? 0);
      const reports: ScanReport[] = [];
      for (const turn of turns) {
        const { source } = turn.need.table;
        const context = run.context(source);
        const hit = findCached(
          turn,
          unknown,
          shelfOf(turn.need.table, execution.cache, scopeOf(run, context.onBehalfOf)),
        );
        const report = hit?.report ?? (await prepareScan(turn, undefined, connectors(source), context)).report;
        reports.push(report);
      }
      return reports;
    },
    run: async (sql, run) => {
      const planned = await plan(sql, run);
      const columns = columnsOf(planned.binding);
      const collected = collectRows(withoutTerminator(planned.plan.sql), columns, {
        most: options.maxRows ?? 500_000,
        keep: run.keep,
      });
      const scans = await execute(planned.plan, planned.binding, run, execution, collected.finish);
      return { relation: { columns, rows: collected.rows }, scans, total: collected.total() };
    },
    stream: async function* (sql, run, how) {
      const planned = await plan(sql, run);
      const running: Running = {
        sql: withoutTerminator(planned.plan.sql),
        columns: columnsOf(planned.binding),
        run: (finish, gone) => {
          const signal = AbortSignal.any([run.signal, gone]);
          return execute(planned.plan, planned.binding, { ...run, signal }, execution, finish);
        },
      };
      yield* streamResult(running, how);
    },
    close: async () => {
      await Promise.all([binder.close(), pool.close()]);
    },
  };
};

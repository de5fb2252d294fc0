// The query engine: wires binding, planning, scanning and running together.
import { availableParallelism, tmpdir } from "node:os";
import { GantryError } from "@gantry/contract";
import type { Catalog, RelationColumn } from "../catalog/index.ts";
import type { Connector } from "../connect/kit/index.ts";
import { noAccess, typesOf } from "./access.ts";
import { createBinder, type Binding } from "./binder.ts";
import { createPool } from "./child/pool.ts";
import { createTurns } from "./child/turns.ts";
import { orderScans, type Turn } from "./plan/order.ts";
import { unknown } from "./plan/needs.ts";
import { foreseeScans, isAtHand } from "./foresee/index.ts";
import { protect, type Protected } from "./privacy/index.ts";
import { planQuery, type QueryPlan } from "./plan/plan.ts";
import { createScanCache, scopeOf, shelfOf } from "./land/cache.ts";
import { findCached } from "./land/cached.ts";
import { execute, type Execution } from "./land/execute.ts";
import { askGrouped, type Grouped } from "./land/grouped.ts";
import { prepareScan } from "./land/request.ts";
import { collectRows } from "./land/result.ts";
import { createTogether, sharedSeconds } from "./land/together.ts";
import { streamResult, type Running } from "./land/stream.ts";
import { withoutTerminator } from "./sql/lex.ts";
import type { Access, QueryEngine, RunOptions, ScanReport } from "./types.ts";

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

interface Planned {
  readonly binding: Binding;
  readonly plan: QueryPlan & { readonly grouped?: Grouped };
  /** Set where the query aggregates over people. */
  readonly guarded: Protected | undefined;
}

const withheldText = (rows: number, minimum: number): string | undefined =>
  rows === 0
    ? undefined
    : `${rows === 1 ? "1 row is" : `${rows} rows are`} withheld: over fewer than ${minimum} people, or mostly one person's value`;

/** The report of a table of people says what of their aggregates is withheld. */
const withNote = (
  scans: readonly ScanReport[],
  guarded: Protected | undefined,
  note: (minimum: number) => string | undefined,
): readonly ScanReport[] => {
  const text = guarded === undefined ? undefined : note(guarded.minimum);
  if (text === undefined) return scans;
  return scans.map((scan) =>
    scan.table === guarded?.tables[0] ? { ...scan, notes: [...(scan.notes ?? []), text] } : scan,
  );
};

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

  const protectedBy = (
    { query, whole }: Binding,
    { people: rule, forbidden }: Access,
  ): Promise<Protected | undefined> => protect(query, { catalog, stub: whole, forbidden, rule });

  /** What stands for the sources of this query. */
  const connectorsOf = ({ tap }: RunOptions): QueryEngineOptions["connectors"] =>
    tap === undefined ? connectors : (source) => tap.connector(source, () => connectors(source));

  /** Whether what this run has read a moment ago answers. */
  const isReadBy =
    (run: RunOptions) =>
    (of: QueryPlan, onBehalfOf: string | undefined): boolean => {
      const scope = run.run === undefined ? undefined : scopeOf(run, onBehalfOf, run.run);
      const [turn] = orderScans(of.needs, () => 0);
      if (scope === undefined || turn === undefined) return false;
      const { cache } = execution.together;
      return findCached(turn, unknown, { cache, scope, seconds: sharedSeconds }) !== undefined;
    };

  const plan = async (sql: string, run: RunOptions, rowsAreAtHand = isReadBy(run)): Promise<Planned> => {
    const tapped = connectorsOf(run);
    const steps = stepColumns(run);
    const parameters = typesOf(run.parameters);
    const access = run.access ?? noAccess;
    const written = await binder.bind(sql, { parameters, steps, access });
    const guarded = await protectedBy(written, access);
    const binding = guarded === undefined ? written : await binder.bind(guarded.sql, { parameters, steps, access });
    const pushdown = run.pushdown ?? true;
    const { parameters: values } = run;
    const makesNumbers = (source: string): boolean => tapped(source).aggregate !== undefined;
    const whole = await planQuery({ catalog, binding, steps, parameters: values, access, pushdown, makesNumbers });
    return { binding, guarded, plan: await askGrouped(whole, tapped, run.context, rowsAreAtHand) };
  };

  return {
    forget: () => execution.cache.clear(),
    bind: async (sql, input) => {
      const binding = await binder.bind(sql, input);
      if (input.access !== undefined) await protectedBy(binding, input.access);
      return binding.lineage;
    },
    explain: async (sql, run) => {
      const planned = await plan(sql, run);
      const turns = orderScans(planned.plan.needs, (step) => run.steps[step]?.rows.length ?? 0);
      const reports: ScanReport[] = planned.plan.grouped === undefined ? [] : [planned.plan.grouped.report];
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
      return withNote(reports, planned.guarded, (minimum) => `rows over fewer than ${minimum} people are withheld`);
    },
    foresee: async (sql, foresee) => {
      const steps = Object.fromEntries(
        Object.entries(foresee.steps).map(([name, { types }]) => [name, { columns: types, rows: [] }]),
      );
      const run: RunOptions = { ...foresee, steps };
      const { plan: planned, binding } = await plan(sql, run, (of) => isAtHand(of, foresee));
      const isCached = (turn: Turn): boolean => {
        const { table } = turn.need;
        const scope = scopeOf(run, run.context(table.source).onBehalfOf);
        return findCached(turn, unknown, shelfOf(table, execution.cache, scope)) !== undefined;
      };
      return foreseeScans({ plan: planned, binding, options: foresee, connectors, isCached });
    },
    run: async (sql, run) => {
      const planned = await plan(sql, run);
      const columns = columnsOf(planned.binding);
      const { guarded } = planned;
      const collected = collectRows(withoutTerminator(planned.plan.sql), columns, {
        most: options.maxRows ?? 500_000,
        // What is withheld is known when all rows are there.
        keep: guarded === undefined ? run.keep : undefined,
        plain: guarded === undefined ? planned.plan.plain : undefined,
      });
      const own = { ...execution, connectors: connectorsOf(run) };
      const scans = await execute(planned.plan, planned.binding, run, own, collected.finish);
      if (guarded === undefined)
        return { relation: { columns, rows: collected.rows }, scans, total: collected.total() };
      const { relation, withheld } = guarded.give({ columns, rows: collected.rows });
      return {
        relation: { ...relation, rows: relation.rows.slice(0, run.keep) },
        scans: withNote(scans, guarded, (minimum) => withheldText(withheld, minimum)),
        total: relation.rows.length,
      };
    },
    stream: async function* (sql, run, how) {
      const planned = await plan(sql, run);
      if (planned.guarded !== undefined)
        throw new GantryError("policy-breach", "an aggregate over people isn't streamed: its rows are checked first", {
          remedy: "ask for it as an answer: `gantry query --format table` or `json`",
        });
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

// Runs a planned query: scans side by side, each as soon as the keys it waits for are known, then the SQL over all.
import { GantryError } from "@gantry/contract";
import type { Catalog, Relation } from "../../catalog/index.ts";
import type { Connector } from "../../connect/kit/index.ts";
import type { Binding } from "../binder.ts";
import type { Pool } from "../child/pool.ts";
import type { Task } from "../child/protocol.ts";
import { cancelled, type Turns } from "../child/turns.ts";
import { orderScans, type Turn } from "../plan/order.ts";
import type { QueryPlan } from "../plan/plan.ts";
import type { Access, RunOptions, ScanReport } from "../types.ts";
import { createAllowance } from "./allowance.ts";
import { scopeOf, shelfOf, type ScanCache } from "./cache.ts";
import { valueOf } from "./cells.ts";
import { packNamed } from "./columns.ts";
import { groupedLayout, landGrouped, type Grouped } from "./grouped.ts";
import { gatherKeys } from "./keys.ts";
import { openLanding, type Landing } from "./landing.ts";
import { layOut } from "./layout.ts";
import { runScan } from "./scan.ts";
import type { Together } from "./together.ts";

export interface Execution {
  readonly catalog: Catalog;
  readonly connectors: (source: string) => Connector;
  readonly pool: Pool;
  readonly turns: Turns;
  readonly cache: ScanCache;
  /** Rows that one query may read from all its sources. */
  readonly rowBudget: number;
  readonly together: Together;
}

const landSteps = async (
  steps: Readonly<Record<string, Relation>>,
  read: ReadonlySet<string>,
  landing: Landing,
): Promise<void> => {
  for (const [name, { columns, rows }] of Object.entries(steps)) {
    if (!read.has(name) || rows.length === 0) continue;
    const packed = columns.map((column) => {
      const title = `${name}.${column.name}`;
      const values = rows.map((row) => valueOf(row[column.name], column.type, title));
      return packNamed(column.type, values, title);
    });
    await landing.append({ database: "temp", schema: "main", table: name }, rows.length, packed);
  }
};

const visibleTables = (catalog: Catalog, tables: Iterable<string>, access: Access | undefined) => {
  const forbidden = new Set(access?.forbidden ?? []);
  return [...tables].flatMap((name) => {
    const table = catalog.tables[name];
    if (table === undefined) return [];
    return [{ table, columns: table.columns.filter((column) => !forbidden.has(`${name}.${column.name}`)) }];
  });
};

const runScans = async (
  turns: readonly Turn[],
  { connectors, cache, together, rowBudget }: Execution,
  options: RunOptions,
  landing: Landing,
  signal: AbortSignal,
): Promise<readonly ScanReport[]> => {
  const keys = gatherKeys(turns, options.steps);
  const allowance = createAllowance(rowBudget);
  const running = new Map<string, Promise<ScanReport>>();
  for (const turn of turns) {
    // Tables come after those whose keys they wait for.
    const before = turn.waitsFor.flatMap(({ from }) => from.flatMap(({ use }) => running.get(use.table) ?? []));
    const { source } = turn.need.table;
    const scan = async (): Promise<ScanReport> => {
      await Promise.all(before);
      const context = options.context(source);
      const scope = scopeOf(options, context.onBehalfOf);
      const shelf = shelfOf(turn.need.table, cache, scope);
      const runScope = options.run === undefined ? undefined : scopeOf(options, context.onBehalfOf, options.run);
      return runScan({
        turn,
        connector: connectors(source),
        context,
        signal,
        keys,
        landing,
        allowance,
        shelves: shelf === undefined ? [] : [shelf],
        ...(options.tap === undefined ? {} : { tap: options.tap }),
        shared: runScope === undefined ? undefined : { together, scope: runScope },
      });
    };
    running.set(turn.need.table.name, scan());
  }
  return Promise.all(running.values());
};

const runGrouped = (
  grouped: Grouped,
  { connectors, rowBudget }: Execution,
  options: RunOptions,
  landing: Landing,
  signal: AbortSignal,
): Promise<ScanReport> => {
  const { source } = grouped.grouping.table;
  const allowance = createAllowance(rowBudget);
  return landGrouped(grouped, connectors(source), options.context(source), { landing, allowance, signal });
};

/** A query's database once all has landed. */
export interface Landed {
  readonly scans: readonly ScanReport[];
  readonly work: Landing["work"];
  readonly few: Landing["few"];
  readonly beside: Landing["beside"];
}

/** What gives the result. */
export type Finish = (landed: Landed) => Promise<unknown>;

/** What went wrong in the query's own database, with the tables that were read: DuckDB can't say which it was. */
const placed = (error: unknown, tables: ReadonlySet<string>): unknown =>
  error instanceof GantryError && error.where === undefined && error.code !== "cancelled" && tables.size > 0
    ? error.at({ table: [...tables].join(", ") })
    : error;

/** Lands what a planned query needs and finishes it. Whatever fails first ends the rest. */
export const execute = async (
  plan: QueryPlan & { readonly grouped?: Grouped },
  binding: Binding,
  options: RunOptions,
  execution: Execution,
  finish: Finish,
): Promise<readonly ScanReport[]> => {
  const { catalog, pool } = execution;
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const { query, restrictions } = binding;
  const stepColumns = Object.fromEntries(
    Object.entries(options.steps).flatMap(([name, step]) => (query.steps.has(name) ? [[name, step.columns]] : [])),
  );
  const filterTables = new Set(restrictions.flatMap((restriction) => [...restriction.query.tables]));
  const { grouped } = plan;
  const layout =
    grouped === undefined
      ? layOut({
          needs: plan.needs,
          steps: stepColumns,
          visible: visibleTables(catalog, query.tables, options.access),
          filters: plan.filters,
          filterTables: visibleTables(catalog, filterTables, undefined).map(({ table }) => table),
        })
      : groupedLayout(grouped);
  const turns = orderScans(plan.needs, (step) => options.steps[step]?.rows.length ?? 0);
  const share = options.share ?? "";
  const endTurn = await execution.turns.take(share, signal);
  const landing = openLanding(pool, layout, share, signal);
  try {
    await landSteps(options.steps, query.steps, landing);
    const scans =
      grouped === undefined
        ? await runScans(turns, execution, options, landing, signal)
        : [await runGrouped(grouped, execution, options, landing, signal)];
    let after: readonly Task[] = layout.after.length === 0 ? [] : [{ kind: "execute", statements: layout.after }];
    await finish({
      scans,
      work: async (tasks, onPage) => {
        const all = [...after, ...tasks];
        after = [];
        return landing.work(all, onPage);
      },
      few: () => landing.few(),
      beside: (target, rows, columns) => landing.beside(target, rows, columns),
    });
    return scans;
  } catch (error) {
    throw options.signal.aborted ? cancelled() : placed(error, query.tables);
  } finally {
    stop.abort();
    landing.release();
    endTurn();
  }
};

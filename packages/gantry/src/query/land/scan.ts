// One scan: asks the source, lands what comes, and notes the keys that other scans wait for.
import { GantryError } from "@gantry/contract";
import type { CallBudget, ColumnBatch, Connector, Context, ScanPlan, Value } from "../../connect/kit/index.ts";
import type { Turn } from "../plan/order.ts";
import type { ScanReport } from "../types.ts";
import { nothing } from "../plan/needs.ts";
import { show } from "../plan/predicate.ts";
import { bytesOf, type CachedBatch, type ScanCache } from "./cache.ts";
import { cachedBatch, landCached } from "./cached.ts";
import { packNamed } from "./columns.ts";
import { landSchema } from "./layout.ts";
import type { Landing, Target } from "./landing.ts";
import type { Keys } from "./keys.ts";
import { filterOf, prepareScan } from "./request.ts";

/** The source's budget, with a count of this scan's own calls. */
const counted = (budget: CallBudget): { readonly budget: CallBudget; readonly calls: () => number } => {
  let calls = 0;
  return {
    calls: () => calls,
    budget: {
      spend: (count) => {
        budget.spend(count);
        calls += count;
      },
      get spent() {
        return budget.spent;
      },
    },
  };
};

const drifted = (table: string, what: string): GantryError =>
  new GantryError("source-drifted", `the source of ${table} sent ${what}`, { where: { table } });

export interface ScanInput {
  readonly turn: Turn;
  readonly connector: Connector;
  readonly context: Context;
  readonly signal: AbortSignal;
  readonly keys: Keys;
  readonly landing: Landing;
  readonly cache: ScanCache;
  /** Within which the cache may answer; nothing for not at all. */
  readonly scope: string | undefined;
}

/** Runs the scan of `turn`. Resolves with what was done; throws what the connector throws, or `source-drifted`. */
export const runScan = async (input: ScanInput): Promise<ScanReport> => {
  const { turn, connector, context, signal, keys, landing, cache, scope } = input;
  const { table, columns } = turn.need;
  const names = columns.map(({ name }) => name);
  const started = performance.now();
  const target: Target = { database: "memory", schema: landSchema, table: table.name };
  const took = (): number => Math.round(performance.now() - started);

  const mayCache = table.cache !== undefined && scope !== undefined;
  const filter = mayCache ? filterOf(turn, keys.of) : nothing;
  const known = filter === nothing || scope === undefined ? undefined : cache.find(scope, table, names, filter);
  if (known !== undefined && filter !== nothing) {
    const rows = await landCached(known, columns, filter, { keys, landing, target, table: table.name });
    return {
      source: table.source,
      table: table.name,
      native: "",
      columns: names,
      pushed: known.filter === undefined ? "" : show(known.filter),
      kept: [],
      guarantee: "superset",
      calls: 0,
      rows,
      asOf: known.asOf,
      milliseconds: took(),
      cached: true,
      ...(known.notes === undefined ? {} : { notes: known.notes }),
    };
  }

  const { budget, calls } = counted(context.budget);
  const own: Context = {
    signal: AbortSignal.any([signal, context.signal]),
    now: () => context.now(),
    secret: (name) => context.secret(name),
    budget,
    ...(context.onBehalfOf === undefined ? {} : { onBehalfOf: context.onBehalfOf }),
  };
  const asOf = context.now().toISOString();
  const { plan, report } = await prepareScan(turn, keys.of, connector, own);
  let rows = 0;
  if (plan !== undefined) {
    const places = columns.map(({ name }) => plan.columns.indexOf(name));
    if (places.includes(-1)) throw drifted(table.name, "a plan without the columns asked for");
    let kept: CachedBatch[] | undefined = mayCache ? [] : undefined;
    let keptBytes = 0;
    let landed: Promise<void> = Promise.resolve();
    for await (const batch of connector.scan(plan, own)) {
      const packed = columns.map(({ name, type }, index) => {
        const place = places[index] ?? -1;
        const isAwaited = keys.isAwaited(table.name, name);
        const values = batch.packed === undefined || isAwaited ? cellsAt(batch, place, table.name) : [];
        if (isAwaited) keys.note(table.name, name, values);
        return batch.packed?.[place] ?? packNamed(type, values, `${table.name}.${name}`);
      });
      rows += batch.rows;
      if (kept !== undefined) {
        const entry = cachedBatch(batch.rows, names, packed);
        keptBytes += bytesOf(entry);
        kept.push(entry);
        if (keptBytes > cache.mostOfOne) kept = undefined;
      }
      // One batch lands while the next is fetched.
      await landed;
      landed = landing.append(target, batch.rows, packed);
      landed.catch(() => undefined);
    }
    await landed;
    if (kept !== undefined && scope !== undefined)
      cache.keep(scope, table, { columns: names, filter: plan.pushed, batches: kept, asOf, ...notesOf(plan) });
  }
  return { ...report, calls: calls(), rows, asOf, milliseconds: took() };
};

const notesOf = ({ notes }: ScanPlan): Pick<ScanPlan, "notes"> => (notes === undefined ? {} : { notes });

const cellsAt = (batch: ColumnBatch, place: number, table: string): readonly Value[] => {
  const cells = batch.columns[place];
  if (cells === undefined || cells.length !== batch.rows) throw drifted(table, "a batch of uneven columns");
  return cells;
};

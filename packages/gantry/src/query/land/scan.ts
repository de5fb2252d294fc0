// One scan: asks the source, lands what comes, and notes the keys that other scans wait for.
import { GantryError } from "@gantry/contract";
import type { ColumnBatch, Connector, Context, ScanPlan, Value } from "../../connect/kit/index.ts";
import type { Turn } from "../plan/order.ts";
import type { ScanReport, Tap } from "../types.ts";
import { nothing } from "../plan/needs.ts";
import type { Allowance } from "./allowance.ts";
import { bytesOf, type CachedBatch, type Shelf } from "./cache.ts";
import { cachedBatch, findCached, landCached, landedOf } from "./cached.ts";
import { packNamed } from "./columns.ts";
import { countedContext } from "./counted.ts";
import { landSchema } from "./layout.ts";
import type { Landing, Target } from "./landing.ts";
import type { Keys } from "./keys.ts";
import { filterOf, prepareScan } from "./request.ts";
import { sharedSeconds, type Together } from "./together.ts";

const drifted = (table: string, what: string): GantryError =>
  new GantryError("source-drifted", `the source of ${table} sent ${what}`, { where: { table } });

export interface ScanInput {
  readonly turn: Turn;
  readonly connector: Connector;
  readonly context: Context;
  readonly signal: AbortSignal;
  readonly keys: Keys;
  readonly landing: Landing;
  readonly allowance: Allowance;
  readonly shelves: readonly Shelf[];
  readonly tap?: Tap;
  /** The scans of the run that this query is part of. */
  readonly shared: { readonly together: Together; readonly scope: string } | undefined;
}

/** Asks the source. Lands what comes, and keeps it on the shelves. */
const fromSource = async (
  { turn, connector, context, signal, keys, landing, allowance }: ScanInput,
  shelves: readonly Shelf[],
): Promise<Omit<ScanReport, "milliseconds">> => {
  const { table, columns } = turn.need;
  const names = columns.map(({ name }) => name);
  const target: Target = { database: "memory", schema: landSchema, table: table.name };
  const { own, calls } = countedContext(context, signal);
  const asOf = context.now().toISOString();
  const { plan, report } = await prepareScan(turn, keys, connector, own);
  let rows = 0;
  if (plan !== undefined) {
    // With a filter there are fewer, nobody knows how many: those are counted as they come.
    if (plan.pushed === undefined && plan.top === undefined) allowance.foresee(table, plan.rows ?? table.rows ?? 0);
    const places = columns.map(({ name }) => plan.columns.indexOf(name));
    if (places.includes(-1)) throw drifted(table.name, "a plan without the columns asked for");
    const most = Math.max(0, ...shelves.map(({ cache }) => cache.mostOfOne));
    let kept: CachedBatch[] | undefined = shelves.length > 0 ? [] : undefined;
    let keptBytes = 0;
    let landed: Promise<void> = Promise.resolve();
    for await (const batch of connector.scan(plan, own)) {
      const noted = new Map<string, readonly Value[]>();
      const packed = columns.map(({ name, type }, index) => {
        const place = places[index] ?? -1;
        const isAwaited = keys.isAwaited(table.name, name);
        const values = batch.packed === undefined || isAwaited ? cellsAt(batch, place, table.name) : [];
        if (isAwaited) noted.set(name, values);
        return batch.packed?.[place] ?? packNamed(type, values, `${table.name}.${name}`);
      });
      keys.note(table.name, noted);
      rows += batch.rows;
      allowance.take(table, batch.rows);
      if (kept !== undefined) {
        const entry = cachedBatch(batch.rows, names, packed);
        keptBytes += bytesOf(entry);
        kept.push(entry);
        if (keptBytes > most) kept = undefined;
      }
      // One batch lands while the next is fetched.
      await landed;
      landed = landing.append(target, batch.rows, packed);
      landed.catch(() => undefined);
    }
    await landed;
    for (const { cache, scope, seconds } of kept === undefined || plan.top !== undefined ? [] : shelves)
      cache.keep(
        scope,
        table,
        { columns: names, filter: plan.pushed, batches: kept ?? [], asOf, ...notesOf(plan) },
        seconds,
      );
  }
  return { ...report, calls: calls(), rows, asOf };
};

/** Runs the scan of `turn`. Resolves with what was done; throws what the connector throws, or `source-drifted`. */
export const runScan = async (input: ScanInput): Promise<ScanReport> => {
  const { turn, keys, landing, shared } = input;
  const { table, columns } = turn.need;
  const started = performance.now();
  const timed = (report: Omit<ScanReport, "milliseconds">): ScanReport => ({
    ...report,
    milliseconds: Math.round(performance.now() - started),
  });
  const filter = filterOf(turn, keys);
  if (filter === nothing || (input.shelves.length === 0 && shared === undefined))
    return timed(await fromSource(input, []));

  const names = columns.map(({ name }) => name);
  // The first rows of a table answer nobody else.
  const isShared = turn.need.top === undefined && shared?.together.takes(filter) === true;
  if (isShared) await shared.together.settled(shared.scope, table, names, filter);
  const shelves = [
    ...input.shelves,
    ...(isShared ? [{ cache: shared.together.cache, scope: shared.scope, seconds: sharedSeconds }] : []),
  ];
  const target: Target = { database: "memory", schema: landSchema, table: table.name };
  for (const shelf of shelves) {
    const hit = findCached(turn, keys, shelf);
    if (hit === undefined) continue;
    input.tap?.reused(table, hit.scan.asOf, () => landedOf(hit.scan));
    const rows = await landCached(hit.scan, columns, hit.filter, { keys, landing, target, table: table.name });
    return timed({ ...hit.report, calls: 0, rows });
  }
  const end = isShared ? shared.together.begin(shared.scope, table, names, filter) : undefined;
  try {
    return timed(await fromSource(input, shelves));
  } finally {
    end?.();
  }
};

const notesOf = ({ notes }: Pick<ScanPlan, "notes">): Pick<ScanPlan, "notes"> => (notes === undefined ? {} : { notes });

const cellsAt = (batch: ColumnBatch, place: number, table: string): readonly Value[] => {
  const cells = batch.columns[place];
  if (cells === undefined || cells.length !== batch.rows) throw drifted(table, "a batch of uneven columns");
  return cells;
};

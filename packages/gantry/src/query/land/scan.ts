// One scan: asks the source, lands what comes, and notes the keys that other scans wait for.
import { GantryError } from "@gantry/contract";
import type { CallBudget, ColumnBatch, Connector, Context, Value } from "../../connect/kit/index.ts";
import type { Turn } from "../plan/order.ts";
import type { ScanReport } from "../types.ts";
import { packNamed } from "./columns.ts";
import { landSchema } from "./layout.ts";
import type { Landing, Target } from "./landing.ts";
import type { Keys } from "./keys.ts";
import { prepareScan } from "./request.ts";

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
}

/** Runs the scan of `turn`. Resolves with what was done; throws what the connector throws, or `source-drifted`. */
export const runScan = async ({ turn, connector, context, signal, keys, landing }: ScanInput): Promise<ScanReport> => {
  const { table, columns } = turn.need;
  const { budget, calls } = counted(context.budget);
  const own: Context = {
    signal: AbortSignal.any([signal, context.signal]),
    now: () => context.now(),
    secret: (name) => context.secret(name),
    budget,
    ...(context.onBehalfOf === undefined ? {} : { onBehalfOf: context.onBehalfOf }),
  };
  const started = performance.now();
  const asOf = context.now().toISOString();
  const { plan, report } = await prepareScan(turn, keys.of, connector, own);
  let rows = 0;
  if (plan !== undefined) {
    const target: Target = { database: "memory", schema: landSchema, table: table.name };
    const places = columns.map(({ name }) => plan.columns.indexOf(name));
    if (places.includes(-1)) throw drifted(table.name, "a plan without the columns asked for");
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
      // One batch lands while the next is fetched.
      await landed;
      landed = landing.append(target, batch.rows, packed);
      landed.catch(() => undefined);
    }
    await landed;
  }
  return { ...report, calls: calls(), rows, asOf, milliseconds: Math.round(performance.now() - started) };
};

const cellsAt = (batch: ColumnBatch, place: number, table: string): readonly Value[] => {
  const cells = batch.columns[place];
  if (cells === undefined || cells.length !== batch.rows) throw drifted(table, "a batch of uneven columns");
  return cells;
};

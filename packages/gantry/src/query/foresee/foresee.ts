// What a planned query would read: its scans walked in their order over sketches of the tables, each asked of its connector
// with as many keys as it will have.
import type { Table } from "../../catalog/index.ts";
import type { Connector } from "../../connect/kit/index.ts";
import type { Binding } from "../binder.ts";
import type { Grouped } from "../land/grouped.ts";
import { evaluable } from "../land/cached.ts";
import { implies } from "../land/implies.ts";
import { filterOf, prepareScan } from "../land/request.ts";
import { isShort } from "../land/together.ts";
import { nothing, unknown, type Known } from "../plan/needs.ts";
import { orderScans, type Turn } from "../plan/order.ts";
import type { QueryPlan } from "../plan/plan.ts";
import type { Coder } from "./codes.ts";
import { knownFrom, type Landed } from "./known.ts";
import { outcomeOf } from "./outcome.ts";
import { codesAt, select } from "./select.ts";
import type { Sketch } from "./sketch.ts";
import { createStandIns } from "./stand-ins.ts";
import type { ForeseeOptions, Foreseen, ForeseenRead, ForeseenScan } from "./types.ts";

export interface ForeseeInput {
  readonly plan: QueryPlan & { readonly grouped?: Grouped };
  readonly binding: Binding;
  readonly options: ForeseeOptions;
  readonly connectors: (source: string) => Connector;
  /** Whether rows at hand from before this run answer a turn. */
  readonly isCached: (turn: Turn) => boolean;
}

/** An earlier read of the run that holds all that a turn wants. */
export const readBefore = (
  { need }: Turn,
  filter: ReturnType<typeof filterOf>,
  before: readonly ForeseenRead[],
): ForeseenRead | undefined => {
  if (filter === nothing || need.top !== undefined || (filter !== undefined && !isShort(filter))) return undefined;
  return before.find(
    (read) =>
      read.table === need.table.name &&
      need.columns.every(({ name }) => read.columns.includes(name)) &&
      implies(filter, read.filter),
  );
};

const scaled = (rows: number, sketch: Sketch): number =>
  Math.round(sketch.held === 0 ? 0 : (rows * sketch.total) / sketch.held);

/** Calls for so many rows, where each of some requests begins a page of its own. */
const callsFor = (rows: number, requests: number, pageSize: number | undefined): number =>
  pageSize === undefined || requests === 0 ? requests : requests * Math.max(1, Math.ceil(rows / requests / pageSize));

/** Distinct combinations of columns among rows. */
const groupsIn = (sketch: Sketch, columns: readonly string[], rows: readonly number[]): number => {
  const cells = columns.map((name) => codesAt(sketch, name, rows));
  return new Set(rows.map((_, row) => cells.map((of) => of?.[row] ?? 0).join(" "))).size;
};

/** What is known of a table by the house's rights says nothing to a caller who reads it with his own. */
const sketchFor = async (table: Table, { statistics, context }: ForeseeOptions): Promise<Sketch | undefined> =>
  context(table.source).onBehalfOf === undefined ? statistics.of(table) : undefined;

const ofGroups = async (
  { grouping: { table, filter, groups }, scan }: Grouped,
  options: ForeseeOptions,
): Promise<ForeseenScan> => {
  const { statistics } = options;
  const sketch = await sketchFor(table, options);
  const base = { source: table.source, table: table.name, calls: scan.calls ?? 1 };
  if (sketch === undefined) return { ...base, rows: scan.rows ?? groups.length * 20, isExact: false };
  const names = groups.map(({ name }) => name);
  const rows = select(sketch, filter, statistics.coder);
  return {
    ...base,
    rows: names.length === 0 ? 1 : groupsIn(sketch, names, rows),
    isExact: sketch.held === sketch.total,
  };
};

/**
 * The first rows of a table, or runs of them, may say little of the others: then its source may tell how many pass, but for the join keys; which
 * share of them those leave the sketch says all the same.
 */
const countedBy = async (
  turn: Turn,
  sketch: Sketch | undefined,
  found: number,
  { coder, known }: { readonly coder: Coder; readonly known: Known },
  { statistics }: ForeseeOptions,
): Promise<number | undefined> => {
  const plain = filterOf(turn, unknown);
  if (sketch === undefined || sketch.isEven || plain === nothing || turn.need.top !== undefined) return undefined;
  const counted = await statistics.count(turn.need.table, plain);
  if (counted === undefined || turn.waitsFor.length === 0) return counted;
  const without = select(sketch, plain, coder).length;
  if (without > 0) return Math.round((counted * found) / without);
  const shares = turn.waitsFor.map((edge) => {
    const all = new Set(sketch.columns.get(edge.column)?.codes).size;
    return (known.of(edge)?.length ?? Infinity) / Math.max(1, all);
  });
  return Math.round(counted * Math.min(1, ...shares));
};

/** Reads of this query, told before it runs. */
export const foreseeScans = async (input: ForeseeInput): Promise<Foreseen> => {
  const { plan, binding, options, connectors, isCached } = input;
  const { statistics, steps, before } = options;
  const landed = new Map<string, Landed>();
  const done = (scans: readonly ForeseenScan[]): Foreseen => ({
    scans,
    step: outcomeOf({
      binding,
      landed,
      steps,
      sql: plan.sql,
      scans,
      ...(options.key === undefined ? {} : { key: options.key }),
    }),
  });
  if (plan.grouped !== undefined) return done([await ofGroups(plan.grouped, options)]);
  const turns = orderScans(plan.needs, (step) => steps[step]?.rows ?? 0);
  const sketches = new Map(
    await Promise.all(turns.map(async ({ need: { table } }) => [table.name, await sketchFor(table, options)] as const)),
  );
  const standIns = createStandIns();
  const coder: Coder = {
    ...statistics.coder,
    code: (type, value) => standIns.codeOf(value) ?? statistics.coder.code(type, value),
  };
  const scans: ForeseenScan[] = [];
  for (const turn of turns) {
    const { table, columns } = turn.need;
    const sketch = sketches.get(table.name);
    const known = knownFrom({ landed, steps, standIns, table, into: sketch });
    const filter = filterOf(turn, known);
    const add = (scan: Omit<ForeseenScan, "source" | "table" | "isExact">, rows: readonly number[]): void => {
      scans.push({
        source: table.source,
        table: table.name,
        ...scan,
        isExact: sketch?.held === sketch?.total && sketch !== undefined,
      });
      landed.set(table.name, { table, sketch, rows, count: scan.rows });
    };
    const read = readBefore(turn, filter, before);
    if (read !== undefined || isCached(turn)) {
      const names = new Set(read?.columns ?? columns.map(({ name }) => name));
      const wanted = filter === nothing ? undefined : evaluable(filter, names);
      const rows = sketch === undefined ? [] : select(sketch, wanted, coder, read?.rows);
      add({ rows: sketch === undefined ? turn.estimate : scaled(rows.length, sketch), calls: 0 }, rows);
      continue;
    }
    const { plan: scan } = await prepareScan(turn, known, connectors(table.source), options.context(table.source));
    if (scan === undefined) {
      add({ rows: 0, calls: 0 }, []);
      continue;
    }
    const found = sketch === undefined ? [] : select(sketch, scan.pushed, coder);
    const most = scan.top?.rows ?? Infinity;
    const rows = found.slice(0, most);
    const guessed = sketch === undefined ? turn.estimate : scaled(found.length, sketch);
    const counted = await countedBy(turn, sketch, found.length, { coder, known }, options);
    const count = Math.min(most, counted ?? guessed);
    add({ rows: count, calls: callsFor(count, scan.requests ?? scan.calls ?? 1, sketch?.pageSize) }, rows);
    if (scan.top === undefined && (filter === nothing || filter === undefined || isShort(filter)))
      before.push({ table: table.name, columns: columns.map(({ name }) => name), filter: scan.pushed, rows });
  }
  return done(scans);
};

/** Whether the rows of a query that could be grouped by its source have been read by the run before. */
export const isAtHand = (plan: QueryPlan, { before }: ForeseeOptions): boolean => {
  const [turn] = orderScans(plan.needs, () => 0);
  return turn !== undefined && readBefore(turn, filterOf(turn, unknown), before) !== undefined;
};

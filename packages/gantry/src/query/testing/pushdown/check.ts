// Runs random queries over a world three ways (pushed, not pushed, on one DuckDB that holds everything) and tells where
// the answers differ.
import { GantryError } from "@gantry/contract";
import type { Connector, ScanPlan } from "../../../connect/kit/index.ts";
import { createQueryEngine } from "../../index.ts";
import type { QueryResult, RunOptions } from "../../types.ts";
import { choicesFrom } from "../random/choices.ts";
import { openReference } from "../reference.ts";
import { isSameAnswer } from "./compare.ts";
import { countPushed, type Shares } from "./count.ts";
import { randomQuery, type MakeQuery, type RandomQuery } from "./query.ts";
import type { World } from "./world.ts";

export interface Difference {
  readonly seed: number;
  readonly query: RandomQuery;
  readonly what: string;
}

export interface Outcome extends Shares {
  /** Queries whose answers were compared. */
  compared: number;
  /** Queries that the one DuckDB can't answer either: a sub-query with two rows, a number past its type. */
  skipped: number;
  /** Of the compared, those with at least one row. */
  withRows: number;
  /** Of the compared, those whose numbers a source made. */
  grouped: number;
  /** Rows that came from the sources, pushed and not. */
  moved: number;
  movedWhole: number;
  readonly differences: Difference[];
}

export const emptyOutcome = (): Outcome => ({
  compared: 0,
  skipped: 0,
  withRows: 0,
  grouped: 0,
  moved: 0,
  movedWhole: 0,
  filters: { pushable: 0, pushed: 0 },
  keys: { pushable: 0, pushed: 0 },
  wholeKeys: { pushable: 0, pushed: 0 },
  differences: [],
});

/** The connector, its plans written down as they are made. */
const watched = (connector: Connector, source: string, plans: Map<string, ScanPlan>): Connector => ({
  discover: (context) => connector.discover(context),
  plan: async (request, context) => {
    const plan = await connector.plan(request, context);
    if (!("refused" in plan)) plans.set(`${source}.${request.table.name}`, plan);
    return plan;
  },
  aggregate: async (request, context) => {
    const plan = await connector.aggregate?.(request, context);
    if (plan === undefined || plan === null) return null;
    plans.set(`${source}.${request.table.name}`, plan);
    return plan;
  },
  scan: (plan, context) => connector.scan(plan, context),
  check: (context) => connector.check(context),
  close: () => connector.close(),
});

const rowsIn = ({ scans }: QueryResult): number => scans.reduce((sum, { rows }) => sum + (rows ?? 0), 0);

const problemOf = (error: unknown): string =>
  error instanceof GantryError ? `${error.code}: ${error.message}` : String(error);

/** Checks the queries with these seeds, until `isDone`. Adds to `outcome`. */
export const checkPushdown = async (
  world: World,
  seeds: Iterable<number>,
  outcome: Outcome,
  isDone: () => boolean = () => false,
  make: MakeQuery = randomQuery,
): Promise<void> => {
  const { catalog, rows } = world;
  const plans = new Map<string, ScanPlan>();
  const watching = new Map<string, Connector>();
  const connectors = (source: string): Connector => {
    const connector = watching.get(source) ?? watched(world.connectors(source), source, plans);
    watching.set(source, connector);
    return connector;
  };
  const engine = createQueryEngine({ catalog, connectors, workers: 2 });
  const reference = await openReference(catalog, rows);
  try {
    for (const seed of seeds) {
      if (isDone()) return;
      const query = make(choicesFrom(seed), world);
      const { sql, parameters, isOrdered } = query;
      const options: RunOptions = {
        parameters,
        steps: {},
        context: world.context,
        signal: new AbortController().signal,
      };
      const tell = (what: string): void => {
        outcome.differences.push({ seed, query, what });
      };
      try {
        plans.clear();
        const pushed = await engine.run(sql, options);
        const ran = new Map(plans);
        const { columns } = pushed.relation;
        const [whole, expected] = await Promise.all([
          engine.run(sql, { ...options, pushdown: false }),
          reference.answer(sql, columns, parameters).catch(() => undefined),
        ]);
        if (expected === undefined) {
          outcome.skipped += 1;
          continue;
        }
        outcome.compared += 1;
        if (expected.length > 0) outcome.withRows += 1;
        if (pushed.scans.some(({ pushed: how }) => /(?:group by|one group)/u.test(how))) outcome.grouped += 1;
        outcome.moved += rowsIn(pushed);
        outcome.movedWhole += rowsIn(whole);
        if (!isSameAnswer(pushed.relation.rows, expected, columns, isOrdered)) tell("pushed, the answer differs");
        if (!isSameAnswer(whole.relation.rows, expected, columns, isOrdered)) tell("not pushed, the answer differs");
        const unasked = new Set(
          pushed.scans.flatMap(({ table, native, rows: came }) => (native === "" && came === 0 ? [table] : [])),
        );
        for (const table of unasked) ran.delete(table);
        countPushed(query, ran, unasked, outcome);
      } catch (error) {
        // Only what the one DuckDB answers must we answer too.
        const columns = (await engine.bind(sql, { parameters: typesOf(parameters), steps: {} }).catch(() => undefined))
          ?.columns;
        const expected =
          columns === undefined ? undefined : await reference.answer(sql, columns, parameters).catch(() => undefined);
        if (expected === undefined) outcome.skipped += 1;
        else tell(problemOf(error));
      }
    }
  } finally {
    reference.close();
    await engine.close();
  }
};

const typesOf = (parameters: RandomQuery["parameters"]) =>
  Object.fromEntries(Object.entries(parameters).map(([name, { type }]) => [name, type]));

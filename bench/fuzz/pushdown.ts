// Does pushing ever change an answer? Random queries, each pushed, not pushed, and on one DuckDB that holds everything;
// over sources in memory, then over real servers: PostgreSQL, the sample's ERP (OData) and CRM (Salesforce). The last
// parts are queries of numbers over one table, in memory and over PostgreSQL, which the source may make itself.
// `--seed=N` begins elsewhere, `--only=postgres` runs one part, `--replay=N` runs the one query of that seed.
import {
  checkPushdown,
  emptyOutcome,
  randomAggregate,
  randomWorld,
  type Difference,
  type Outcome,
  type World,
} from "../../packages/gantry/src/query/testing/pushdown/index.ts";
import type { Measurement } from "../measurement.ts";
import { openOData } from "../pushdown/odata.ts";
import { openPostgres } from "../pushdown/postgres.ts";
import { openSalesforce } from "../pushdown/salesforce.ts";

/** The goal: this share of what could be asked of the sources was asked. */
const enough = 0.6;
const fewest = 150;
/** And of queries of numbers over one table, this share of those numbers was made by the source. */
const enoughGrouped = 0.2;
// What could be asked: conditions of one column against constants, in the operators that its connector declares, wherever
// it is sound to read no other rows (also where another part of the query needs them after all, so that the one scan of
// the table can't be filtered), and equality joins whose partner is itself limited. Keys of tables that are read whole
// are shown apart.

/** Queries over one world in memory. */
const perWorld = 100;

interface Part {
  readonly queries: number;
  /** In the quick form: at most so many queries, and milliseconds. */
  readonly quick: { readonly queries: number; readonly milliseconds: number };
  /** Worlds without end, each for some queries. */
  worlds(seed: number): AsyncIterable<World>;
  /** Whether its queries are of numbers over one table. Default: any. */
  readonly isOfNumbers?: boolean;
}

const one = (open: () => Promise<World>): Part["worlds"] =>
  async function* () {
    const world = await open();
    for (;;) yield world;
  };

const inMemory: Part["worlds"] = async function* (seed) {
  for (let number = Math.floor(seed / perWorld); ; number += 1) yield await Promise.resolve(randomWorld(number));
};

const parts: Readonly<Record<string, Part>> = {
  memory: {
    queries: 5000,
    quick: { queries: 300, milliseconds: 16_000 },
    worlds: inMemory,
  },
  postgres: { queries: 500, quick: { queries: 40, milliseconds: 6000 }, worlds: one(openPostgres) },
  odata: { queries: 200, quick: { queries: 25, milliseconds: 4000 }, worlds: one(openOData) },
  salesforce: { queries: 200, quick: { queries: 25, milliseconds: 4000 }, worlds: one(openSalesforce) },
  memoryNumbers: {
    queries: 1000,
    quick: { queries: 60, milliseconds: 4000 },
    worlds: inMemory,
    isOfNumbers: true,
  },
  postgresNumbers: {
    queries: 1000,
    quick: { queries: 40, milliseconds: 4000 },
    worlds: one(openPostgres),
    isOfNumbers: true,
  },
};

interface Counted extends Outcome {
  /** Queries of numbers over one table. */
  ofNumbers: number;
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part / whole) * 1000) / 1000);

const complain = (part: string, { seed, query, what }: Difference): void => {
  const values = JSON.stringify(query.parameters, (_, value: unknown) =>
    typeof value === "bigint" ? `${value}n` : value,
  );
  console.error(`\n${part}, seed ${seed}: ${what}\n${query.sql}\n${values}`);
};

interface Run {
  readonly seed: number;
  readonly quick: boolean;
  readonly isReplay: boolean;
}

const runPart = async (name: string, part: Part, { seed, quick, isReplay }: Run): Promise<Counted> => {
  const outcome: Counted = { ...emptyOutcome(), ofNumbers: 0 };
  const begun = performance.now();
  const target = quick ? part.quick.queries : part.queries;
  const isDone = (): boolean =>
    outcome.compared >= target || (quick && performance.now() - begun > part.quick.milliseconds);
  let last: World | undefined;
  let next = seed;
  for await (const world of part.worlds(seed)) {
    last = world;
    const begin = next;
    const count = isReplay ? 1 : perWorld - (begin % perWorld);
    const before = outcome.differences.length;
    await checkPushdown(
      world,
      Array.from({ length: count }, (_, index) => begin + index),
      outcome,
      isDone,
      part.isOfNumbers === true ? randomAggregate : undefined,
    );
    next = begin + count;
    for (const difference of outcome.differences.slice(before)) complain(name, difference);
    if (!quick && next % 500 === 0)
      console.error(`${name}: ${outcome.compared} queries, ${outcome.differences.length} differences`);
    if (isDone() || isReplay) break;
  }
  await last?.close();
  outcome.ofNumbers = part.isOfNumbers === true ? outcome.compared : 0;
  return outcome;
};

const figuresOf = ({ compared, skipped, withRows, moved, movedWhole, filters, keys, wholeKeys, ...rest }: Counted) => ({
  queries: compared,
  unanswerable: skipped,
  withRows,
  differences: rest.differences.length,
  filtersPushable: filters.pushable,
  filtersPushed: share(filters.pushed, filters.pushable),
  keysPushable: keys.pushable,
  keysPushed: share(keys.pushed, keys.pushable),
  pushed: share(filters.pushed + keys.pushed, filters.pushable + keys.pushable),
  wholeKeys: wholeKeys.pushable,
  wholeKeysPushed: share(wholeKeys.pushed, wholeKeys.pushable),
  rowsMoved: share(moved, movedWhole),
  ofNumbers: rest.ofNumbers,
  grouped: rest.ofNumbers === 0 ? 0 : share(rest.grouped, rest.ofNumbers),
});

const add = (sum: Counted, part: Counted): void => {
  for (const key of ["compared", "skipped", "withRows", "moved", "movedWhole", "ofNumbers"] as const)
    sum[key] += part[key];
  if (part.ofNumbers > 0) sum.grouped += part.grouped;
  for (const key of ["filters", "keys", "wholeKeys"] as const) {
    sum[key].pushable += part[key].pushable;
    sum[key].pushed += part[key].pushed;
  }
  sum.differences.push(...part.differences);
};

const optionIn = (args: readonly string[], name: string): string | undefined =>
  args.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3);

export const measure: Measurement = async ({ quick, args }) => {
  const replay = optionIn(args, "replay");
  const seed = Number(replay ?? optionIn(args, "seed") ?? 0);
  const only = optionIn(args, "only");
  console.error(`seed ${seed}`);
  const sum: Counted = { ...emptyOutcome(), ofNumbers: 0 };
  const figures: Record<string, ReturnType<typeof figuresOf>> = {};
  let isWhole = true;
  for (const [name, part] of Object.entries(parts)) {
    if (only !== undefined && only !== name) continue;
    const outcome = await runPart(name, part, { seed, quick, isReplay: replay !== undefined });
    figures[name] = figuresOf(outcome);
    isWhole &&= quick || outcome.compared >= part.queries;
    add(sum, outcome);
  }
  const all = figuresOf(sum);
  console.table({ ...figures, all });
  // A busy machine gets through few queries in the quick form: too few to judge a share by.
  const isJudged = !quick || all.filtersPushable + all.keysPushable >= fewest;
  const isEnough = all.pushed >= enough && (all.ofNumbers === 0 || all.grouped >= enoughGrouped);
  const pass = isWhole && all.queries > 0 && all.differences === 0 && (isEnough || !isJudged);
  return { pass, figures: { seed, ...all, parts: figures } };
};

// Is lineage sound, and how sharp? Random queries over random companies: one column is changed at a time, and whatever
// then changes in the answer must have been listed.
import { checkLineage, findFunctions, type LineageCheck } from "../../packages/gantry/src/query/testing/index.ts";
import type { Measurement } from "../measurement.ts";

/** Queries on one company. */
const perWorld = 50;
const enough = { queries: 5_000, precision: 0.45, accepted: 0.9 } as const;
/** When the quick form takes no further company, in milliseconds. */
const quickly = 25_000;

/** What forms of SQL and kinds of functions must have been among the accepted queries. */
const expected =
  "aggregate, anti join, asof join, composite key, correlated sub-query, cte, distinct, except, exists, filtered aggregate, full join, group by, grouping sets, in (select), intersect, lateral, left join, limit, ordered aggregate, pivot, qualify, recursive cte, right join, scalar sub-query, semi join, step, table function, union, union all, unnest, unpivot, window".split(
    ", ",
  );

const share = (part: number, whole: number): number => Math.round((part / whole) * 1000) / 10;
const tally = (names: Iterable<string>, counts: Map<string, number>): void => {
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
};

const complain = (seed: number, { influences, letThrough }: LineageCheck): void => {
  for (const { query, missed } of influences)
    if (missed.length > 0)
      console.error(
        `world ${seed}: missed ${missed.map(({ source, what }) => `${source} → ${what}`).join("; ")}\n${query.sql}\n`,
      );
  for (const { sql, forbidden } of letThrough)
    console.error(`world ${seed}: accepted in spite of ${forbidden}\n${sql}\n`);
};

/** `--from=N` begins with the company of seed N, `--queries=N` ends after so many. */
const numberOf = (args: readonly string[], name: string, otherwise: number): number => {
  const found = args.find((arg) => arg.startsWith(`--${name}=`));
  return found === undefined ? otherwise : Number(found.slice(name.length + 3));
};

export const measure: Measurement = async ({ quick, args }) => {
  const functions = await findFunctions();
  const forms = new Map<string, number>();
  const used = new Map<string, number>();
  const forbidden = new Map<string, number>();
  const turned = new Map<string, number>();
  const sums = {
    generated: 0,
    accepted: 0,
    refused: 0,
    letThrough: 0,
    checked: 0,
    observed: 0,
    missed: 0,
    sameRows: 0,
  };
  const columns = { listed: 0, mattered: 0 };
  const begun = performance.now();
  const wanted = numberOf(args, "queries", enough.queries);
  const isDone = (): boolean => (quick ? performance.now() - begun > quickly : sums.checked >= wanted);
  const first = numberOf(args, "from", 0);
  let seed = first;
  for (; !isDone(); seed += 1) {
    const check = await checkLineage(seed, perWorld, functions);
    complain(seed, check);
    sums.generated += check.generated;
    sums.accepted += check.accepted.length;
    sums.refused += check.refused.length;
    sums.letThrough += check.letThrough.length;
    sums.checked += check.influences.length;
    for (const query of check.accepted) {
      tally(query.forms, forms);
      tally(query.functions, used);
    }
    tally(
      check.refused.map((query) => query.forbidden ?? ""),
      forbidden,
    );
    tally(
      check.turnedAway.map(({ why }) => why.replace(/ at line .*/u, "")),
      turned,
    );
    for (const { query, listed, mattered, missed, sameRows } of check.influences) {
      sums.observed += mattered.size;
      sums.missed += missed.length;
      sums.sameRows += sameRows;
      // Traced queries show keys that nobody asked for, which would flatter the figure.
      if (query.isTraced) continue;
      columns.listed += listed.size * query.weight;
      columns.mattered += mattered.size * query.weight;
    }
    if (seed % 5 === 4)
      console.error(
        `${sums.checked} queries on ${seed - first + 1} companies, ${sums.observed} influences, ${sums.missed} missed`,
      );
  }
  const figures = {
    firstSeed: first,
    companies: seed - first,
    generated: sums.generated,
    acceptedPercent: share(sums.accepted, sums.generated),
    refusedAsTheyMust: sums.refused,
    letThrough: sums.letThrough,
    checked: sums.checked,
    influencesObserved: sums.observed,
    influencesMissed: sums.missed,
    precisionPercent: share(columns.mattered, columns.listed),
    levelsHeldAgainstSameRows: sums.sameRows,
    functionsUsed: used.size,
    functionsAllowed: functions.names.size,
    seconds: Math.round((performance.now() - begun) / 1000),
  };
  const uncalled = [...functions.names].filter((name) => !used.has(name));
  const missing = expected.filter((form) => !forms.has(form));
  console.table(
    Object.fromEntries([...forms].sort(([a], [b]) => a.localeCompare(b)).map(([form, queries]) => [form, { queries }])),
  );
  console.log("refused as they must:", Object.fromEntries(forbidden));
  console.log(
    "not accepted though they should be:",
    Object.fromEntries([...turned].sort(([, a], [, b]) => b - a).slice(0, 8)),
  );
  console.table(figures);
  if (uncalled.length > 0) console.log("allowed functions never called:", uncalled.join(" "));
  if (missing.length > 0) console.log("forms never generated:", missing.join(", "));
  // A short look can't meet every form and function.
  const isComplete = sums.checked >= enough.queries && missing.length === 0 && uncalled.length === 0;
  const pass =
    (quick || isComplete) &&
    sums.missed === 0 &&
    sums.letThrough === 0 &&
    figures.precisionPercent >= enough.precision * 100 &&
    figures.acceptedPercent >= enough.accepted * 100;
  return { pass, figures };
};

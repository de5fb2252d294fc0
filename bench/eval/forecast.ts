// What comes next: weekly series of the sample company foretold eight weeks ahead from three places in time, beside what the same
// week a year before says (the last week, where there is no year before).
import { forecastOf, seasonalNaive } from "../../packages/gantry/src/model/forecast/index.ts";
import { sampleSeries } from "../analytics/sample-series.ts";
import type { SampleSeries } from "../analytics/sample-series.ts";
import type { Measurement } from "../measurement.ts";

const horizon = 8;
const goal = { least: 0.75, most: 0.85 };

interface Outcome {
  readonly kind: SampleSeries["kind"];
  readonly method: string;
  readonly held: boolean;
  /** In mean absolute changes from week to week (MASE: Hyndman and Koehler 2006). */
  readonly error: number;
  readonly peer: number;
  readonly width: number;
}

/** Only what was seen before the place is known to the forecast. */
function judge({ kind, values, season }: SampleSeries, back: number): readonly Outcome[] {
  const seen = values.slice(0, values.length - back);
  const told = forecastOf(seen, season, horizon);
  if (told === null) return [];
  const peer = seasonalNaive(seen.length >= season ? season : 1)(seen, horizon);
  const changes = seen.slice(1).map((value, index) => Math.abs(value - (seen[index] ?? 0)));
  const scale = changes.reduce((sum, it) => sum + it, 0) / changes.length;
  return told.steps.map(({ value, low, high }, step) => {
    const real = values[seen.length + step] ?? Number.NaN;
    return {
      kind,
      method: told.method,
      held: real >= low && real <= high,
      error: Math.abs(real - value) / scale,
      peer: Math.abs(real - (peer[step] ?? Number.NaN)) / scale,
      width: (high - low) / scale,
    };
  });
}

const mean = (values: readonly number[]): number =>
  Math.round((values.reduce((sum, it) => sum + it, 0) / values.length) * 1000) / 1000;

const rowOf = (outcomes: readonly Outcome[]) => ({
  values: outcomes.length,
  "held by the 80 % interval": mean(outcomes.map((it) => Number(it.held))),
  error: mean(outcomes.map((it) => it.error)),
  "seasonal naive's": mean(outcomes.map((it) => it.peer)),
  "interval's width": mean(outcomes.map((it) => it.width)),
});

export const measure: Measurement = ({ args, quick }) => {
  const given = args.find((word) => /^--seeds=[\d,]+$/.test(word))?.slice("--seeds=".length);
  const seeds = (given ?? (quick ? "1" : "1,2,3")).split(",").map(Number);
  console.log(
    `weekly orders, sales, use and tickets of the sample company, seeds ${seeds.join(", ")}; errors are in mean weekly changes`,
  );
  const outcomes = seeds
    .flatMap(sampleSeries)
    .flatMap((series) => [1, 2, 3].flatMap((place) => judge(series, place * horizon)));
  const kinds = [...Map.groupBy(outcomes, (it) => it.kind)].map(([kind, own]) => [kind, rowOf(own)] as const);
  const all = rowOf(outcomes);
  console.table(Object.fromEntries([...kinds, ["all", all]]));
  const methods = [...Map.groupBy(outcomes, (it) => it.method)].map(([method, own]) => [method, own.length / horizon]);
  console.log(`chosen: ${methods.map(([method, count]) => `${method} ${count} times`).join(", ")}`);
  const covered = all["held by the 80 % interval"];
  return Promise.resolve({
    pass: covered >= goal.least && covered <= goal.most && all.error < all["seasonal naive's"],
    figures: {
      covered,
      coveredByKind: Object.fromEntries(kinds.map(([kind, row]) => [kind, row["held by the 80 % interval"]])),
      error: all.error,
      seasonalNaive: all["seasonal naive's"],
      values: all.values,
    },
  });
};

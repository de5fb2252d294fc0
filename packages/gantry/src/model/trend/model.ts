// `builtin/trend` and `builtin/anomaly` as score models over rows of series.
import type { Cell } from "../../catalog/index.ts";
import type { ScoreModel, ScoreOutput } from "../types.ts";
import { analyticDeployment } from "../card/index.ts";
import { seenOf, seriesInputs, seriesOf } from "../series/index.ts";
import type { TimeSeries } from "../series/index.ts";
import { anomaliesOf } from "./anomaly.ts";
import { anomalyCard, trendCard } from "./cards.ts";
import { trendOf } from "./theil-sen.ts";

type Outputs = Readonly<Record<string, Cell>>;
type Row = Readonly<Record<string, Cell>>;

const from = seriesInputs.map((it) => it.name);
const rounded = (value: number): number => Number(value.toPrecision(6));

/** Scores series by series; rows of a series that is too short have no outputs, and the coverage says so. */
function overSeries(
  rows: readonly Row[],
  least: number,
  judge: (series: TimeSeries) => readonly (readonly [index: number, outputs: Outputs])[] | null,
): { readonly outputs: readonly Outputs[]; readonly coverage: readonly string[] } {
  const outputs: Outputs[] = rows.map(() => ({}));
  const all = seriesOf(rows);
  let short = 0;
  for (const series of all) {
    const judged = judge(series);
    if (judged === null) short++;
    for (const [index, found] of judged ?? []) outputs[index] = found;
  }
  const coverage =
    short === 0
      ? []
      : [`${short} of ${all.length} series ${short === 1 ? "has" : "have"} fewer than ${least} values; not judged`];
  return { outputs, coverage };
}

/** Every output of a row, null where nothing was found. */
const filled = (outputs: readonly ScoreOutput[], found: readonly Outputs[]): readonly Outputs[] =>
  found.map((it) => Object.fromEntries(outputs.map(({ name }) => [name, it[name] ?? null])));

const trendOutputs: readonly ScoreOutput[] = [
  { name: "trend", type: "varchar", from, bounded: true, description: "rising, falling or steady" },
  { name: "slope", type: "double", from, bounded: false, description: "change a period" },
  { name: "p_value", type: "double", from, bounded: true, description: "how likely chance alone shows as much" },
];

/** Inputs `series`, `day`, `value`. Outputs, the same for each row of a series: `trend`, `slope` and `p_value`. */
export const trendModel: ScoreModel = {
  deployment: analyticDeployment("trend"),
  card: trendCard,
  inputs: seriesInputs,
  outputs: trendOutputs,
  score: (rows) => {
    const { outputs, coverage } = overSeries(rows, 4, (series) => {
      const trend = trendOf(seenOf(series));
      if (trend === null) return null;
      const found = { trend: trend.direction, slope: rounded(trend.slope), p_value: rounded(trend.p) };
      return series.points.map(({ index }) => [index, found] as const);
    });
    return Promise.resolve({ outputs: filled(trendOutputs, outputs), coverage });
  },
};

const anomalyOutputs: readonly ScoreOutput[] = [
  { name: "expected", type: "double", from, bounded: false, description: "what its neighbours and its season say" },
  {
    name: "anomaly_score",
    type: "double",
    from,
    bounded: false,
    description: "distance from that in robust deviations",
  },
  { name: "anomaly", type: "boolean", from, bounded: true, description: "whether it lies beyond 3.5 of them" },
];

/** Inputs `series`, `day`, `value`. Outputs `expected`, `anomaly_score` and `anomaly`; null where there is no value. */
export const anomalyModel: ScoreModel = {
  deployment: analyticDeployment("anomaly"),
  card: anomalyCard,
  inputs: seriesInputs,
  outputs: anomalyOutputs,
  score: (rows) => {
    const { outputs, coverage } = overSeries(rows, 6, (series) => {
      const judged = anomaliesOf(seenOf(series), series.season);
      if (judged === null) return null;
      const first = series.points.findIndex((it) => it.value !== null);
      return series.points.flatMap((point, place) => {
        const it = judged[place - first];
        return point.value === null || it === undefined
          ? []
          : [
              [
                point.index,
                { expected: rounded(it.expected), anomaly_score: rounded(it.score), anomaly: it.isAnomaly },
              ] as const,
            ];
      });
    });
    return Promise.resolve({ outputs: filled(anomalyOutputs, outputs), coverage });
  },
};

// `builtin/forecast` as a score model: rows of series whose last values are to come, in; what they will be and between what, out.
import type { ScoreModel } from "../types.ts";
import { analyticDeployment } from "../card/index.ts";
import { seenOf, seriesInputs, seriesOf } from "../series/index.ts";
import { card } from "./card.ts";
import { forecastOf } from "./forecast.ts";

const from = seriesInputs.map((it) => it.name);

/** Four digits of a value are all that a forecast can mean. */
const rounded = (value: number): number => Number(value.toPrecision(6));

/**
 * Inputs: `series` (may be null), `day` (the first of a period), `value` (null in the periods to come, which the flow adds
 * as rows). Outputs: `forecast`, `low` and `high` (four of five values lie between) and `method`; null in periods that are past,
 * and where fewer than four values were seen.
 */
export const forecastModel: ScoreModel = {
  deployment: analyticDeployment("forecast"),
  card,
  inputs: seriesInputs,
  outputs: [
    { name: "forecast", type: "double", from, bounded: false, description: "what the value is expected to be" },
    { name: "low", type: "double", from, bounded: false, description: "one of ten values lies below" },
    { name: "high", type: "double", from, bounded: false, description: "one of ten values lies above" },
    { name: "method", type: "varchar", from, bounded: true, description: "how it was foretold" },
  ],
  score: (rows) => {
    const none = { forecast: null, low: null, high: null, method: null };
    const outputs: Record<string, number | string | null>[] = rows.map(() => none);
    let [short, all] = [0, 0];
    for (const series of seriesOf(rows)) {
      all++;
      const last = series.points.findLastIndex((it) => it.value !== null);
      const ahead = series.points.slice(last + 1);
      const told = forecastOf(seenOf(series), series.season, ahead.length);
      if (told === null) short++;
      for (const [step, point] of ahead.entries()) {
        const it = told?.steps[step];
        if (it !== undefined)
          outputs[point.index] = {
            forecast: rounded(it.value),
            low: rounded(it.low),
            high: rounded(it.high),
            method: told?.method ?? null,
          };
      }
    }
    const coverage =
      short === 0
        ? []
        : [`${short} of ${all} series ${short === 1 ? "has" : "have"} fewer than four values; not foretold`];
    return Promise.resolve({ outputs, coverage });
  },
};

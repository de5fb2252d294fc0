// A forecast with intervals of one series: a few simple methods, judged on its own past, and intervals from the errors that the
// chosen one made there.
import { fitSmoothing, smooth } from "./smoothing.ts";
import type { Smoothing } from "./smoothing.ts";

export type Method = "seasonal naive" | "level" | "damped trend" | "level and season" | "naive";

export interface Forecast {
  readonly method: Method;
  readonly steps: readonly { readonly value: number; readonly low: number; readonly high: number }[];
}

/** A way to foretell: from what was seen to so many values that follow. */
type Foretell = (seen: readonly number[], steps: number) => readonly number[];

/** The same place a season ago. */
export const seasonalNaive =
  (season: number): Foretell =>
  (seen, steps) =>
    Array.from({ length: steps }, (_, step) => seen[seen.length - season + (step % season)] ?? seen.at(-1) ?? 0);

const smoothed =
  (parameters: Smoothing): Foretell =>
  (seen, steps) =>
    smooth(seen, parameters).forecast(steps);

const methodsFor = (seen: readonly number[], season: number): readonly (readonly [Method, Foretell])[] => {
  const isSeasonal = season > 1 && seen.length >= 2 * season;
  return [
    ["naive", seasonalNaive(1)],
    ["level", smoothed(fitSmoothing(seen, 1, false))],
    ...(seen.length >= 8 ? ([["damped trend", smoothed(fitSmoothing(seen, 1, true))]] as const) : []),
    ...(isSeasonal
      ? ([
          ["seasonal naive", seasonalNaive(season)],
          ["level and season", smoothed(fitSmoothing(seen, season, false))],
        ] as const)
      : []),
  ];
};

/** Errors by step ahead, from each of the past's later places on. */
function errorsOf(
  foretell: Foretell,
  seen: readonly number[],
  steps: number,
  from: number,
): readonly (readonly number[])[] {
  const byStep: number[][] = Array.from({ length: steps }, () => []);
  for (let origin = from; origin < seen.length; origin++) {
    const told = foretell(seen.slice(0, origin), Math.min(steps, seen.length - origin));
    for (const [step, value] of told.entries()) byStep[step]?.push((seen[origin + step] ?? 0) - value);
  }
  return byStep;
}

/**
 * How wide an interval must be to have held `share` of the errors, with the correction for few of them: the ⌈(n + 1) · share⌉-th
 * smallest (split conformal prediction: Lei et al. 2018). No shape of the errors is assumed.
 */
export const conformalWidth = (errors: readonly number[], share: number): number => {
  const sorted = errors.map(Math.abs).sort((a, b) => a - b);
  const place = Math.min(sorted.length, Math.ceil((sorted.length + 1) * share));
  return sorted[place - 1] ?? Number.NaN;
};

/**
 * Foretells `steps` values. The method is the one whose mean absolute error over the second half of the past was least; the
 * interval is meant to hold four of five values, as it would have held four of five of the past's, so many steps ahead or one
 * more or fewer. Null where fewer than four values were seen.
 */
export function forecastOf(seen: readonly number[], season: number, steps: number): Forecast | null {
  if (seen.length < 4) return null;
  const isSeasonal = season > 1 && seen.length >= 2 * season;
  const from = Math.max(isSeasonal ? season + 1 : 3, Math.floor(seen.length / 2));
  const judged = methodsFor(seen, season).map(([method, foretell]) => {
    const errors = errorsOf(foretell, seen, steps, from);
    const all = errors.flat();
    return { method, foretell, errors, mean: all.reduce((sum, it) => sum + Math.abs(it), 0) / all.length };
  });
  const best = judged.reduce((best, it) => (it.mean < best.mean ? it : best));
  const isCount = seen.every((it) => it >= 0);
  const steady = best.foretell(seen, steps).map((value, step) => {
    // Far ahead, where the past has few places to judge from, all errors must do.
    const near = best.errors.slice(Math.max(0, step - 1), step + 2).flat();
    const width = conformalWidth(near.length >= 8 ? near : best.errors.flat(), 0.8);
    const low = value - width;
    // What was never below zero is not foretold to be.
    return isCount
      ? { value: Math.max(0, value), low: Math.max(0, low), high: value + width }
      : { value, low, high: value + width };
  });
  return { method: best.method, steps: steady };
}

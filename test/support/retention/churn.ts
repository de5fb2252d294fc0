// The churn model worked out by hand from its document: standardised values times weights, squeezed, calibrated.
import { readFileSync } from "node:fs";
import type { Features } from "./facts.ts";

interface Document {
  readonly intercept: number;
  readonly features: readonly {
    readonly name: string;
    readonly mean: number;
    readonly scale: number;
    readonly weight: number;
    readonly whenMissing: "mean" | number;
  }[];
  readonly calibration?:
    | { readonly kind: "platt"; readonly a: number; readonly b: number }
    | { readonly kind: "isotonic"; readonly points: readonly (readonly [number, number])[] };
}

const {
  intercept,
  features: weighed,
  calibration,
} = JSON.parse(
  readFileSync(new URL("../../../examples/meridian/models/churn.json", import.meta.url), "utf8"),
) as Document;

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** What each known feature adds to the log-odds of leaving. */
export function contributionsOf(features: Features): ReadonlyMap<string, number> {
  const stretch = calibration?.kind === "platt" ? calibration.a : 1;
  return new Map(
    weighed.flatMap(({ name, mean, scale, weight }) => {
      const value = features[name] ?? null;
      return value === null ? [] : [[name, (stretch * weight * (value - mean)) / scale] as const];
    }),
  );
}

/** Probability of leaving, 0 to 1. */
export function churnProbability(features: Features): number {
  const logOdds = weighed.reduce((sum, { name, mean, scale, weight, whenMissing }) => {
    const value = features[name] ?? (whenMissing === "mean" ? mean : whenMissing);
    return sum + (weight * (value - mean)) / scale;
  }, intercept);
  if (calibration === undefined) return sigmoid(logOdds);
  if (calibration.kind === "platt") return sigmoid(calibration.a * logOdds + calibration.b);
  return between(calibration.points, sigmoid(logOdds));
}

/** On the line between the points on either side; flat beyond the first and the last. */
function between(points: readonly (readonly [number, number])[], x: number): number {
  const at = points.findIndex(([from]) => from >= x);
  const right = points[at] ?? points.at(-1);
  const left = points[at - 1] ?? right;
  if (right === undefined || left === undefined) throw new Error("a calibration without points");
  const share = right[0] === left[0] ? 1 : (x - left[0]) / (right[0] - left[0]);
  return left[1] + share * (right[1] - left[1]);
}

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

const document = JSON.parse(
  readFileSync(new URL("../../../examples/meridian/models/churn.json", import.meta.url), "utf8"),
) as Document;

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Names of the features that the model weighs. */
export const featureNames: readonly string[] = document.features.map((it) => it.name);

/** Probability of leaving, 0 to 1. */
export function churnProbability(features: Features): number {
  const logOdds = document.features.reduce((sum, { name, mean, scale, weight, whenMissing }) => {
    const value = features[name] ?? (whenMissing === "mean" ? mean : whenMissing);
    return sum + (weight * (value - mean)) / scale;
  }, document.intercept);
  const { calibration } = document;
  if (calibration === undefined) return sigmoid(logOdds);
  if (calibration.kind === "platt") return sigmoid(calibration.a * logOdds + calibration.b);
  const at = sigmoid(logOdds);
  const after = calibration.points.findIndex(([x]) => x >= at);
  const [right] = calibration.points.slice(after < 0 ? -1 : after);
  const left = calibration.points[after - 1];
  if (right === undefined) throw new Error("a calibration without points");
  if (after <= 0 || left === undefined) return right[1];
  const share = right[0] === left[0] ? 1 : (at - left[0]) / (right[0] - left[0]);
  return left[1] + share * (right[1] - left[1]);
}

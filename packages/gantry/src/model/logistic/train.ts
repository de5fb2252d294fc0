// From recorded outcomes to a model document: fit, calibrate on folds that the fit did not see, measure there too.
import { fitIsotonic, fitPlatt, probabilityOf } from "./calibrate.ts";
import type { Calibration, FeatureDeclaration, LogisticModelDocument } from "./document.ts";
import { fitLogistic } from "./fit.ts";
import type { Fit } from "./fit.ts";
import { areaUnderCurve, calibrationError } from "./measure.ts";

export interface TrainOptions {
  readonly name: string;
  readonly predicts: string;
  /** What the rows are, in words; goes on the card. */
  readonly data: string;
  /** Day of the fit, "YYYY-MM-DD". */
  readonly date: string;
  readonly l2?: number;
  readonly calibration?: "platt" | "isotonic" | "none";
  /** Default 5. Row i is held out in fold i mod folds, so that the same rows give the same model. */
  readonly folds?: number;
}

export const logitOf = (fit: Fit, row: readonly (number | null)[]): number =>
  fit.weights.reduce((sum, weight, j) => {
    const value = row[j];
    const mean = fit.means[j] ?? 0;
    return sum + weight * (((value ?? mean) - mean) / (fit.scales[j] ?? 1));
  }, fit.intercept);

const heldOut = (
  rows: readonly (readonly (number | null)[])[],
  labels: readonly boolean[],
  folds: number,
  l2: number,
): number[] => {
  const logits = rows.map(() => 0);
  for (let fold = 0; fold < folds; fold++) {
    const inside = rows.map((_, i) => i % folds !== fold);
    const fit = fitLogistic(
      rows.filter((_, i) => inside[i]),
      labels.filter((_, i) => inside[i]),
      { l2 },
    );
    for (const [i, row] of rows.entries()) if (i % folds === fold) logits[i] = logitOf(fit, row);
  }
  return logits;
};

/**
 * Fits a model document on rows of named features and their outcomes. The card's figures are cross-validated (each row
 * judged by a fit that did not see it); an out-of-time split is the caller's to make, with `areaUnderCurve`.
 * @throws RangeError where there are fewer than two rows, or only one outcome.
 */
export const trainLogistic = (
  features: readonly FeatureDeclaration[],
  rows: readonly Readonly<Record<string, number | null>>[],
  labels: readonly boolean[],
  options: TrainOptions,
): LogisticModelDocument => {
  if (!labels.includes(true) || !labels.includes(false))
    throw new RangeError("a model needs rows of both outcomes to be fitted");
  const { l2 = 1, folds = 5, calibration: kind = "platt" } = options;
  const matrix = rows.map((row) => features.map((feature) => row[feature.name] ?? null));
  const fit = fitLogistic(matrix, labels, { l2 });
  const logits = heldOut(matrix, labels, Math.min(folds, rows.length), l2);
  const calibration: Calibration | undefined =
    kind === "none" ? undefined : kind === "platt" ? fitPlatt(logits, labels) : fitIsotonic(logits, labels);
  const probabilities = logits.map((logit) => probabilityOf(logit, calibration));
  return {
    name: options.name,
    predicts: options.predicts,
    features: features.map((feature, j) => ({
      ...feature,
      mean: fit.means[j] ?? 0,
      scale: fit.scales[j] ?? 1,
      weight: fit.weights[j] ?? 0,
      whenMissing: "mean",
    })),
    intercept: fit.intercept,
    ...(calibration === undefined ? {} : { calibration }),
    card: {
      data: options.data,
      date: options.date,
      auc: areaUnderCurve(probabilities, labels),
      calibrationError: calibrationError(probabilities, labels),
      quality: [],
      notes: [`figures cross-validated over ${folds} folds of ${rows.length} rows`],
    },
  };
};

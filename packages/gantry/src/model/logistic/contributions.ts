// What each feature of a row adds to its log-odds: with a linear model the exact decomposition, nothing estimated.
import type { Cell } from "../../catalog/index.ts";
import { numeric } from "../phrase/index.ts";
import type { LogisticFeature, LogisticModelDocument } from "./document.ts";

export interface Contribution {
  readonly feature: LogisticFeature;
  /** As given; null where it was absent, and `assumed` stood for it. */
  readonly given: number | null;
  readonly assumed: number;
  /** Signed share of the log-odds. */
  readonly share: number;
}

export interface Decomposition {
  /** The log-odds of a row whose every feature is as the mean. */
  readonly base: number;
  /** One a feature; base and shares add up to the log-odds, under Platt's calibration to those of the calibrated probability. */
  readonly contributions: readonly Contribution[];
}

/** Takes a row's log-odds apart. Of a probability by isotonic steps these are the log-odds before the steps. */
export const decompose = (model: LogisticModelDocument, row: Readonly<Record<string, Cell>>): Decomposition => {
  // Platt's slope stretches the log-odds, and so each share of them.
  const { slope, shift } =
    model.calibration?.kind === "platt"
      ? { slope: model.calibration.a, shift: model.calibration.b }
      : { slope: 1, shift: 0 };
  return {
    base: slope * model.intercept + shift,
    contributions: model.features.map((feature) => {
      const given = numeric(row[feature.name]);
      const assumed = given ?? (feature.whenMissing === "mean" ? feature.mean : feature.whenMissing);
      return { feature, given, assumed, share: (slope * feature.weight * (assumed - feature.mean)) / feature.scale };
    }),
  };
};

import type { ModelCard } from "@gantry/contract";

const weeks = "1,296 weeks of the sample company (seeds 1, 2, 3), foretold up to eight ahead";

/** Figures of `npm run eval -- forecast`. */
export const card: ModelCard = {
  does: "foretells the next values of a series, with an interval that is meant to hold four of five",
  version: "1",
  date: "2026-11-23",
  data: "nothing: it is fitted on each series anew",
  features: ["series", "day of the period", "value"],
  quality: [
    { measure: "values within the 80 % interval", value: 0.773, on: weeks },
    { measure: "mean error, in mean weekly changes", value: 0.895, on: weeks },
    { measure: "the same of a seasonal naive forecast", value: 1.427, on: weeks },
  ],
  notes: [
    "chooses for each series, on its own past: last value, the same place a season ago, level, damped trend, level and season",
    "a season counts from two whole ones on: 24 months, 104 weeks",
    "intervals are errors of the past (split conformal): what the past never showed is not in them",
  ],
};

import type { ModelCard } from "@gantry/contract";

const common = {
  version: "1",
  date: "2026-11-23",
  data: "nothing: it is worked out on each series anew",
  features: ["series", "day of the period", "value"],
};

export const trendCard: ModelCard = {
  ...common,
  does: "tells whether a series rises, falls or is steady, and by how much a period",
  quality: [],
  notes: [
    "Theil–Sen slope; Mann–Kendall test with the correction for ties, at .05",
    "a season within the series can hide or feign a trend: compare whole seasons",
  ],
};

export const anomalyCard: ModelCard = {
  ...common,
  does: "tells values of a series that lie far from what their neighbours and their season say",
  quality: [],
  notes: ["robust z-score by the median absolute deviation, limit 3.5; a season counts from two whole ones on"],
};

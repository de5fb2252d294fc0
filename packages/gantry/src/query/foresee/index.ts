export { createStatistics, type Statistics, type StatisticsOptions } from "./statistics.ts";
export { foreseeScans, isAtHand } from "./foresee.ts";
export type { Foreseen, ForeseenColumn, ForeseenRead, ForeseenScan, ForeseenStep, ForeseeOptions } from "./types.ts";

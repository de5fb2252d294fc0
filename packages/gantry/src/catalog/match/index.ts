export { assignPairs } from "./assign.ts";
export type { AssignedPair, ScoredPair } from "./assign.ts";
export { bitsOf, fitMatchModel, probabilityOf } from "./estimate.ts";
export type { Levels, MatchEvidence, MatchModel, PatternCount } from "./estimate.ts";
export { levelNames, matchFields } from "./fields.ts";
export type { MatchField } from "./fields.ts";
export { comparedSql, levelCounts, randomSql, scoredSql, sizesSql } from "./sql.ts";
export type { MatchTables } from "./sql.ts";

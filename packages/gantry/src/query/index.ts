export type * from "./types.ts";
export { createQueryEngine, type QueryEngineOptions } from "./engine.ts";
export { implies } from "./land/implies.ts";
export { textsIn, wordsIn } from "./sql/lex.ts";
export { personKeyOf } from "./privacy/people.ts";
export {
  createStatistics,
  type ForeseenRead,
  type ForeseenScan,
  type ForeseenStep,
  type Statistics,
} from "./foresee/index.ts";

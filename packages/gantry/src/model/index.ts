export type * from "./types.ts";
export { createThread } from "./thread.ts";
export { chartPng, chartPngIfDrawn, chartSvg } from "./chart/index.ts";
export type * from "./chat/types.ts";
export type * from "./media/types.ts";
export { churnFeatures } from "./churn.ts";
export {
  areaUnderCurve,
  calibrationError,
  fitLogistic,
  logistic,
  parseLogisticModel,
  trainLogistic,
} from "./logistic/index.ts";
export type {
  FeatureDeclaration,
  Fit,
  FitOptions,
  LogisticModelDocument,
  ScoreReason,
  TrainOptions,
} from "./logistic/index.ts";
export { discoverModels, usualPlaces } from "./discover.ts";
export type { LocalModel, LocalPlace } from "./discover.ts";
export { testModels } from "./probe.ts";
export type { ModelTest } from "./probe.ts";
export { defineModels } from "./config/index.ts";
export type { BudgetDocument, ModelsDefinition, ModelsDocument } from "./config/index.ts";
export { estimateChat } from "./route.ts";
export { priceSource } from "./prices.ts";
export { createModels } from "./registry.ts";
export type { Models, ModelsConfig } from "./registry.ts";
export { detectLanguage, sentimentOf } from "./sentiment/index.ts";
export { parsePhrasebook } from "./writer/index.ts";
export type { Phrasebook } from "./writer/index.ts";

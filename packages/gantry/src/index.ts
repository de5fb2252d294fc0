// What a project's own code imports: builders for catalog, policy and flows, and the types they take.
export { countries, defineCatalog } from "./catalog/index.ts";
export type { CatalogDocument, CatalogLock, ColumnAnnotation, TableAnnotation } from "./catalog/index.ts";
export { defineTools } from "./connect/mcp/index.ts";
export type { ToolsDefinition } from "./connect/mcp/index.ts";
export type { Subscriber } from "./cli/subscribers.ts";
export { defineProject } from "./cli/project.ts";
export { promptFile } from "./cli/prompt-files.ts";
export type { Project, Systems, SystemsOptions } from "./cli/project.ts";
export {
  act,
  approve,
  call,
  column,
  draw,
  find,
  flow,
  number,
  oneOf,
  parseFlow,
  period,
  prompt,
  query,
  reason,
  score,
  table,
  text,
} from "./flow/index.ts";
export type { ActStep, FlowDocument, InputField, QueryStep, Step } from "./flow/index.ts";
export {
  areaUnderCurve,
  calibrationError,
  churnFeatures,
  defineModels,
  logistic,
  sentimentOf,
  trainLogistic,
} from "./model/index.ts";
export type { LogisticModelDocument, ModelsDefinition, Phrasebook } from "./model/index.ts";
export { changed, completed, field, key, mailTo, schedule, trigger, webhook } from "./run/index.ts";
export type { TriggerDocument } from "./run/index.ts";
export { textFile } from "./cli/text-file.ts";
export { defaultTreatments, definePolicy, policyCases, pseudonymous } from "./policy/index.ts";
export type { Policy, PolicyDefinition } from "./policy/index.ts";
export type { Persona } from "./serve/index.ts";

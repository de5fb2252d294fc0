export type * from "./types.ts";
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
  period,
  prompt,
  query,
  reason,
  score,
  table,
  text,
} from "./build.ts";
export { checkFlow, sarifOf, viewerExposures } from "./check/index.ts";
export type { CheckedAction, CheckedFlow, CheckedScore, CheckOptions, SarifFinding } from "./check/index.ts";
export type { StepOptions } from "./build.ts";
export { onlyReads } from "./only-reads.ts";
export { conditionSql } from "./condition.ts";
export { defaultsOf, fallbacksOf, goToOf } from "./fallbacks.ts";
export { eventKey, eventText, fitsInput, parametersOf } from "./event.ts";
export type { EventInputs, Origin } from "./event.ts";
export { flowVersion, parseFlow } from "./document.ts";
export { parameterLabels, parameterTypes, resolveInput } from "./input.ts";
export type { InputOptions, ResolvedInput } from "./input.ts";
export { citeMark, citesIn, passageColumn, withPassages } from "./passages.ts";
export type { Cite } from "./passages.ts";
export { promptSchema } from "./prompt-schema.ts";
export { parsePromptFile } from "./prompt-file.ts";
export type { PromptFile, PromptInput } from "./prompt-file.ts";
export { readableSteps, resolveReferences } from "./references.ts";
export type { StepReferences } from "./references.ts";
export { columnsOfPeople, generated, throughSteps, untrusted, untrustedControl } from "./shape.ts";
export { argumentsColumn, toolColumn } from "./tool-columns.ts";
export { writtenPlace } from "./written.ts";
export { fillTemplate, placesIn } from "./template.ts";

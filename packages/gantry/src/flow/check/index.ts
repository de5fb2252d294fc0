export { sarifOf } from "./sarif.ts";
export type { SarifFinding } from "./sarif.ts";
export { viewerExposures } from "./viewers.ts";
export { checkFlow } from "./check.ts";
export type { CheckedFlow } from "./check.ts";
export type { CheckedAction, CheckedScore, CheckOptions } from "./context.ts";

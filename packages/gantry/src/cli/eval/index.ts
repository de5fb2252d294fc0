// Evaluating answers to questions: what `gantry eval ask` and the measurement over the sample company share.
export { halfOf, questionHash } from "./half.ts";
export { missingRows, otherFlow, refusalIs, sharesOf } from "./judge.ts";
export type { Cells, Expected, Layout } from "./types.ts";

// `<gantry-answer>`: a question and its answer on a page of another system. Importing this module defines the element.
import "./without-eval.ts";

export { GantryAnswer } from "./element/gantry-answer.ts";
export type { LinkReference, ResolveReferences } from "./element/gantry-answer.ts";

// `<gantry-answer>`: a question and its answer on a page of another system. Importing this module defines the element.
export { GantryAnswer } from "./element/gantry-answer.ts";
export type { ResolveReferences } from "./element/gantry-answer.ts";

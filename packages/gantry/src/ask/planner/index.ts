// A language model as planner of questions of any kind: what it is told, and what of its reply may run.
export { planOpenly } from "./plan-openly.ts";
export { relevantPart } from "./relevant.ts";

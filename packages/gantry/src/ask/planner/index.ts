// A language model as planner of questions of any kind: what it is told, and what of its reply may run.
export { earlierOf, replyIn } from "./earlier.ts";
export { parameterOf } from "./names.ts";
export { planOpenly, runnable } from "./plan-openly.ts";
export type { Running } from "./plan-openly.ts";
export { relevantPart } from "./relevant.ts";

export { assembleAnswer } from "./answer.ts";
export { approvalViews } from "./decisions.ts";
export { explainRun } from "./explain.ts";

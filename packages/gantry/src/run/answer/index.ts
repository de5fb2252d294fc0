export { assembleAnswer } from "./answer.ts";
export { approvalDetail, approvalViews } from "./approvals.ts";
export { explainRun } from "./explain.ts";

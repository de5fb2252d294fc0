export { assembleAnswer } from "./answer.ts";
export type { Channel } from "./viewing.ts";
export { approvalDetail, approvalViews } from "./approvals.ts";
export { explainRun } from "./explain.ts";

export { assembleAnswer } from "./answer.ts";
export type { Channel } from "./viewing.ts";
export { approvalDetail, approvalViews } from "./approvals.ts";
export { explainRun } from "./explain.ts";
export { rowHashes } from "./row-hashes.ts";
export type { RowHashes } from "./row-hashes.ts";

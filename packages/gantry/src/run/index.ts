// Durable runs: started, watched, decided on, answered. Everything above speaks to `Runs`.
export type { TextFinder } from "./erase/index.ts";
export { tellsWho } from "./erase/index.ts";
export type { Erasure, ErasureRecord } from "./erase/index.ts";
export { caseRun, compareDrafts, compareExposures, compareRows, runCase } from "./replay/index.ts";
export type { CaseOutcome, CaseParts } from "./replay/index.ts";
export { tenantOf, usualTenant } from "./queues.ts";
export type { QueuePolicies, QueuePolicy } from "./queues.ts";
export { prepareQueue } from "./durable/index.ts";
export type { DigestMail, DigestPlan, Recipient } from "./digest/index.ts";
export type { RowHashes } from "./answer/index.ts";
export { createRuns } from "./runs.ts";
export { runPolicyOf } from "./run-policy.ts";
export {
  changed,
  checkTriggers,
  completed,
  createTriggers,
  field,
  key,
  mailTo,
  occurrencesOf,
  prepareTriggers,
  schedule,
  trigger,
  webhook,
} from "./trigger/index.ts";
export type {
  Delivery,
  Fired,
  Prepared,
  ProvedFlow,
  RisingColumns,
  TriggerDocument,
  Triggers,
} from "./trigger/index.ts";
export { seesAtLeast } from "./visible.ts";
export type { LeaseEvent } from "./durable/index.ts";
export type {
  ApprovalsFilter,
  BoundAction,
  EditedContent,
  FaultPoint,
  FinishedJob,
  Foresee,
  Pinned,
  RecheckedContent,
  ReminderMail,
  RunDependencies,
  RunPolicy,
  Runs,
  RunsFilter,
  StartRequest,
} from "./types.ts";

// Durable runs: started, watched, decided on, answered. Everything above speaks to `Runs`.
export { tellsWho } from "./erase/index.ts";
export type { Erasure, ErasureRecord } from "./erase/index.ts";
export { createRuns } from "./runs.ts";
export { seesAtLeast } from "./visible.ts";
export type {
  ApprovalsFilter,
  BoundAction,
  EditedContent,
  FaultPoint,
  Pinned,
  RecheckedContent,
  ReminderMail,
  RunDependencies,
  RunPolicy,
  Runs,
  RunsFilter,
  StartRequest,
} from "./types.ts";

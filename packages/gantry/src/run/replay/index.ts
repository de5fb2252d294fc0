export { caseOf } from "./case.ts";
export { compareDrafts, compareExposures, compareRows } from "./compare.ts";
export { replayRun } from "./replay.ts";
export { caseRun, runCase } from "./run-case.ts";
export type { CaseOutcome, CaseParts } from "./run-case.ts";
export type { ReplaySetting, Replaying } from "./types.ts";

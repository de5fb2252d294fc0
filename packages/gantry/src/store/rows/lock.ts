// How a change of a run begins: its lock, then its steps as they stand under it, in one round trip.
import type { RunStatus } from "@gantry/contract";
import type pg from "pg";
import type { Statement } from "../together.ts";
import { stepRows } from "./steps.ts";
import type { StepRow } from "./steps.ts";

export interface LockedRun {
  /** Undefined where there is no such run. */
  readonly status: RunStatus | undefined;
  /** Of the run's row: another one after each change of the run. */
  readonly version: string;
  /** In the order of the flow. */
  readonly steps: readonly StepRow[];
  /** Results of what was asked for beside these. */
  readonly asked: readonly pg.QueryResult[];
}

const status = "select status, xmin::text as version from gantry.runs where id = $1 for update";

/** Two statements: the second is answered as of when the lock was given, not as of when it was asked for. */
export const lockStatements = (run: string): readonly Statement[] => [
  { text: status, values: [run] },
  stepRows.listing(run),
];

export function readLocked(found: readonly pg.QueryResult[]): LockedRun {
  const [run, its, ...asked] = found;
  // As `lockStatements` asks for them.
  const [row] = (run?.rows ?? []) as { readonly status: RunStatus; readonly version: string }[];
  return { status: row?.status, version: row?.version ?? "", steps: (its?.rows ?? []) as StepRow[], asked };
}

/** Takes the run's lock; divides by zero where somebody has changed the run since it had this version. */
export const unchanged = (run: string, version: string): Statement => ({
  text: "select 1 / count(*) from (select 1 from gantry.runs where id = $1 and xmin::text = $2 for update) as same",
  values: [run, version],
});

// How a change of a run begins: its lock, then its steps as they stand under it, in one round trip.
import type { RunStatus } from "@gantry/contract";
import pg from "pg";
import { stepColumns } from "./steps.ts";
import type { StepRow } from "./steps.ts";

export interface LockedRun {
  /** Undefined where there is no such run. */
  readonly status: RunStatus | undefined;
  /** In the order of the flow. */
  readonly steps: readonly StepRow[];
}

/** Two statements: the second is answered as of when the lock was given, not as of when it was asked for. */
export const lockStatements = (run: string): readonly string[] => {
  const id = pg.escapeLiteral(run);
  return [
    `select status from gantry.runs where id = ${id} for update`,
    `select ${stepColumns} from gantry.steps where run = ${id} order by position`,
  ];
};

export function readLocked(found: readonly pg.QueryResult[]): LockedRun {
  const [run, steps] = found;
  // As `lockStatements` asks for them.
  const [row] = (run?.rows ?? []) as { readonly status: RunStatus }[];
  return { status: row?.status, steps: (steps?.rows ?? []) as StepRow[] };
}

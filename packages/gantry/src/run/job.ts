// A job: one step of a run, or one row of it. Its id is all that the queue ever learns.
import { GantryError } from "@gantry/contract";

export interface Job {
  readonly run: string;
  readonly step: string;
  /** Id of the row (a keyed hash of its key), for `prompt` and `act`. */
  readonly row?: string;
  /** From 1; a retry is a job of its own. */
  readonly attempt: number;
}

/** `run/step` or `run/step/row`, with `~n` for the nth attempt. */
export const jobId = ({ run, step, row, attempt }: Job): string =>
  `${run}/${step}${row === undefined ? "" : `/${row}`}${attempt > 1 ? `~${attempt}` : ""}`;

export function parseJobId(id: string): Job {
  const found = /^([^/~]+)\/([^/~]+)(?:\/([^/~]+))?(?:~(\d+))?$/.exec(id);
  const [, run, step, row, attempt] = found ?? [];
  if (run === undefined || step === undefined) throw new GantryError("internal", "the queue holds a malformed job id");
  return { run, step, ...(row === undefined ? {} : { row }), attempt: Number(attempt ?? 1) };
}

// A job: one step of a run, or one row of it. Its id is all that the queue ever learns.
import { randomUUID } from "node:crypto";
import { GantryError } from "@gantry/contract";

export interface Job {
  readonly run: string;
  readonly step: string;
  /** Id of the row (a keyed hash of its key), for `prompt` and `act`. */
  readonly row?: string;
  /** Of a `call`: what there is to look at (a change of the run called, or that its time is over); any name. */
  readonly look?: string;
  /** From 1; a retry is a job of its own. */
  readonly attempt: number;
}

/** `run/step`, `run/step/row` or `run/step/row/look`, with `~n` for the nth attempt. */
export const jobId = ({ run, step, row, look, attempt }: Job): string =>
  `${[run, step, ...[row, look].filter((it) => it !== undefined)].join("/")}${attempt > 1 ? `~${attempt}` : ""}`;

export function parseJobId(id: string): Job {
  const found = /^([^/~]+)\/([^/~]+)(?:\/([^/~]+))?(?:\/([^/~]+))?(?:~(\d+))?$/.exec(id);
  const [, run, step, row, look, attempt] = found ?? [];
  if (run === undefined || step === undefined) throw new GantryError("internal", "the queue holds a malformed job id");
  const parts = { ...(row === undefined ? {} : { row }), ...(look === undefined ? {} : { look }) };
  return { run, step, ...parts, attempt: Number(attempt ?? 1) };
}

/** A look at a run that was called, for the run that called it: enqueued with the change that it is about. */
export const lookJob = (parent: Required<Omit<Job, "look">>): string => jobId({ ...parent, look: randomUUID() });

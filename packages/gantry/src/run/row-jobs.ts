// The rows of a `prompt` by the jobs that write them. A job takes several calls' rows one after the other, many at first and
// fewer towards the end, so that places are neither left empty between jobs nor kept by the last of them.
import type { PromptStep } from "../flow/index.ts";
import { batchRows, resultRows, runRows, stepRows } from "../store/index.ts";
import type { BatchedRow } from "../store/index.ts";
import { commitWritten } from "./commit.ts";
import type { Work } from "./house.ts";
import { limitsOf } from "./plan.ts";
import { lostRight, mayStillRun } from "./standing.ts";
import { isLive } from "./status.ts";
import { writeRows } from "./steps/prompt.ts";

/** A job of more would be too much to do again after a crash. */
const mostCalls = 16;

/**
 * Which row's job carries which row: always the first of its own. With limits on rows, or on the time of each, a job is one
 * call.
 *
 * @param places jobs at a time
 */
export function rowJobs(ids: readonly string[], step: PromptStep, places: number): readonly BatchedRow[] {
  const { batch = 1 } = step;
  const isOneCall = limitsOf(step) !== undefined || step.timeout !== undefined;
  const jobs: BatchedRow[] = [];
  while (jobs.length < ids.length) {
    const calls = Math.floor((ids.length - jobs.length) / batch / (2 * places));
    const size = batch * (isOneCall ? 1 : Math.min(Math.max(calls, 1), mostCalls));
    const [leader = "", ...others] = ids.slice(jobs.length, jobs.length + size);
    jobs.push(...[leader, ...others].map((row) => ({ leader, row })));
  }
  return jobs;
}

/** Rows that the job has still to write. */
export async function openRows({ house, run, job }: Work): Promise<readonly string[]> {
  const { row } = job;
  if (row === undefined) return [];
  const { pool } = house.store;
  const open = await batchRows.open(pool, run.id, job.step, row);
  if (open.length > 0) return open;
  // One that is alone, or is tried again by itself, those that it came with being there.
  return (await resultRows.find(pool, run.id, job.step, row)) === undefined ? [row] : [];
}

/** Writes them; what came through is kept, whatever became of the others. Throws what went wrong with one of those. */
export async function writeOpenRows(work: Work, step: PromptStep): Promise<void> {
  const { batch = 1 } = step;
  const rows = await openRows(work);
  const errors: unknown[] = [];
  const commits: Promise<void>[] = [];
  const lost: unknown[] = [];
  const isOver = (): boolean => lost.length > 0 || (errors.length > 0 && (step.onError ?? "fail") === "fail");
  for (let at = 0; at < rows.length && !isOver(); at += batch) {
    if (at > 0 && !(await goesOn(work))) break;
    const attempted = await writeRows(work, step, rows.slice(at, at + batch));
    const written = attempted.flatMap((it) => ("written" in it ? it : []));
    errors.push(...attempted.flatMap((it) => ("error" in it ? [it.error] : [])));
    // The next call need not wait for it.
    commits.push(
      commitWritten(work, written).catch((error: unknown) => {
        lost.push(error);
      }),
    );
  }
  await Promise.all(commits);
  // One that another try may mend comes first.
  const [error] = [...lost, ...errors.filter(isRetryable), ...errors];
  if (error !== undefined) throw error;
}

/** Between two calls of a job the run may have ended, or others stand in for its step. Throws where its right is lost. */
async function goesOn({ house, run, job, signal }: Work): Promise<boolean> {
  signal.throwIfAborted();
  if (!mayStillRun(house, run)) throw lostRight(run);
  const { pool } = house.store;
  const status = await runRows.status(pool, run.id);
  if (status === undefined || !isLive(status)) return false;
  const state = (await stepRows.find(pool, run.id, job.step))?.state;
  return state === "running" || state === "waiting";
}

const isRetryable = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "retryable" in error && error.retryable === true;

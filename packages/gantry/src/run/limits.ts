// Rows of a step that takes so many at a time, or begins so many a minute. What is counted stands in the database under
// the run's lock: it holds over all processes, and over their deaths.
import type { Step } from "../flow/index.ts";
import { limitedRows } from "../store/index.ts";
import type { RunTransaction, Work } from "./house.ts";
import { jobId } from "./job.ts";
import { limitsOf } from "./plan.ts";
import type { Limits } from "./plan.ts";
import { changeRun } from "./transact.ts";

/**
 * A job for each row: at once, or as their turns come. One that was enqueued before is not enqueued again.
 *
 * @param delaySeconds before rows without limits begin; those with limits see for themselves that it is too early
 */
export async function enqueueRows(
  on: RunTransaction,
  step: string,
  rows: readonly string[],
  priority: number,
  delaySeconds = 0,
): Promise<void> {
  const limits = limitsOf(on.run.document.steps[step]);
  if (limits === undefined) {
    const options = { priority, ...(delaySeconds > 0 ? { delaySeconds } : {}) };
    for (const row of rows) await on.enqueue(jobId({ run: on.run.id, step, row, attempt: 1 }), options);
    return;
  }
  await limitedRows.insert(on.tx, on.run.id, step, rows);
  await admit(on, step, limits, priority);
}

async function admit(on: RunTransaction, step: string, limits: Limits, priority: number): Promise<void> {
  const { tx, run } = on;
  const { concurrency = Infinity, rate } = limits;
  const { waiting, admitted, begun, seconds } = await limitedRows.counts(tx, run.id, step);
  // With a rate, the next one is let in when the one before has begun: a queue that was held up makes up for nothing.
  const places = Math.min(waiting, concurrency - admitted - begun, rate === undefined ? Infinity : 1 - admitted);
  if (places <= 0) return;
  // Whole milliseconds: the queue keeps no finer times.
  const pause = rate === undefined || seconds === null ? 0 : Math.ceil((60 / rate - seconds) * 1000) / 1000;
  for (const row of await limitedRows.admit(tx, run.id, step, places)) {
    const delay = pause > 0 ? { delaySeconds: pause } : {};
    await on.enqueue(jobId({ run: run.id, step, row, attempt: 1 }), { priority, ...delay });
  }
}

/** Called by a row's job before it does anything. */
export async function beginRow({ house, run, job }: Work, step: Step, priority: number): Promise<void> {
  const limits = limitsOf(step);
  const { row } = job;
  if (limits === undefined || row === undefined) return;
  await changeRun(house, run, async (on) => {
    if (await limitedRows.begin(on.tx, run.id, job.step, row)) await admit(on, job.step, limits, priority);
  });
}

/** Called when nothing more will be tried for the row: the next one takes its place. */
export async function endRow({ house, run, job }: Work, step: Step, priority: number): Promise<void> {
  const limits = limitsOf(step);
  const { row } = job;
  if (limits === undefined || row === undefined) return;
  await changeRun(house, run, async (on) => {
    await limitedRows.end(on.tx, run.id, job.step, row);
    await admit(on, job.step, limits, priority);
  });
}

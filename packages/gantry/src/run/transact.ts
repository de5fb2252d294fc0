// The one transaction that everything goes through: the run's lock first, then the change, then what follows from it.
import type { RunStatus } from "@gantry/contract";
import type { Transaction } from "../store/index.ts";
import { Progress } from "./advance.ts";
import type { JobBatch } from "./durable/index.ts";
import type { House, RunTransaction } from "./house.ts";
import type { PinnedRun } from "./pinned.ts";
import { jobOptions } from "./queues.ts";

/**
 * Changes a run. The work gets the run's status as it stands under the lock, and its steps; when it is through, the run
 * moves on as far as it can, all in the same transaction.
 */
export async function changeRun<T>(
  house: House,
  run: PinnedRun,
  change: (on: RunTransaction, progress: Progress, status: RunStatus) => Promise<T>,
): Promise<T> {
  const jobs = house.queue.batch();
  const work = house.store.change(run.id, async (tx, { status = "cancelled", steps }) => {
    const on = transactionOn(house, run, tx, status, jobs);
    const progress = new Progress(on, steps);
    const result = await change(on, progress, status);
    return { result, now: await progress.advance() };
  });
  const { result, now } = await settled(jobs, work);
  house.watchers.wake(run.id, now);
  return result;
}

/** Lets a transaction's jobs begin when it has committed. */
export async function settled<T>(jobs: JobBatch, transaction: Promise<T>): Promise<T> {
  try {
    const given = await transaction;
    jobs.committed();
    return given;
  } catch (error) {
    jobs.dropped();
    throw error;
  }
}

export const transactionOn = (
  house: House,
  run: PinnedRun,
  tx: Transaction,
  status: RunStatus,
  jobs: JobBatch,
): RunTransaction => ({
  tx,
  house,
  run,
  status,
  at: house.now(),
  enqueue: (job, options) =>
    jobs.enqueue(tx, job, jobOptions(house, { flow: run.document.name, caller: run.caller }, options)),
});

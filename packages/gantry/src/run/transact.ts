// The one transaction that everything goes through: the run's lock first, then the change, then what follows from it.
import type { RunStatus } from "@gantry/contract";
import { runRows } from "../store/index.ts";
import type { Transaction } from "../store/index.ts";
import { Progress } from "./advance.ts";
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
  work: (on: RunTransaction, progress: Progress, status: RunStatus) => Promise<T>,
): Promise<T> {
  const { result, queued } = await house.store.transaction(async (tx) => {
    const status = (await runRows.lock(tx, run.id)) ?? "cancelled";
    const on = transactionOn(house, run, tx, status);
    const progress = await Progress.read(on);
    const given = await work(on, progress, status);
    await progress.advance();
    return { result: given, queued: on.queued() };
  });
  if (queued) house.queue.nudge();
  house.watchers.wake(run.id);
  return result;
}

export function transactionOn(
  house: House,
  run: PinnedRun,
  tx: Transaction,
  status: RunStatus,
): RunTransaction & { queued(): boolean } {
  let queued = false;
  return {
    tx,
    house,
    run,
    status,
    at: house.now(),
    enqueue: (job, options) => {
      queued = true;
      return house.queue.enqueue(tx, job, jobOptions(house, { flow: run.document.name, caller: run.caller }, options));
    },
    queued: () => queued,
  };
}

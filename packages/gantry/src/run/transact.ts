// How everything that changes a run is written: what happened and what follows from it, in one transaction.
import type { RunStatus } from "@gantry/contract";
import type { LockedRun, Statement, Transaction } from "../store/index.ts";
import { Progress } from "./advance.ts";
import type { JobBatch } from "./durable/index.ts";
import type { House, RunTransaction } from "./house.ts";
import type { PinnedRun } from "./pinned.ts";
import { jobOptions } from "./queues.ts";
import type { RecentRun } from "./recent.ts";

/** Gets the run's status as it stands, its steps, and what was asked for along with them. */
type Change<T> = (on: RunTransaction, progress: Progress, status: RunStatus, asked: LockedRun["asked"]) => Promise<T>;

/**
 * Changes a run under its lock. When the work is through, the run moves on as far as it can, all in the same transaction.
 *
 * @param ask what the work reads first, answered as of when the lock was given
 */
export async function changeRun<T>(
  house: House,
  run: PinnedRun,
  change: Change<T>,
  ask: readonly Statement[] = [],
): Promise<T> {
  const jobs = house.queue.batch();
  const work = (tx: Transaction, locked: LockedRun): Promise<Changed<T>> =>
    applied(house, run, { tx, jobs, change, locked });
  const { value } = await settled(house, run.id, jobs, house.store.change(run.id, work, ask));
  return value;
}

/**
 * Changes a run as `changeRun` does, for work that only writes: where this process knows how the run stands, and nobody has
 * changed it since, in one message to the database.
 */
export async function writeRun<T>(house: House, run: PinnedRun, change: Change<T>): Promise<T> {
  const locked = house.recent.get(run.id);
  if (locked === undefined) return changeRun(house, run, change);
  const jobs = house.queue.batch();
  const work = (tx: Transaction): Promise<Changed<T>> =>
    applied(house, run, { tx, jobs, change, locked: { ...locked, asked: [] }, expected: locked.version });
  const written = await settled(house, run.id, jobs, house.store.write(run.id, locked.version, work));
  return written === undefined ? changeRun(house, run, change) : written.value;
}

/** What was done, and how the run stands after it. */
export interface Changed<T> {
  readonly value: T;
  /** To be asked when the transaction has committed. */
  readonly after?: () => RecentRun;
}

async function applied<T>(
  house: House,
  run: PinnedRun,
  by: {
    readonly tx: Transaction;
    readonly jobs: JobBatch;
    readonly change: Change<T>;
    readonly locked: LockedRun;
    /** Of the run's row, where its lock is not held. */
    readonly expected?: string;
  },
): Promise<Changed<T>> {
  const { status = "cancelled", steps, version, asked } = by.locked;
  const on = transactionOn(house, run, by.tx, status, by.jobs);
  const progress = new Progress(on, steps);
  const value = await by.change(on, progress, status, asked);
  const now = await progress.advance(by.expected);
  return { value, after: () => ({ status: now, steps: progress.steps(), version: progress.version() ?? version }) };
}

/** Lets a transaction's jobs begin when it has committed, and tells of it; undefined where it came to nothing. */
export async function settled<T extends Changed<unknown> | undefined>(
  house: House,
  run: string,
  jobs: JobBatch,
  transaction: Promise<T>,
): Promise<T> {
  try {
    const given = await transaction;
    if (given === undefined) {
      house.recent.drop(run);
      jobs.dropped();
      return given;
    }
    const after = given.after?.();
    // Known before the jobs begin.
    if (after) house.recent.keep(run, after);
    jobs.committed();
    if (after) house.watchers.wake(run, after.status);
    return given;
  } catch (error) {
    house.recent.drop(run);
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

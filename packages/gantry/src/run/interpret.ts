// Takes a job from the queue and does it. Whatever goes wrong ends in the run's own tables, never in the queue's.
import { setTimeout as delay } from "node:timers/promises";
import type { ActStep } from "../flow/index.ts";
import { isDatabaseAway, runRows } from "../store/index.ts";
import { act } from "./carry-out.ts";
import {
  commitApprovals,
  commitEffects,
  commitFailure,
  commitPromptRows,
  commitResult,
  commitRetry,
  commitRow,
  sealEffects,
} from "./commit.ts";
import { LeaseLost } from "./durable/index.ts";
import { failureOf, retries } from "./failure.ts";
import type { House, Work } from "./house.ts";
import { jobId, parseJobId } from "./job.ts";
import type { Job } from "./job.ts";
import { loadIfKept } from "./pinned.ts";
import { openApprovals } from "./steps/approve.ts";
import { openPrompt, writeRow } from "./steps/prompt.ts";
import { runQuery } from "./steps/query.ts";
import { runScore } from "./steps/score.ts";
import { keysOf } from "./steps/sql.ts";
import { requireRequester } from "./standing.ts";
import { isLive } from "./status.ts";

/** Aborts the work of a run that is cancelled here. */
export interface Stops {
  signal(run: string): AbortSignal;
  abort(run: string): void;
}

/** The queue's handler. Never rejects; while the database is away it keeps trying until `closing`. */
export const createInterpreter =
  (house: House, stops: Stops, closing: AbortSignal) =>
  async (id: string): Promise<void> => {
    const job = parseJobId(id);
    while (!closing.aborted) {
      try {
        const begun = performance.now();
        await interpret(house, job, AbortSignal.any([stops.signal(job.run), closing]));
        return await tellDone(house, job, performance.now() - begun);
      } catch (error) {
        // Only the database can fail here: what a step throws is caught below. What is not written down is done again.
        if (!isDatabaseAway(error)) house.report(error, id);
        await delay(isDatabaseAway(error) ? 100 : 2000, undefined, { signal: closing }).catch(() => undefined);
      }
    }
    // Left pending for the next launch.
    await new Promise<never>(() => undefined);
  };

async function tellDone({ load, onJob }: House, job: Job, milliseconds: number): Promise<void> {
  if (!onJob) return;
  // In memory, a moment after it was worked on.
  const run = await loadIfKept(load, job.run);
  const planned = run?.plan.steps.get(job.step);
  if (run && planned) onJob({ ...job, flow: run.document.name, kind: planned.step.kind, milliseconds });
}

const actMilliseconds = 60_000;

async function interpret(house: House, job: Job, signal: AbortSignal): Promise<void> {
  const run = await loadIfKept(house.load, job.run);
  // Gone by a rule of retention or an erasure, with all that was to be done for it.
  if (run === undefined) return;
  const work: Work = { house, run, job, signal };
  const step = run.plan.steps.get(job.step);
  if (!step) return;
  if (step.step.kind === "act" && job.row !== undefined) {
    // Neither a cancellation nor a shutdown cuts a call off: nobody would know what came of it.
    return actWhileOurs({ ...work, signal: AbortSignal.timeout(actMilliseconds) }, step.step, job.row);
  }
  const status = await runRows.status(house.store.pool, run.id);
  if (status === undefined || !isLive(status)) return;
  try {
    await perform(work);
  } catch (error) {
    if (signal.aborted || isDatabaseAway(error)) return settleAborted(house, job, error);
    const failure = failureOf(error, { run: run.id, step: job.step });
    const pause = failure.retryable ? retries[step.step.kind]?.[job.attempt - 1] : undefined;
    await (pause === undefined ? commitFailure(work, failure) : commitRetry(work, pause));
  }
}

/** What goes out goes out of the process that has the job: one that finds out that it may not have it any more lets go. */
async function actWhileOurs(work: Work, step: ActStep, row: string): Promise<void> {
  const claim = await work.house.queue.claim(jobId(work.job));
  try {
    await act({ ...work, fence: claim.fence }, step, row);
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
    await claim.giveUp();
  }
}

/** Work that was cut off: of a cancelled run nothing is left to do, else it is done again. */
async function settleAborted(house: House, job: Job, error: unknown): Promise<void> {
  const status = await runRows.status(house.store.pool, job.run);
  if (status !== undefined && isLive(status)) throw error;
}

async function perform(work: Work): Promise<void> {
  const { house, run, job } = work;
  const planned = run.plan.steps.get(job.step);
  if (!planned) return;
  requireRequester(house, run);
  const { step, after } = planned;
  switch (step.kind) {
    case "query":
      return commitResult(work, await runQuery(work, step, after));
    case "score":
      return commitResult(work, await runScore(work, step));
    case "prompt": {
      if (job.row !== undefined) {
        return commitRow(work, job.row, await writeRow(work, step, job.row));
      }
      const { input, ids } = await openPrompt(work, step, after);
      return commitPromptRows(work, input, ids);
    }
    case "approve": {
      const { approvals, notes } = await openApprovals(work, step, after);
      return commitApprovals(work, approvals, notes);
    }
    case "act": {
      const rows = await house.relations.of(run, step.each);
      keysOf(job.step, step.key, rows);
      const target = { name: job.step, operation: step.operation, key: step.key };
      const effects = sealEffects(
        house,
        run,
        target,
        rows.rows.map((row, position) => ({ row, position })),
      );
      return commitEffects(work, effects);
    }
  }
}

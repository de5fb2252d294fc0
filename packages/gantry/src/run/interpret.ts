// Takes a job from the queue and does it. Whatever goes wrong ends in the run's own tables, never in the queue's.
import { setTimeout as delay } from "node:timers/promises";
import type { RunStatus } from "@gantry/contract";
import { goToOf } from "../flow/index.ts";
import type { ActStep, Step } from "../flow/index.ts";
import { effectRows, isDatabaseAway, resultRows, runRows, stepRows } from "../store/index.ts";
import { call } from "./called.ts";
import { act } from "./carry-out.ts";
import {
  actPriority,
  commitApprovals,
  commitEffects,
  commitFailure,
  commitInputRows,
  commitResult,
  commitRetry,
  commitSkip,
  commitWritten,
  rowPriority,
  sealEffects,
} from "./commit.ts";
import { LeaseLost } from "./durable/index.ts";
import { settleFailure } from "./fail.ts";
import { failureOf, pauseAfter, tookTooLong } from "./failure.ts";
import type { House, Work } from "./house.ts";
import { jobId, parseJobId } from "./job.ts";
import type { Job } from "./job.ts";
import { beginRow, endRow } from "./limits.ts";
import { usualConcurrency } from "./queues.ts";
import { loadIfKept } from "./pinned.ts";
import { limitsOf } from "./plan.ts";
import type { PlannedStep } from "./plan.ts";
import { openRows, rowJobs, writeOpenRows } from "./row-jobs.ts";
import { createRecorder } from "./replay/recording.ts";
import { openApprovals } from "./steps/approve.ts";
import { openCall } from "./steps/call.ts";
import { runFind } from "./steps/find.ts";
import { openPrompt } from "./steps/prompt.ts";
import { runQuery } from "./steps/query.ts";
import { drawRow } from "./steps/draw.ts";
import { reasonRow } from "./steps/reason.ts";
import { runScore } from "./steps/score.ts";
import { holds, keysOf } from "./steps/sql.ts";
import { lostRight, mayStillRun } from "./standing.ts";
import { isLive } from "./status.ts";
import type { Stops } from "./stops.ts";

/** The queue's handler. Never rejects; while the database is away it keeps trying until `closing`. */
export const createInterpreter =
  (house: House, stops: Stops, closing: AbortSignal) =>
  async (id: string): Promise<void> => {
    const job = parseJobId(id);
    while (!closing.aborted) {
      const stop = stops.begin(job.run);
      try {
        const begun = performance.now();
        await interpret(house, job, AbortSignal.any([stop.signal, closing]));
        return await tellDone(house, job, performance.now() - begun);
      } catch (error) {
        // Only the database can fail here: what a step throws is caught below. What is not written down is done again.
        if (!isDatabaseAway(error)) house.report(error, id);
        await delay(isDatabaseAway(error) ? 100 : 2000, undefined, { signal: closing }).catch(() => undefined);
      } finally {
        stop.end();
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

const actSeconds = 60;

async function interpret(house: House, job: Job, signal: AbortSignal): Promise<void> {
  const run = await loadIfKept(house.load, job.run);
  // Gone by a rule of retention or an erasure, with all that was to be done for it.
  if (run === undefined) return;
  const recorder = createRecorder(house, run, job.step);
  const work: Work = { house, run, job, signal, recorder, ...(recorder ? { tap: recorder.tap } : {}) };
  const planned = run.plan.steps.get(job.step);
  if (!planned) return;
  const { step } = planned;
  if (step.kind === "act" && job.row !== undefined) {
    await beginRow(work, step, actPriority);
    // Neither a cancellation nor a shutdown cuts a call off: nobody would know what came of it.
    const patient = { ...work, signal: AbortSignal.timeout((step.timeout ?? actSeconds) * 1000) };
    if (!(await actWhileOurs(patient, step, job.row)) || limitsOf(step) === undefined) return;
    const effect = await effectRows.find(house.store.pool, run.id, job.step, job.row);
    if (effect?.state !== "scheduled" && effect?.state !== "attempting") await endRow(work, step, actPriority);
    return;
  }
  const status = await statusOf(house, run.id, step);
  if (status === undefined || !isLive(status)) return;
  if (!mayStillRun(house, run)) return commitFailure(work, lostRight(run));
  if (job.row !== undefined && !(await stillGoing(work))) return;
  await beginRow(work, step, rowPriority);
  // A process may have died between a row and the turn of the next one.
  if (limitsOf(step) && (await isMade(work, step))) return endRow(work, step, rowPriority);
  if (!(await tryOnce(work, planned))) return;
  // What was called may still be running.
  if ((step.kind !== "call" && step.kind !== "reason") || (await isMade(work, step)))
    await endRow(work, step, rowPriority);
}

/**
 * What lets nothing out begins by what this process knows of the run; what comes of it is committed only if the run still
 * lives.
 */
async function statusOf({ recent, store }: House, run: string, { kind }: Step): Promise<RunStatus | undefined> {
  if (kind === "score") return "running";
  const known = kind === "query" || kind === "approve" ? recent.get(run)?.status : undefined;
  return known ?? (await runRows.status(store.pool, run));
}

/** Whether the row is there, and those that its job carries. */
async function isMade(work: Work, step: Step): Promise<boolean> {
  const { house, run, job } = work;
  if (job.row === undefined) return false;
  if (step.kind === "prompt") return (await openRows(work)).length === 0;
  return (await resultRows.find(house.store.pool, run.id, job.step, job.row)) !== undefined;
}

/** One try. False when there will be another. */
async function tryOnce(work: Work, planned: PlannedStep): Promise<boolean> {
  const { house, run, job, signal } = work;
  const { timeout } = planned.step;
  const late = timeout === undefined ? undefined : AbortSignal.timeout(timeout * 1000);
  try {
    await perform(late ? { ...work, signal: AbortSignal.any([signal, late]) } : work, planned);
    return true;
  } catch (error) {
    if (signal.aborted || isDatabaseAway(error)) {
      await settleAborted(house, job, error);
      return true;
    }
    const failure =
      late?.aborted === true && timeout !== undefined
        ? tookTooLong(run.id, job.step, timeout)
        : failureOf(error, { run: run.id, step: job.step });
    const pause = failure.retryable ? pauseAfter(planned.step, job.attempt) : undefined;
    await (pause === undefined ? settleFailure(work, planned.step, failure) : commitRetry(work, pause));
    return pause === undefined;
  }
}

/** What goes out goes out of the process that has the job: false where this one may not have it any more, and lets go. */
async function actWhileOurs(work: Work, step: ActStep, row: string): Promise<boolean> {
  const claim = await work.house.queue.claim(jobId(work.job));
  try {
    await act({ ...work, fence: claim.fence }, step, row);
    return true;
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
    await claim.giveUp();
    return false;
  }
}

/** A row of a step that others stand in for is not worth making any more. */
async function stillGoing({ house, run, job }: Work): Promise<boolean> {
  if (goToOf(run.document.steps[job.step] ?? {}) === undefined) return true;
  const state = (await stepRows.find(house.store.pool, run.id, job.step))?.state;
  return state === "running" || state === "waiting";
}

/** Work that was cut off: of a cancelled run nothing is left to do, else it is done again. */
async function settleAborted(house: House, job: Job, error: unknown): Promise<void> {
  const status = await runRows.status(house.store.pool, job.run);
  if (status !== undefined && isLive(status)) throw error;
}

async function perform(work: Work, { step, after }: PlannedStep): Promise<void> {
  const { house, run, job } = work;
  if (step.when !== undefined && job.row === undefined && !(await holds(work, step.when, after))) {
    return commitSkip(work, "when");
  }
  switch (step.kind) {
    case "query":
      return commitResult(work, await runQuery(work, step, after));
    case "score":
      return commitResult(work, await runScore(work, step));
    case "draw": {
      if (job.row !== undefined) {
        const written = await drawRow(work, step, job.row);
        return commitWritten(work, [{ id: job.row, written }]);
      }
      const { input, ids } = await openPrompt(work, step, after);
      return commitInputRows(work, input, ids);
    }
    case "find":
      return commitResult(work, await runFind(work, step, after));
    case "prompt": {
      if (job.row !== undefined) return writeOpenRows(work, step);
      const { input, ids } = await openPrompt(work, step, after);
      return commitInputRows(work, input, ids, rowJobs(ids, step, house.concurrency ?? usualConcurrency));
    }
    case "reason": {
      if (job.row !== undefined) {
        const written = await reasonRow(work, step, job.row);
        if (written === undefined) return;
        return commitWritten(work, [{ id: job.row, written }]);
      }
      const { input, ids } = await openPrompt(work, step, after);
      return commitInputRows(work, input, ids);
    }
    case "call": {
      if (job.row !== undefined) return call(work, step);
      const { input, ids } = await openCall(work, step, after);
      return commitInputRows(work, input, ids);
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

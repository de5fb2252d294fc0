// Between a run and those that it calls: what happens to one is told to the other, in jobs that exist once.
import type { ProblemCode } from "@gantry/contract";
import type { CallStep } from "../flow/index.ts";
import { effectRows, resultRows, runRows } from "../store/index.ts";
import { commitRows } from "./commit.ts";
import { tell } from "./events.ts";
import { tookTooLong } from "./failure.ts";
import type { House, Work } from "./house.ts";
import { jobId, lookJob } from "./job.ts";
import { isLive } from "./status.ts";
import { failureOfCalled, rowOfCall, rowsOfCalled, startCalled } from "./steps/call.ts";
import { changeRun } from "./transact.ts";

/** What a job looks at when the time of a run that was called is over. */
const late = "late";

/** The job of one row of a `call`: starts a run, or looks at how it stands. */
export async function call(work: Work, step: CallStep): Promise<void> {
  const { house, run, job } = work;
  if (job.look !== undefined) {
    await lookAt(work, step);
    return;
  }
  const { values, position } = await rowOfCall(work, step);
  // What it was to be called for has been erased.
  if (!values) return commitRows(work, [], position);
  await startCalled(work, step, values);
  const { timeout } = step;
  if (timeout === undefined) return;
  await house.store.transaction((tx) =>
    house.queue.enqueue(tx, jobId({ ...job, look: late, run: run.id }), { delaySeconds: timeout }),
  );
}

async function lookAt(work: Work, step: CallStep): Promise<unknown> {
  const { house, run, job } = work;
  const row = job.row ?? "";
  const child = (await runRows.children(house.store.pool, run.id, job.step)).find((it) => it.row === row);
  // Only the latest try counts, and only until the row is there.
  if (child?.attempt !== job.attempt || (await resultRows.find(house.store.pool, run.id, job.step, row))) return;
  if (isLive(child.status)) {
    if (job.look === late) return cancelRun(house, child.id, "source-timeout");
    // Whether it works or waits for people shows in the step that called it.
    return changeRun(house, run, async () => undefined);
  }
  if (child.status === "done") {
    const { values, position } = await rowOfCall(work, step);
    return commitRows(work, values ? await rowsOfCalled(work, step, child.id, values) : [], position);
  }
  if (child.code === "source-timeout" && child.status === "cancelled" && step.timeout !== undefined) {
    throw tookTooLong(run.id, job.step, step.timeout);
  }
  throw await failureOfCalled(work, step, child);
}

/** Ends a run, with all that it has called. What is scheduled is not sent; what is under way in this process stops at once. */
export async function cancelRun(house: House, id: string, code: ProblemCode = "cancelled"): Promise<boolean> {
  const run = await house.load(id);
  const was = await changeRun(house, run, async (on, progress, status) => {
    if (!isLive(status)) return status;
    await effectRows.cancelScheduled(on.tx, id, on.at);
    await runRows.setStatus(on.tx, id, "cancelled", { at: on.at, code });
    await tell(on, [{ type: "status", status: "cancelled" }]);
    if (run.parent) await on.enqueue(lookJob(run.parent), { priority: 1 });
    progress.end("cancelled");
    return status;
  });
  house.stops.abort(id);
  await cancelOrphans(house);
  return isLive(was);
}

/** Ends runs that were called by one that is over. */
export async function cancelOrphans(house: House): Promise<void> {
  for (const id of await runRows.orphans(house.store.pool, 100)) await cancelRun(house, id);
}

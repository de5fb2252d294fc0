// A run of a flow with limits begins when its turn comes: a job of its own in the flow's queue, which opens the first steps
// and keeps the place until the run is over, or waits for people.
import { setTimeout as delay } from "node:timers/promises";
import { isDatabaseAway, runRows } from "../store/index.ts";
import type { House } from "./house.ts";
import { jobId, parseJobId } from "./job.ts";
import { holdsPlace, queuePolicyOf } from "./queues.ts";
import { changeRun } from "./transact.ts";

/** No step of a flow has such a name. */
const step = "$admit";

export const admissionJob = (run: string): string => jobId({ run, step, attempt: 1 });

/**
 * The queue's handler, which admits runs and leaves all else to `handle`.
 *
 * @param draining when the process is to end, places are given back: the runs go on elsewhere, uncounted
 */
export const admitting =
  (house: House, handle: (id: string) => Promise<void>, draining: AbortSignal) =>
  async (id: string): Promise<void> => {
    const job = parseJobId(id);
    if (job.step !== step) return handle(id);
    while (!draining.aborted) {
      try {
        return await admit(house, job.run, draining);
      } catch (error) {
        if (!isDatabaseAway(error)) house.report(error, id);
        await delay(isDatabaseAway(error) ? 100 : 2000, undefined, { signal: draining }).catch(() => undefined);
      }
    }
    // Left pending for the next launch.
    await new Promise<never>(() => undefined);
  };

async function admit(house: House, id: string, draining: AbortSignal): Promise<void> {
  const { pool } = house.store;
  if ((await runRows.status(pool, id)) === undefined) return;
  const run = await house.load(id);
  // Nothing but what follows of itself: the first steps open.
  await changeRun(house, run, async () => undefined);
  if (!holdsPlace(queuePolicyOf(house, run.document.name))) return;
  while (!draining.aborted && (await runRows.status(pool, id)) === "running")
    await house.watchers.wait(id, draining).woken;
}

// Approvals whose time is over: closed now and then, so that what waits for them goes on.
import { approvalRows } from "../store/index.ts";
import type { House } from "./house.ts";
import { loadIfKept } from "./pinned.ts";
import { isLive } from "./status.ts";
import { changeRun } from "./transact.ts";

const atOnce = 100;

/** Expires what is due: those of a run together, until none is left. */
export async function expireApprovals(house: House, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const due = await approvalRows.listExpired(house.store.pool, house.now(), atOnce);
    let failed = 0;
    for (const [run, approvals] of Map.groupBy(due, (it) => it.run)) {
      if (stop.aborted) return;
      // One run that can't be opened must not hold up the others.
      await expire(house, run, approvals).catch((error: unknown) => {
        failed += approvals.length;
        house.report(error, run);
      });
    }
    if (due.length < atOnce || failed === due.length) return;
  }
}

async function expire(house: House, id: string, approvals: readonly { readonly id: string }[]): Promise<void> {
  const run = await loadIfKept(house.load, id);
  if (run === undefined) {
    // Of a run that was erased nothing follows.
    const at = house.now();
    for (const approval of approvals)
      await approvalRows.decide(house.store.pool, approval.id, { state: "expired", by: null, at });
    return;
  }
  await changeRun(house, run, async ({ tx, at }, _progress, status) => {
    for (const approval of approvals) await approvalRows.decide(tx, approval.id, { state: "expired", by: null, at });
    return isLive(status);
  });
}

// Approvals whose time is over: closed now and then, so that what waits for them goes on.
import { approvalRows } from "../store/index.ts";
import type { House } from "./house.ts";
import { loadIfKept } from "./pinned.ts";
import { isLive } from "./status.ts";
import { changeRun } from "./transact.ts";

/** Expires what is due, a hundred at a time. */
export async function expireApprovals(house: House): Promise<void> {
  const due = await approvalRows.listExpired(house.store.pool, house.now(), 100);
  for (const { id, run: runId } of due) {
    const run = await loadIfKept(house.load, runId);
    if (run === undefined) {
      // Of a run that was erased nothing follows.
      await approvalRows.decide(house.store.pool, id, { state: "expired", by: null, at: house.now() });
      continue;
    }
    await changeRun(house, run, async ({ tx, at }, _progress, status) => {
      await approvalRows.decide(tx, id, { state: "expired", by: null, at });
      return isLive(status);
    });
  }
}

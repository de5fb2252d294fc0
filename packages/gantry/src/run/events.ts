// What happens in a run, told to those who watch: written in the transaction that made it so, read back in order.
import type { Problem, RunEvent, RunStatus, StepProgress } from "@gantry/contract";
import { eventRows, runRows } from "../store/index.ts";
import type { Box, StepRow, Store } from "../store/index.ts";
import type { RunTransaction } from "./house.ts";
import type { PinnedRun } from "./pinned.ts";
import type { Watchers } from "./watch.ts";

/** An event before it has its number. */
export type News =
  | { readonly type: "step"; readonly step: StepProgress }
  | { readonly type: "status"; readonly status: RunStatus; readonly problem?: Problem };

export const problemPlace = "problems";

export function progressOf(row: StepRow, box: Box): StepProgress {
  return {
    step: row.step,
    kind: row.kind,
    title: row.title,
    state: row.state,
    ...(row.total === null ? {} : { total: row.total, rows: row.total, done: row.done }),
    ...(row.startedAt ? { startedAt: row.startedAt.toISOString() } : {}),
    ...(row.endedAt ? { endedAt: row.endedAt.toISOString() } : {}),
    // Sealed by `advance`, and authenticated.
    ...(row.problem ? { problem: box.open(row.problem, problemPlace) as Problem } : {}),
  };
}

/** Writes news; those who watch see it when the transaction commits. */
export async function tell({ tx, run, at }: RunTransaction, news: readonly News[]): Promise<void> {
  if (news.length === 0) return;
  await eventRows.append(
    tx,
    run.id,
    at,
    news.map((it) => run.box.seal(it, "events")),
  );
}

const isOver = (status: RunStatus): boolean => status === "done" || status === "failed" || status === "cancelled";

/** Events after `after`, then live ones as they come; ends with the event that ends the run. */
export async function* watchRun(
  store: Store,
  watchers: Watchers,
  run: PinnedRun,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<RunEvent, void, undefined> {
  let last = after;
  while (!signal.aborted) {
    // Waiting begins before looking: what happens in between is not missed.
    const next = new AbortController();
    const woken = watchers.wait(run.id, AbortSignal.any([signal, next.signal]));
    const rows = await eventRows.listAfter(store.pool, run.id, last);
    for (const { id, sealed } of rows) {
      last = id;
      // Sealed by `tell`, and authenticated.
      const event = { ...(run.box.open(sealed, "events") as News), id } as RunEvent;
      yield event;
      if (event.type === "status" && isOver(event.status)) {
        next.abort();
        return;
      }
    }
    if (rows.length === 0) {
      const status = await runRows.status(store.pool, run.id);
      // A watcher that comes after the last event finds nothing more to wait for.
      if (
        status === undefined ||
        (isOver(status) && (await eventRows.listAfter(store.pool, run.id, last)).length === 0)
      ) {
        next.abort();
        return;
      }
      await woken;
    }
    next.abort();
  }
}

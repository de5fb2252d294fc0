// What happens in a run, told to those who watch: written in the transaction that made it so, read back in order.
import type { Problem, RunEvent, RunStatus, StepProgress } from "@gantry/contract";
import { eventRows, isDatabaseAway, runRows } from "../store/index.ts";
import type { Box, EventRow, StepRow, Store } from "../store/index.ts";
import type { House, RunTransaction } from "./house.ts";
import type { PinnedRun } from "./pinned.ts";
import { isLive } from "./status.ts";
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

export const sealNews = ({ box }: Pick<PinnedRun, "box">, news: readonly News[]): readonly Uint8Array[] =>
  news.map((it) => box.seal(it, "events"));

/** Writes news; those who watch see it when the transaction commits. */
export async function tell({ tx, run, at }: RunTransaction, news: readonly News[]): Promise<void> {
  if (news.length > 0) await eventRows.append(tx, run.id, at, sealNews(run, news));
}

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
    const next = watchers.wait(run.id, signal);
    try {
      const { rows, over } = await read(store, run, last);
      for (const { id, sealed } of rows) {
        last = id;
        // Sealed by `tell`, and authenticated.
        yield { ...(run.box.open(sealed, "events") as News), id };
      }
      if (over) return;
      if (rows.length === 0) await next.woken;
    } finally {
      next.stop();
    }
  }
}

/** What came after that event, and whether more can come. The status is read first, so that no event slips in between. */
async function read(
  store: Store,
  run: PinnedRun,
  last: number,
): Promise<{ readonly rows: readonly EventRow[]; readonly over: boolean }> {
  try {
    const status = await runRows.status(store.pool, run.id);
    const rows = await eventRows.listAfter(store.pool, run.id, last);
    return { rows, over: rows.length === 0 && (status === undefined || !isLive(status)) };
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    return { rows: [], over: false };
  }
}

/** The run's status once nothing more will happen without a person; as it is, when aborted. */
export async function settled(
  { store, watchers, load, recent }: Pick<House, "store" | "watchers" | "load" | "recent">,
  id: string,
  signal: AbortSignal,
): Promise<RunStatus> {
  await load(id);
  // This process may have just begun it, or seen it go on.
  let told = recent.get(id)?.status;
  for (;;) {
    // Waiting begins before looking: what happens in between is not missed. What this process works on wakes us.
    const next = watchers.wait(id, signal, recent.get(id) ? 3 : 1);
    try {
      // Just told by this process: no need to look.
      const status = told ?? (await statusOf(store, id));
      if (status !== "running" || signal.aborted) return status;
      told = await next.woken;
    } finally {
      next.stop();
    }
  }
}

/** A run whose status can't be read now is one to wait for. */
async function statusOf(store: Store, id: string): Promise<RunStatus> {
  try {
    return (await runRows.status(store.pool, id)) ?? "cancelled";
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    return "running";
  }
}

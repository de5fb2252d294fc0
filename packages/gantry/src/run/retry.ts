// A run that has failed goes on from where it failed: the same document, what is done stays done, and what failed or was cut
// off is done anew, under jobs that no attempt before had.
import { GantryError } from "@gantry/contract";
import type { RunStatus } from "@gantry/contract";
import type { Caller } from "../policy/index.ts";
import { batchRows, effectRows, resultRows, runRows, stepRows } from "../store/index.ts";
import type { Queryable, StepRow } from "../store/index.ts";
import { Progress } from "./advance.ts";
import { tell } from "./events.ts";
import type { House, RunTransaction } from "./house.ts";
import { rowIdOf } from "./identity.ts";
import { jobId } from "./job.ts";
import type { PinnedRun } from "./pinned.ts";
import { streams } from "./plan.ts";
import { mayStillRun, requireRequester } from "./standing.ts";
import { changeRun } from "./transact.ts";

/**
 * @param step one that failed, where the caller expects it to be that one
 * @throws GantryError `forbidden`; `conflict` for a run that has not failed, whose step did not fail, or of whose effects
 *   nobody knows whether they happened: those come first
 */
export async function retryRun(house: House, run: PinnedRun, step: string | undefined, caller: Caller): Promise<void> {
  if (!isHis(house, run, caller)) {
    throw new GantryError("forbidden", "only who started a run, or an administrator, may retry it");
  }
  requireRequester(house, run);
  // Rows of a prompt are opened before the transaction, which holds the run's lock.
  const rows = await rowsOf(house, run);
  await changeRun(house, run, async (on, progress, status) => {
    const { tx } = on;
    const steps = await stepRows.list(tx, run.id);
    requireFailed(run, status, steps, step);
    await requireNoDoubt(on, steps);
    const again: RunTransaction = { ...on, status: "running" };
    await runRows.setStatus(tx, run.id, "running");
    for (const it of steps) {
      const state = it.state === "failed" ? "running" : it.state === "skipped" ? "pending" : undefined;
      if (state !== undefined) await stepRows.reopen(tx, run.id, it.step, state);
    }
    await tell(again, [{ type: "status", status: "running" }]);
    for (const it of steps) {
      if (it.state === "failed" || it.state === "running") await resume(again, it, rows.get(it.step));
    }
    await new Progress(again, await stepRows.list(tx, run.id)).advance();
    progress.end("running");
  });
}

/** Whether `retryRun` would let it go on for this caller, as things stand now. */
export async function mayRetry(
  house: House,
  run: PinnedRun,
  status: RunStatus | undefined,
  steps: readonly StepRow[],
  caller: Caller,
): Promise<boolean> {
  if (status !== "failed" || !isHis(house, run, caller) || !mayStillRun(house, run)) return false;
  return (await doubtIn(house.store.pool, run, steps)) === undefined;
}

const isHis = (house: House, run: PinnedRun, caller: Caller): boolean =>
  run.caller.subject === caller.subject || house.policy.may(caller, "administer");

/** Ids of the rows that each prompt (or `reason`) was to write for, as far as it got. */
async function rowsOf(house: House, run: PinnedRun): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = new Map<string, readonly string[]>();
  for (const [name, step] of Object.entries(run.document.steps)) {
    if (step.kind !== "prompt" && step.kind !== "reason" && step.kind !== "draw") continue;
    const input = await house.relations.whole(run, name);
    if (input) {
      rows.set(
        name,
        input.rows.map((row) => rowIdOf(house.keyring, row[step.key] ?? null)),
      );
    }
  }
  return rows;
}

function requireFailed(run: PinnedRun, status: string, steps: readonly StepRow[], step: string | undefined): void {
  const failed = steps.filter((it) => it.state === "failed").map((it) => it.step);
  if (status !== "failed") {
    throw new GantryError("conflict", `the run is ${status}: there is nothing to retry`, { where: { run: run.id } });
  }
  if (step !== undefined && !failed.includes(step)) {
    throw new GantryError("conflict", `step "${step}" did not fail`, {
      where: { run: run.id, step },
      remedy: `what failed: ${failed.join(", ")}`,
    });
  }
}

async function requireNoDoubt({ tx, run }: RunTransaction, steps: readonly StepRow[]): Promise<void> {
  const doubt = await doubtIn(tx, run, steps);
  if (doubt === undefined) return;
  const { step, uncertain } = doubt;
  throw new GantryError(
    "conflict",
    `step "${step}": of ${uncertain} of its rows nobody knows whether it happened; that comes first`,
    {
      where: { run: run.id, step },
      remedy: "gantry runs uncertain, then gantry runs resolve ID sent | send-again | give-up",
    },
  );
}

/** A step of whose effects nobody knows whether they happened. */
async function doubtIn(
  db: Queryable,
  run: PinnedRun,
  steps: readonly StepRow[],
): Promise<{ readonly step: string; readonly uncertain: number } | undefined> {
  for (const { step, kind } of steps) {
    if (kind !== "act") continue;
    const { uncertain } = await effectRows.counts(db, run.id, step);
    if (uncertain > 0) return { step, uncertain };
  }
  return undefined;
}

/** What is left to do of a step, as new jobs. */
async function resume(on: RunTransaction, { step: name }: StepRow, rows: readonly string[] | undefined): Promise<void> {
  const { tx, run, at, enqueue } = on;
  const step = run.plan.steps.get(name)?.step;
  /** A number that no attempt before it can have had: those count up from 1, a dozen at most. */
  const attempt = at.getTime();
  if (step === undefined) return;
  if ((step.kind === "prompt" || step.kind === "reason" || step.kind === "draw") && rows !== undefined) {
    const done = new Set((await resultRows.list(tx, run.id, name)).map((it) => it.row));
    const carried = await batchRows.carried(tx, run.id, name);
    // The job of a batch's first row does the others.
    const isCarried = (row: string): boolean => {
      const leader = carried.get(row);
      return leader !== undefined && !done.has(leader);
    };
    for (const row of rows)
      if (!done.has(row) && !isCarried(row))
        await enqueue(jobId({ run: run.id, step: name, row, attempt }), { priority: 2 });
    return;
  }
  if (step.kind === "act") {
    const effects = await effectRows.list(tx, run.id, name);
    for (const { row, state } of effects) {
      if (state !== "failed") continue;
      const moved = await effectRows.move(tx, { run: run.id, step: name, row }, ["failed"], { state: "scheduled", at });
      if (moved) await enqueue(jobId({ run: run.id, step: name, row, attempt }), { priority: 0 });
    }
    // Its own job schedules the rows of a whole step; of one that takes them one by one there is none.
    if (effects.length > 0 || streams(run.document, step)) return;
  }
  await enqueue(jobId({ run: run.id, step: name, attempt }), { priority: 1 });
}

// The rows of a `prompt` that one job writes: its own, or those of its batch that are not there yet.
import type { PromptStep } from "../flow/index.ts";
import { batchRows, resultRows } from "../store/index.ts";
import type { BatchedRow } from "../store/index.ts";
import { commitWritten } from "./commit.ts";
import type { Work } from "./house.ts";
import { writeRows } from "./steps/prompt.ts";

/** Which row's job carries which row: the first of so many, in their order. */
export const batchesOf = (ids: readonly string[], size: number): readonly BatchedRow[] =>
  ids.map((row, index) => ({ row, leader: ids[index - (index % size)] ?? row }));

/** Rows that the job has still to write. */
export async function openRows({ house, run, job }: Work, step: PromptStep): Promise<readonly string[]> {
  const { row } = job;
  if (row === undefined) return [];
  if ((step.batch ?? 1) === 1) return [row];
  const { pool } = house.store;
  const open = await batchRows.open(pool, run.id, job.step, row);
  if (open.length > 0) return open;
  // One that is tried again by itself, the rest of its batch being there.
  return (await resultRows.find(pool, run.id, job.step, row)) === undefined ? [row] : [];
}

/** Writes them; what came through is kept, whatever became of the others. Throws what went wrong with one of those. */
export async function writeOpenRows(work: Work, step: PromptStep): Promise<void> {
  const attempted = await writeRows(work, step, await openRows(work, step));
  await commitWritten(
    work,
    attempted.flatMap((it) => ("written" in it ? it : [])),
  );
  const errors = attempted.flatMap((it) => ("error" in it ? [it.error] : []));
  // One that another try may mend comes first.
  const [error] = [...errors.filter(isRetryable), ...errors];
  if (error !== undefined) throw error;
}

const isRetryable = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "retryable" in error && error.retryable === true;

// Writes down what a job came to: its sealed result and all that follows from it, in one transaction.
import type { GantryError, ProblemCode } from "@gantry/contract";
import type { Relation, Row } from "../catalog/index.ts";
import { approvalRows, batchRows, effectRows, reminderRows, resultRows, vaultRows } from "../store/index.ts";
import type { BatchedRow, NewApproval, NewEffect, ResultRow } from "../store/index.ts";
import { createGathering } from "./gathering.ts";
import type { Gather } from "./gathering.ts";
import type { House, RunTransaction, Work } from "./house.ts";
import { rowIdOf } from "./identity.ts";
import { jobId } from "./job.ts";
import { insteadOf } from "./left-out.ts";
import { enqueueRows } from "./limits.ts";
import { jobOptions } from "./queues.ts";
import { effectPlace, notesPlace, referencePlace, resultPlace } from "./result.ts";
import type { EffectContent, StepNotes, StepResult, WrittenRow } from "./result.ts";
import type { Attempt } from "./steps/act.ts";
import type { Written } from "./steps/prompt.ts";
import { isLive } from "./status.ts";
import { changeRun, writeRun } from "./transact.ts";
import { sealWhole } from "./whole.ts";

/** Urgency of jobs: what a person has approved goes first, single rows of a prompt last. */
export const [actPriority, rowPriority] = [0, 2];

const sealNotes = (work: Work, notes: StepNotes): Uint8Array => work.run.box.seal(notes, notesPlace(work.job.step));

/** A step's result as a whole. A second, late execution of the same step finds it done and changes nothing. */
export async function commitResult(work: Work, { relation, notes }: StepResult): Promise<void> {
  const { house, run, job } = work;
  const result = await sealWhole(work, relation);
  const sealedNotes = sealNotes(work, notes);
  house.relations.keep(run.id, job.step, relation);
  await writeRun(house, run, async (on, progress, status) => {
    if (!isLive(status) || progress.stateOf(job.step) !== "running") return;
    await work.recorder?.write(on.tx);
    progress.keep(job.step, result);
    const rows = relation.rows.length;
    progress.finish(job.step, { total: rows, done: rows, notes: sealedNotes });
  });
}

/** The rows that a prompt is to write for, or a call to be made for, and the jobs: one for each, or those that carry several. */
export async function commitInputRows(
  work: Work,
  input: StepResult,
  ids: readonly string[],
  jobs: readonly BatchedRow[] = [],
): Promise<void> {
  const { house, run, job } = work;
  const result = await sealWhole(work, input.relation);
  const notes = sealNotes(work, input.notes);
  house.relations.keep(run.id, job.step, input.relation);
  await writeRun(house, run, async (on, progress, status) => {
    if (!isLive(status) || progress.stateOf(job.step) !== "running") return;
    await work.recorder?.write(on.tx);
    progress.keep(job.step, result);
    progress.change(job.step, { total: ids.length, notes });
    const carried = new Set(jobs.flatMap(({ leader, row }) => (row === leader ? [] : [row])));
    if (carried.size > 0) await batchRows.insert(on.tx, run.id, job.step, jobs);
    const leaders = ids.filter((id) => !carried.has(id));
    await enqueueRows(on, job.step, leaders, rowPriority);
  });
}

/** A step that is left out: those who read it see no rows, or those that its flow names for the case. */
export async function commitSkip(work: Work, reason: "when" | "error", error?: GantryError): Promise<void> {
  const { house, run, job } = work;
  const result = isWhole(work) ? await sealWhole(work, emptyOf(work)) : undefined;
  await writeRun(house, run, async (on, progress, status) => {
    if (!isLive(status) || progress.stateOf(job.step) !== "running") return;
    if (result) progress.keep(job.step, result);
    progress.skip(job.step, reason, error);
  });
}

/** A step that failed, with the rows that its flow names for that case. */
export async function commitDefault(work: Work, rows: readonly Row[], error: GantryError): Promise<void> {
  const { run, job } = work;
  const planned = run.plan.steps.get(job.step);
  const coverage = planned ? [insteadOf(planned.title, planned.step, error.code)] : [];
  const relation = emptyOf(work);
  await commitResult(work, {
    relation: { ...relation, rows: asCells(relation, rows) },
    notes: { scans: [], coverage },
  });
}

/** Rows that a flow names, as the query engine would give them: what a number may not hold is a text. */
function asCells({ columns }: Pick<Relation, "columns">, rows: readonly Row[]): readonly Row[] {
  const exact = new Set(columns.filter(({ type }) => /^(?:int64|decimal)/.test(type)).map(({ name }) => name));
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, cell]) => [
        name,
        exact.has(name) && typeof cell === "number" ? String(cell) : cell,
      ]),
    ),
  );
}

/** What a row of a `call` came to: any number of rows, behind one that stands for all. */
export async function commitRows(
  work: Work,
  rows: readonly Row[],
  position: number,
  code?: ProblemCode,
): Promise<void> {
  const { house, run, job } = work;
  const row = job.row ?? "";
  // Of rows that came back nothing is made anew: it is known whom they tell of.
  const outputs = code === undefined ? rows : asCells(emptyOf(work), rows);
  const sealed = (output: Row | null, name: string): ResultRow => {
    const subjects = output ? house.subjects.of(output) : [];
    const bytes = run.box.seal({ output, subjects } satisfies WrittenRow, resultPlace(job.step, name), subjects);
    return { row: name, position, sealed: bytes, code: output ? null : (code ?? null) };
  };
  // In the order of the rows, by name.
  const names = outputs.map((_, index) => `${row}.${String(index).padStart(7, "0")}`);
  const results = [sealed(null, row), ...outputs.map((output, index) => sealed(output, names[index] ?? row))];
  await changeRun(house, run, async (on, _progress, status) => {
    if (isLive(status)) await resultRows.insert(on.tx, run.id, job.step, results);
  });
}

/** Whether the step's rows are kept as one result, or one by one. */
const isWhole = ({ run, job }: Work): boolean => {
  const kind = run.plan.steps.get(job.step)?.step.kind;
  return kind === "query" || kind === "score" || kind === "find";
};

const emptyOf = ({ run, job }: Work): Relation => {
  const columns = run.shapes.steps[job.step]?.columns ?? [];
  return { columns: columns.map(({ name, type }) => ({ name, type })), rows: [] };
};

/** A row that is written, with the reason where what stands for it is not what the step would have made. */
interface WrittenOf {
  readonly id: string;
  readonly written: Written;
}

/** Rows of a step are often ready together, and each transaction takes the run's lock. */
const gathering = new WeakMap<House, Gather<WrittenOf>>();

/** Keeps written rows. */
export async function commitWritten({ house, run, job }: Work, rows: readonly WrittenOf[]): Promise<void> {
  if (rows.length === 0) return;
  const gather = gathering.get(house) ?? createGathering<WrittenOf>();
  gathering.set(house, gather);
  await gather(`${run.id}/${job.step}`, rows, async (all) => {
    const results = all.map(({ id, written }): ResultRow => {
      const { position, code, entries: _, ...kept } = written;
      const sealed = run.box.seal(kept satisfies WrittenRow, resultPlace(job.step, id), kept.subjects);
      return { row: id, position, sealed, ...(code ? { code } : {}) };
    });
    const entries = all.flatMap(({ written }) => written.entries ?? []);
    await changeRun(house, run, async (on, _progress, status) => {
      if (!isLive(status)) return;
      await vaultRows.insert(on.tx, entries);
      await resultRows.insert(on.tx, run.id, job.step, results);
    });
  });
}

/** The approvals of a step: from here on people make the run go on. */
export async function commitApprovals(
  work: Work,
  approvals: readonly NewApproval[],
  stepNotes: StepNotes,
): Promise<void> {
  const { house, run, job } = work;
  const notes = sealNotes(work, stepNotes);
  const step = run.document.steps[job.step];
  const hours = step?.kind === "approve" ? step.remindAfterHours : undefined;
  await writeRun(house, run, async (on, progress, status) => {
    if (!isLive(status) || progress.stateOf(job.step) !== "running") return;
    await work.recorder?.write(on.tx);
    await approvalRows.insert(on.tx, run.id, job.step, approvals);
    if (step?.kind === "approve" && hours !== undefined && approvals.length > 0) {
      const dueAt = new Date(on.at.getTime() + hours * 3_600_000);
      await reminderRows.insert(on.tx, { run: run.id, step: job.step, byRole: step.by, dueAt }, [""], on.at);
    }
    progress.change(job.step, { state: "waiting", total: approvals.length, notes });
    progress.wait(job.step, approvals.length);
  });
}

/** The rows of an `act` that follows a whole step. */
export async function commitEffects({ house, run, job }: Work, effects: readonly NewEffect[]): Promise<void> {
  await changeRun(house, run, async (on, progress, status) => {
    if (!isLive(status) || progress.stateOf(job.step) !== "running") return;
    await schedule(on, job.step, effects);
    progress.change(job.step, { total: effects.length });
  });
}

/** Seals rows as effects of a step. */
export function sealEffects(
  house: House,
  run: Work["run"],
  act: { readonly name: string; readonly operation: string; readonly key: string },
  rows: readonly { readonly row: Row; readonly position: number }[],
): readonly NewEffect[] {
  return rows.map(({ row, position }) => {
    const id = rowIdOf(house.keyring, row[act.key] ?? null);
    const subjects = house.subjects.of(row);
    const sealed = run.box.seal({ row, subjects } satisfies EffectContent, effectPlace(act.name, id), subjects);
    return { row: id, position, operation: act.operation, sealed };
  });
}

/** What an accepted or sent row sets free: an effect for each `act` that takes this step's rows. */
export function followingEffects(
  house: House,
  run: Work["run"],
  step: string,
  content: { readonly row: Row; readonly position: number },
): readonly { readonly name: string; readonly effects: readonly NewEffect[] }[] {
  return run.plan.followers(step).map(({ name, step: { operation, key } }) => ({
    name,
    effects: sealEffects(house, run, { name, operation, key }, [content]),
  }));
}

/** Schedules effects with a job for each. One that is there already is not scheduled again. */
export async function schedule(on: RunTransaction, step: string, effects: readonly NewEffect[]): Promise<void> {
  if (effects.length === 0) return;
  const planned = on.run.document.steps[step];
  const undoSeconds = planned?.kind === "act" ? (planned.undoSeconds ?? 0) : 0;
  const undoUntil = undoSeconds === 0 ? null : new Date(on.at.getTime() + undoSeconds * 1000);
  await effectRows.insert(on.tx, on.run.id, step, effects, on.at, undoUntil);
  const rows = effects.map(({ row }) => row);
  await enqueueRows(on, step, rows, actPriority, undoSeconds);
}

/**
 * How the attempt at an effect turned out; when it was sent, the `act` steps that follow take the row over. False where
 * another process has begun a later attempt: what this one has not done says nothing any more.
 */
export async function commitAttempt(
  { house, run, job }: Work,
  rowId: string,
  content: { readonly row: Row; readonly position: number },
  attempt: Attempt,
  attempts: number,
): Promise<boolean> {
  const key = { run: run.id, step: job.step, row: rowId };
  const subjects = house.subjects.of(content.row);
  const next = attempt.kind === "sent" ? followingEffects(house, run, job.step, content) : [];
  return changeRun(house, run, async (on) => {
    const { tx, at } = on;
    if (attempt.kind === "sent") {
      const reference = run.box.seal(attempt.result.reference, referencePlace(job.step, rowId), subjects);
      if (!(await effectRows.move(tx, key, ["attempting", "uncertain"], { state: "sent", at, reference })))
        return false;
      for (const { name, effects } of next) await schedule(on, name, effects);
      return true;
    }
    // Still in the dark: the intent stands.
    if (attempt.kind === "ask-again") return true;
    const { code } = attempt.error;
    const state = attempt.kind === "again" ? "scheduled" : attempt.kind;
    return effectRows.move(tx, key, ["attempting", "scheduled"], { state, at, code }, attempts);
  });
}

/** Ends a step, and with it the run, with an error. */
export async function commitFailure({ house, run, job }: Work, error: GantryError): Promise<void> {
  await changeRun(house, run, async (_on, progress, status) => {
    if (isLive(status)) progress.fail(job.step, error);
  });
}

/** The same job again, later. */
export async function commitRetry({ house, run, job }: Work, seconds: number): Promise<void> {
  const { look: _, ...again } = job;
  const options = jobOptions(house, { flow: run.document.name, caller: run.caller }, { delaySeconds: seconds });
  await house.store.transaction((tx) =>
    house.queue.enqueue(tx, jobId({ ...again, attempt: job.attempt + 1 }), options),
  );
}

// `call`: another flow as a run of its own, once or for each row. It pins what was proved; its rows come back when it is done.
import { GantryError } from "@gantry/contract";
import type { Problem } from "@gantry/contract";
import type { Relation, Row } from "../../catalog/index.ts";
import { resolveInput } from "../../flow/index.ts";
import type { CalledFlow, CallStep } from "../../flow/index.ts";
import type { ChildRun } from "../../store/index.ts";
import { problemPlace } from "../events.ts";
import type { Work } from "../house.ts";
import { rowIdOf } from "../identity.ts";
import type { StepResult } from "../result.ts";
import { startRun } from "../start.ts";
import { todayOf } from "../today.ts";
import { keysOf, runSql } from "./sql.ts";

/** The row of a call that is made once. */
const only = "only";

/** The rows to call for, and their ids. @throws GantryError `query-failed` where one row was wanted and there are others */
export async function openCall(
  work: Work,
  step: CallStep,
  after: readonly string[],
): Promise<{ readonly input: StepResult; readonly ids: readonly string[] }> {
  const { run, job, house } = work;
  const input = await runSql(work, step.each ?? step.input ?? "", after, run.shapes.each[job.step]);
  if (step.each !== undefined) {
    return { input, ids: keysOf(job.step, step.key, input.relation).map((key) => rowIdOf(house.keyring, key)) };
  }
  const { length } = input.relation.rows;
  if (length === 1) return { input, ids: [only] };
  throw new GantryError("query-failed", `step "${job.step}": its input has ${length} rows, and must have one`, {
    where: { run: run.id, step: job.step },
    remedy: "let its SQL give one row, or call the flow for each of them",
  });
}

/** The row of the input that a job is about, and its place. */
export async function rowOfCall(
  { house, run, job }: Work,
  step: CallStep,
): Promise<{ readonly position: number; readonly values: Row | undefined }> {
  const input: Relation = (await house.relations.whole(run, job.step)) ?? { columns: [], rows: [] };
  const position =
    step.each === undefined
      ? 0
      : input.rows.findIndex((row) => rowIdOf(house.keyring, row[step.key] ?? null) === job.row);
  return { position: position < 0 ? input.rows.length : position, values: input.rows[position] };
}

/** Starts the run for one row. However often it is tried, one is started for each attempt. */
export async function startCalled(work: Work, step: CallStep, values: Row): Promise<void> {
  const { house, run, job } = work;
  const called = calledBy(work);
  if (!house.policy.may(run.caller, `run:${step.flow}`)) {
    throw new GantryError("forbidden", `whoever asked may not run "${step.flow}"`, {
      where: { run: run.id, step: job.step },
    });
  }
  await startProved(work, called, values, `call/${run.id}/${job.step}/${job.row ?? only}/${job.attempt}`);
}

/**
 * Starts a run of a flow as it was proved where it is called, once for each key.
 *
 * @throws GantryError `bad-input` where a value is none of the flow's
 */
export async function startProved(work: Work, called: CalledFlow, values: Row, idempotencyKey: string): Promise<void> {
  const { house, run, job } = work;
  const given = Object.entries(values).filter(([name, cell]) => called.document.input[name] && cell !== null);
  const input = Object.fromEntries(
    given.map(([name, cell]) => [name, called.document.input[name]?.kind === "number" ? Number(cell) : cell]),
  );
  const now = run.parameters["now"]?.value;
  const resolved = resolveInput(called.document, input, {
    today: todayOf(run) ?? house.now().toISOString().slice(0, 10),
    now: typeof now === "string" ? now : house.now().toISOString(),
    calendar: house.catalog.calendar,
  });
  const { name, title } = called.document;
  const row = job.row ?? only;
  const by = { run: run.id, step: job.step, row, attempt: job.attempt };
  await startRun(house, house.shapes, {
    flow: called.document,
    shapes: called.shapes,
    input: resolved,
    interpretation: { flow: name, title, text: title, input: resolved.input, planner: "call" },
    caller: run.caller,
    question: null,
    idempotencyKey,
    called: { by, policy: run.policy, narrows: called.narrows, origins: called.origins },
  });
}

/** What the run that was called gave: the columns wanted, behind the key of the row that it was called for. */
export async function rowsOfCalled(work: Work, step: CallStep, child: string, values: Row): Promise<readonly Row[]> {
  const { house } = work;
  const called = calledBy(work);
  const { rows } = await house.relations.of(await house.load(child), called.step);
  return rows.map((row) => {
    const own: Row = {
      ...(step.each === undefined ? {} : { [step.key]: values[step.key] ?? null }),
      ...Object.fromEntries(called.columns.map((column) => [column, row[column] ?? null])),
    };
    house.subjects.note(own, [...new Set([...house.subjects.of(values), ...house.subjects.of(row)])]);
    return own;
  });
}

/** Why a run that was called has no rows. */
export async function failureOfCalled(
  { house, run, job }: Work,
  step: CallStep,
  child: ChildRun,
): Promise<GantryError> {
  const where = { run: run.id, step: job.step, flow: step.flow, called: child.id };
  if (child.status === "cancelled") {
    return new GantryError("cancelled", `step "${job.step}": the run of flow "${step.flow}" was cancelled`, { where });
  }
  const { box } = await house.load(child.id);
  // Sealed by `advance`, and authenticated.
  const problem =
    child.problem === null ? undefined : (box.openIfKept(child.problem, problemPlace) as Problem | undefined);
  const detail = problem === undefined ? "failed" : `failed: ${problem.detail}`;
  return new GantryError(problem?.code ?? "internal", `step "${job.step}": flow "${step.flow}" ${detail}`, {
    where,
    remedy: problem?.remedy,
    retryable: problem?.retryable ?? false,
  });
}

function calledBy({ run, job }: Work): CalledFlow {
  const called = run.shapes.steps[job.step]?.called;
  if (called) return called;
  throw new GantryError("bad-flow", `step "${job.step}" was started without the proof of what it calls`, {
    where: { run: run.id, step: job.step },
  });
}

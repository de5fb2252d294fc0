// `prompt`: a text for each row, written by a model behind the guard. All rows are sealed before the first is written.
import { GantryError } from "@gantry/contract";
import type { ProblemCode } from "@gantry/contract";
import type { Relation, Row } from "../../catalog/index.ts";
import { promptSchema } from "../../flow/index.ts";
import type { PromptReference, PromptStep } from "../../flow/index.ts";
import type { ModelEgressResult } from "../../guard/index.ts";
import type { Work } from "../house.ts";
import { rowIdOf } from "../identity.ts";
import type { StepResult, WrittenRow } from "../result.ts";
import { todayOf } from "../today.ts";
import { knownValues } from "./known.ts";
import { keysOf, runSql } from "./sql.ts";

export interface PromptRows {
  readonly input: StepResult;
  /** In the order of the rows. */
  readonly ids: readonly string[];
}

/** A step that works row by row, and writes. */
type RowsOf = Pick<PromptStep, "each" | "key" | "output">;

/** The rows to write for. */
export async function openPrompt(work: Work, step: RowsOf, after: readonly string[]): Promise<PromptRows> {
  const input = await runSql(work, step.each, after, work.run.shapes.each[work.job.step]);
  const keys = keysOf(work.job.step, step.key, input.relation);
  return { input, ids: keys.map((key) => rowIdOf(work.house.keyring, key)) };
}

/** A row as written; without an output where what it was to be written of has been erased. */
export interface Written extends WrittenRow {
  readonly position: number;
  /** Where it could not be written: why. */
  readonly code?: ProblemCode;
}

/** Writes for one row: the key, the declared outputs with tokens in place of treated values, and how they were written. */
export async function writeRow(work: Work, step: PromptStep, id: string): Promise<Written> {
  const { house, run, job, signal } = work;
  const { input, position, values } = await rowOf(work, step, id);
  const shape = run.shapes.each[job.step];
  if (!values) return { output: null, subjects: [], position };
  if (!shape) throw noSuchRow(work);
  const today = todayOf(run);
  const subjects = house.subjects.of(values);
  const written = await house.guard.model({
    subjects,
    run: run.id,
    step: job.step,
    row: id,
    shape,
    values,
    known: knownValues(house.catalog, shape, values),
    task: step.task,
    instructions: step.instructions,
    template: step.template,
    schema: promptSchema(step),
    ...(step.phrasebook === undefined ? {} : { phrasebook: step.phrasebook }),
    ...(step.prompt === undefined ? {} : { prompt: promptName(step.prompt) }),
    signal,
    rows: input.rows,
    ...(today === undefined ? {} : { today }),
    ...(work.pinned === undefined ? {} : { replay: work.pinned.model(job.step, id) }),
  });
  return { ...writtenRow(step, values, written), subjects, position, asked: written.asked };
}

/** What a model wrote for a row, and how it came to be, as the step's row. */
export const writtenRow = (
  step: RowsOf,
  values: Row,
  written: Pick<ModelEgressResult, "output" | "model" | "template" | "arguments" | "flags">,
): { readonly output: Row } => ({
  output: {
    [step.key]: values[step.key] ?? null,
    ...Object.fromEntries(Object.keys(step.output).map((name) => [name, written.output[name] ?? null])),
    model: written.model,
    template: written.template,
    arguments: written.arguments,
    flags: written.flags,
  },
});

/** What stands for a row that could not be written: nothing, or what the flow names for that case. */
export async function replaceRow(
  work: Work,
  step: RowsOf,
  id: string,
  code: ProblemCode,
  instead: Row | null,
): Promise<Written> {
  const { position, values } = await rowOf(work, step, id);
  if (!values || instead === null) return { output: null, subjects: [], position, code };
  const made = { model: "default", template: true, arguments: [], flags: [] };
  const output: Row = { [step.key]: values[step.key] ?? null, ...instead, ...made };
  return { output, subjects: work.house.subjects.of(values), position, code };
}

/** Values of the row; none where it has been erased. */
export async function rowOf(
  work: Work,
  step: RowsOf,
  id: string,
): Promise<{ readonly input: Relation; readonly position: number; readonly values: Row | undefined }> {
  const { house, run, job } = work;
  const input = await house.relations.whole(run, job.step);
  if (!input) throw noSuchRow(work);
  const position = input.rows.findIndex((row) => rowIdOf(house.keyring, row[step.key] ?? null) === id);
  return { input, position: position < 0 ? input.rows.length : position, values: input.rows[position] };
}

export const noSuchRow = ({ run, job }: Work): GantryError =>
  new GantryError("internal", `step "${job.step}" has no such row`, { where: { run: run.id, step: job.step } });

/** How the ledger names a prompt: `thanks@3f2a91b07c44`. */
const promptName = ({ name, version }: PromptReference): string => `${name}@${version}`;

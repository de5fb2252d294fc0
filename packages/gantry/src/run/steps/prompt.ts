// `prompt`: a text for each row, written by a model behind the guard. All rows are sealed before the first is written.
import { GantryError } from "@gantry/contract";
import type { ProblemCode } from "@gantry/contract";
import type { Relation, Row } from "../../catalog/index.ts";
import { passageColumn, promptSchema } from "../../flow/index.ts";
import type { PromptReference, PromptStep } from "../../flow/index.ts";
import type { ModelEgress, ModelEgressResult } from "../../guard/index.ts";
import type { SealedEntry } from "../../store/index.ts";
import type { Work } from "../house.ts";
import { rowIdOf } from "../identity.ts";
import type { StepResult, WrittenRow } from "../result.ts";
import { tenantOf } from "../queues.ts";
import { todayOf } from "../today.ts";
import { knownValues } from "./known.ts";
import { citingInstructions, givePassages } from "./passages.ts";
import { keysOf, runSql } from "./sql.ts";

export interface PromptRows {
  readonly input: StepResult;
  /** In the order of the rows. */
  readonly ids: readonly string[];
}

/** A step that works row by row, and has a model make something of each. */
type RowsOf = Pick<PromptStep, "each" | "key"> & { readonly passages?: string };

/** The rows to write for. */
export async function openPrompt(work: Work, step: RowsOf, after: readonly string[]): Promise<PromptRows> {
  const rows = await runSql(work, step.each, after, work.run.shapes.each[work.job.step]);
  const input = step.passages === undefined ? rows : await givePassages(work, step.passages, step.key, rows);
  const keys = keysOf(work.job.step, step.key, input.relation);
  return { input, ids: keys.map((key) => rowIdOf(work.house.keyring, key)) };
}

/** A row as written; without an output where what it was to be written of has been erased. */
export interface Written extends WrittenRow {
  readonly position: number;
  /** Where it could not be written: why. */
  readonly code?: ProblemCode;
  /** What the vault is to hold of it. */
  readonly entries?: readonly SealedEntry[];
}

/** Writes for one row: the key, the declared outputs with tokens in place of treated values, and how they were written. */
export async function writeRow(work: Work, step: PromptStep, id: string): Promise<Written> {
  const opened = await openRow(work, step, id);
  if (opened.egress === undefined) return { output: null, subjects: [], position: opened.position };
  return writtenOf(step, opened, await work.house.guard.model(opened.egress));
}

/** What became of a row: written, or why not. */
export type Attempted = { readonly id: string } & ({ readonly written: Written } | { readonly error: unknown });

/** Writes for rows that go to the model together, where it takes them so; equal ones, of other jobs too, are asked once. */
export async function writeRows(work: Work, step: PromptStep, ids: readonly string[]): Promise<readonly Attempted[]> {
  const { house, run } = work;
  const opened = await Promise.all(ids.map((id) => openRow(work, step, id)));
  const asked = opened.flatMap((it) => it.egress ?? []);
  const seconds = secondsOf(step.cache ?? run.document.cache);
  const outcomes = await house.guard.rows({
    rows: asked,
    reuse: true,
    ...(step.batch === undefined ? {} : { batch: step.batch }),
    ...(seconds === undefined ? {} : { cache: { tenant: tenantOf(run.caller), seconds } }),
  });
  const byEgress = new Map(asked.map((egress, index) => [egress, outcomes[index]]));
  return opened.map((it): Attempted => {
    const { id, position, egress } = it;
    if (egress === undefined) return { id, written: { output: null, subjects: [], position } };
    const outcome = byEgress.get(egress);
    if (outcome !== undefined && "result" in outcome) return { id, written: writtenOf(step, it, outcome.result) };
    return { id, error: outcome?.error ?? noSuchRow(work) };
  });
}

/** `90s`, `30m`, `1h`, `2d` in seconds; undefined for `off` and nothing. */
export const secondsOf = (time: string | undefined): number | undefined => {
  const seconds = { s: 1, m: 60, h: 3_600, d: 86_400 };
  const [, count, unit] = /^(\d+)([smhd])$/.exec(time ?? "") ?? [];
  return unit === "s" || unit === "m" || unit === "h" || unit === "d" ? Number(count) * seconds[unit] : undefined;
};

interface OpenedRow {
  readonly id: string;
  readonly position: number;
  /** Without what the row was written of, nothing. */
  readonly egress?: ModelEgress;
  /** What the guard has given for the vault. */
  readonly entries: readonly SealedEntry[];
}

async function openRow(work: Work, step: PromptStep, id: string): Promise<OpenedRow> {
  const { house, run, job, signal } = work;
  const { input, position, values } = await rowOf(work, step, id);
  const shape = run.shapes.each[job.step];
  const entries: SealedEntry[] = [];
  if (!values) return { id, position, entries };
  if (!shape) throw noSuchRow(work);
  const today = todayOf(run);
  const egress: ModelEgress = {
    subjects: house.subjects.of(values),
    run: run.id,
    step: job.step,
    row: id,
    shape,
    values,
    known: knownValues(house.catalog, shape, values),
    task: step.task,
    instructions: step.passages === undefined ? step.instructions : `${step.instructions}\n${citingInstructions}`,
    ...(step.passages === undefined ? {} : { cited: passageColumn }),
    template: step.template,
    ...(step.resumes === undefined ? {} : { resumes: step.resumes }),
    schema: promptSchema(step),
    ...(step.phrasebook === undefined ? {} : { phrasebook: step.phrasebook }),
    ...(step.prompt === undefined ? {} : { prompt: promptName(step.prompt) }),
    signal,
    caller: run.caller.subject,
    rows: input.rows,
    ...(today === undefined ? {} : { today }),
    // A replay writes down nothing, so that what its vault holds can be read at once.
    ...(work.pinned === undefined
      ? { keep: (sealed) => void entries.push(...sealed) }
      : { replay: work.pinned.model(job.step, id) }),
  };
  return { id, position, egress, entries };
}

function writtenOf(step: PromptStep, { position, egress, entries }: OpenedRow, written: ModelEgressResult): Written {
  const row = writtenRow(step, egress?.values ?? {}, written);
  return { ...row, subjects: egress?.subjects ?? [], position, asked: written.asked, entries };
}

/** What a model wrote for a row, and how it came to be, as the step's row. */
export const writtenRow = (
  step: Pick<PromptStep, "key"> & { readonly output: Readonly<Record<string, unknown>> },
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
  const position = placesOf(house, step, input).get(id) ?? input.rows.length;
  return { input, position, values: input.rows[position] };
}

/** By id; worked out once for all rows of a step. */
const places = new WeakMap<Relation, ReadonlyMap<string, number>>();

function placesOf({ keyring }: Work["house"], step: RowsOf, input: Relation): ReadonlyMap<string, number> {
  const known = places.get(input);
  if (known !== undefined) return known;
  const found = new Map(input.rows.map((row, index) => [rowIdOf(keyring, row[step.key] ?? null), index]));
  places.set(input, found);
  return found;
}

export const noSuchRow = ({ run, job }: Work): GantryError =>
  new GantryError("internal", `step "${job.step}" has no such row`, { where: { run: run.id, step: job.step } });

/** How the ledger names a prompt: `thanks@3f2a91b07c44`. */
const promptName = ({ name, version }: PromptReference): string => `${name}@${version}`;

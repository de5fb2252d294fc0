// Walks a flow's steps with its sources as recorded: the same steps as a run's, in memory, with nothing kept and nothing sent.
import { GantryError } from "@gantry/contract";
import type { ReplayReport } from "@gantry/contract";
import type { Relation, Row } from "../../catalog/index.ts";
import { defaultsOf, goToOf } from "../../flow/index.ts";
import type { ActStep, ApproveStep, DrawStep, PromptStep } from "../../flow/index.ts";
import { problemOf } from "../failure.ts";
import type { House, Work } from "../house.ts";
import { rowIdOf } from "../identity.ts";
import type { PinnedRun } from "../pinned.ts";
import type { PlannedStep } from "../plan.ts";
import type { Relations } from "../relations.ts";
import { requireRequester } from "../standing.ts";
import { actionOf, egressOf } from "../steps/act.ts";
import { drawRow } from "../steps/draw.ts";
import { openPrompt, replaceRow, writeRow } from "../steps/prompt.ts";
import type { Written } from "../steps/prompt.ts";
import { runQuery } from "../steps/query.ts";
import { runScore } from "../steps/score.ts";
import { holds, keysOf, runSql } from "../steps/sql.ts";

type StepReport = ReplayReport["steps"][number];

export interface Walked {
  /** What each step gave. */
  readonly outputs: ReadonlyMap<string, Relation>;
  readonly steps: readonly StepReport[];
  /** What went wrong, by step. */
  readonly errors: ReadonlyMap<string, GantryError>;
}

/** What became of a row that waited for a decision; undefined where none was taken. */
export type Decision =
  | { readonly state: "accepted" | "rejected" }
  /** With what stands in its columns now. */
  | { readonly state: "edited"; readonly row: Row };

/** By step and row. */
export type Decisions = ReadonlyMap<string, Decision>;

export interface Walk extends Pick<Work, "tap" | "pinned" | "signal"> {
  readonly decisions: Decisions;
  /** What a step gave when it was recorded: the flows that it called are not run again, nor what it was reasoned from. */
  readonly recorded: (step: string) => Promise<Relation | undefined>;
}

/** @param house that of the replay but for its relations, which begin empty */
export async function walk(house: House, run: PinnedRun, { decisions, recorded, ...over }: Walk): Promise<Walked> {
  const outputs = new Map<string, Relation>();
  const inputs = new Map<string, Relation>();
  const own: House = { ...house, relations: inMemory(outputs, inputs), query: alone(house.query) };
  const errors = new Map<string, GantryError>();
  const steps: StepReport[] = [];
  const ended = new Set<string>();
  const left = new Set([...run.plan.steps.values()].filter((it) => it.standsFor === undefined));

  const once = async ({ name, step, after, hidden }: PlannedStep): Promise<Relation | undefined> => {
    const work: Work = { ...over, house: own, run, job: { run: run.id, step: name, attempt: 1 } };
    const empty: Relation = { columns: columnsOf(work), rows: [] };
    const told = (report: Omit<StepReport, "step" | "kind">): void => {
      if (!hidden || report.problem) steps.push({ step: name, kind: step.kind, ...report });
    };
    try {
      requireRequester(own, run);
      if (step.when !== undefined && !(await holds(work, step.when, after))) {
        told({ state: "skipped" });
        return empty;
      }
      const { relation, ...counts } = await perform(work, { name, step, after }, { inputs, decisions, recorded });
      told({ state: "done", ...counts });
      return relation;
    } catch (error) {
      if (!(error instanceof GantryError)) throw error;
      errors.set(name, error);
      told({ state: "failed", problem: problemOf(error, name) });
      const defaults = defaultsOf(step.onError);
      if (defaults !== undefined) return { ...empty, rows: [...defaults] };
      if (step.onError === "skip") return empty;
      const instead = run.plan.steps.get(goToOf(step) ?? "");
      return instead && once(instead);
    }
  };

  for (let moved = true; moved;) {
    moved = false;
    for (const planned of left) {
      const { name, step, after } = planned;
      if (!after.every((it) => outputs.has(it) || ended.has(it))) continue;
      left.delete(planned);
      moved = true;
      ended.add(name);
      if (after.every((it) => outputs.has(it))) {
        const relation = await once(planned);
        if (relation) outputs.set(name, relation);
      } else steps.push({ step: name, kind: step.kind, state: "skipped" });
    }
  }
  return { outputs, steps, errors };
}

/** Without a policy's version and a run nothing that other queries read is taken, nor theirs given anything of this one. */
const alone = (query: House["query"]): House["query"] => ({
  ...query,
  run: (sql, { policy: _policy, run: _run, ...options }) => query.run(sql, options),
});

const inMemory = (outputs: ReadonlyMap<string, Relation>, inputs: ReadonlyMap<string, Relation>): Relations => ({
  keep: () => undefined,
  tidy: () => undefined,
  standIn: async (_run, step) => step,
  whole: async (_run, step) => inputs.get(step) ?? outputs.get(step),
  of: async (_run, step) => outputs.get(step) ?? { columns: [], rows: [] },
});

type Performed = { readonly relation: Relation } & Pick<StepReport, "decided" | "open" | "wouldSend">;

interface Given extends Pick<Walk, "decisions" | "recorded"> {
  /** Of prompts: the rows that they write for. */
  readonly inputs: Map<string, Relation>;
}

async function perform(
  work: Work,
  { name, step, after }: Pick<PlannedStep, "name" | "step" | "after">,
  { inputs, decisions, recorded }: Given,
): Promise<Performed> {
  switch (step.kind) {
    case "query":
      return { relation: (await runQuery(work, step, after)).relation };
    case "score":
      return { relation: (await runScore(work, step)).relation };
    case "prompt":
    case "draw":
      return { relation: await write(work, step, after, inputs) };
    case "reason":
    case "call": {
      const relation = await recorded(name);
      if (relation) return { relation };
      const does = step.kind === "call" ? "calls another flow" : "reads as it goes along";
      throw new GantryError("unsupported", `step "${name}" ${does}, and this run has no rows of it recorded`, {
        where: { run: work.run.id, step: name },
      });
    }
    case "approve":
      return decide(work, step, after, decisions);
    case "act":
      return send(work, step);
  }
}

async function write(
  work: Work,
  step: PromptStep | DrawStep,
  after: readonly string[],
  inputs: Map<string, Relation>,
): Promise<Relation> {
  const { input, ids } = await openPrompt(work, step, after);
  inputs.set(work.job.step, input.relation);
  const rows: Row[] = [];
  for (const id of ids) {
    const { output, subjects } = await written(work, step, id);
    if (output === null) continue;
    work.house.subjects.note(output, subjects);
    rows.push(output);
  }
  return { columns: columnsOf(work), rows };
}

/** One row; or what its flow says stands for it where it can't be written. */
async function written(work: Work, step: PromptStep | DrawStep, id: string): Promise<Written> {
  try {
    return await (step.kind === "draw" ? drawRow(work, step, id) : writeRow(work, step, id));
  } catch (error) {
    const defaults = defaultsOf(step.onError);
    const replaced = step.onError === "skip" || defaults !== undefined;
    // What the policy refuses is what a replay is to find.
    if (!(error instanceof GantryError) || error.code === "policy-breach" || !replaced) throw error;
    return replaceRow(work, step, id, error.code, defaults?.[0] ?? null);
  }
}

const columnsOf = ({ run, job }: Work): Relation["columns"] =>
  (run.shapes.steps[job.step]?.columns ?? []).map(({ name, type }) => ({ name, type }));

/** As it was decided then; what was not, or is new, is open and goes no further. */
async function decide(
  work: Work,
  step: ApproveStep,
  after: readonly string[],
  decisions: Decisions,
): Promise<Performed> {
  const { house, run, job } = work;
  const { relation } = await runSql(work, step.rows, after, run.shapes.steps[job.step]);
  const rows: Row[] = [];
  let open = 0;
  for (const [at, key] of keysOf(job.step, step.key, relation).entries()) {
    const row = relation.rows[at];
    const decision = decisions.get(`${job.step}/${rowIdOf(house.keyring, key)}`);
    if (decision === undefined) open += 1;
    if (!row || decision === undefined || decision.state === "rejected") continue;
    const edited =
      decision.state === "edited"
        ? Object.fromEntries(step.editable.map((column) => [column, decision.row[column] ?? null]))
        : {};
    const decided = { ...row, ...edited };
    house.subjects.note(decided, house.subjects.of(row));
    rows.push(decided);
  }
  return { relation: { columns: relation.columns, rows }, decided: relation.rows.length - open, open };
}

/** What would be sent, row by row; nothing is. */
async function send(work: Work, step: ActStep): Promise<Performed> {
  const { house, run, job } = work;
  const relation = await house.relations.of(run, step.each);
  const bound = actionOf(work, step);
  for (const [at, key] of keysOf(job.step, step.key, { ...relation, columns: columnsOf(work) }).entries()) {
    const row = relation.rows[at];
    if (row) await house.guard.act(egressOf(work, step, bound, rowIdOf(house.keyring, key), row));
  }
  return { relation, wouldSend: relation.rows.length };
}

// `score`: an analytic model adds its outputs to the rows of a step.
import { GantryError } from "@gantry/contract";
import type { ScoreStep } from "../../flow/index.ts";
import type { Work } from "../house.ts";
import type { StepResult } from "../result.ts";

export async function runScore({ house, run, job, pinned }: Work, step: ScoreStep): Promise<StepResult> {
  const rows = await house.relations.of(run, step.rows);
  const model = house.models.score(step.model);
  const scored = await model.score(rows.rows);
  if (scored.outputs.length !== rows.rows.length) {
    throw new GantryError("answer-rejected", `model "${step.model}" scored another number of rows than it was given`, {
      where: { run: run.id, step: job.step, model: step.model },
    });
  }
  // What a replay computes anew is no use of the run's.
  if (pinned === undefined) {
    const { deployment, card } = model;
    house.guard.scored({
      run: run.id,
      caller: run.caller.subject,
      step: job.step,
      deployment,
      rows: rows.rows.length,
      reason: `named by the flow${card === undefined ? "" : `; version ${card.version}`}`,
    });
  }
  const added = new Set(model.outputs.map((output) => output.name));
  const columns = [
    ...rows.columns.filter((column) => !added.has(column.name)),
    ...model.outputs.map(({ name, type }) => ({ name, type })),
  ];
  const relation = { columns, rows: rows.rows.map((row, index) => ({ ...row, ...scored.outputs[index] })) };
  for (const [index, row] of rows.rows.entries()) {
    const found = relation.rows[index];
    if (found) house.subjects.note(found, house.subjects.of(row));
  }
  return {
    relation,
    notes: { scans: [], coverage: scored.coverage },
  };
}

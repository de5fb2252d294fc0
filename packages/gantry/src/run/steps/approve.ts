// `approve`: each row waits for a person. Nothing of it is held in memory; the decision itself makes the run go on.
import type { Row } from "../../catalog/index.ts";
import type { ApproveStep, FlowDocument } from "../../flow/index.ts";
import type { NewApproval } from "../../store/index.ts";
import type { Work } from "../house.ts";
import { approvalIdOf, contentHashOf, rowIdOf } from "../identity.ts";
import type { HashKey } from "../identity.ts";
import { approvalPlace } from "../result.ts";
import type { ApprovalContent, StepNotes } from "../result.ts";
import { keysOf, runSql } from "./sql.ts";

/** The approvals of a step, one for each row. */
export async function openApprovals(
  work: Work,
  step: ApproveStep,
  after: readonly string[],
): Promise<{ readonly approvals: readonly NewApproval[]; readonly notes: StepNotes }> {
  const { house, run, job } = work;
  const { relation, notes } = await runSql(work, step.rows, after, run.shapes.steps[job.step]);
  const ids = keysOf(job.step, step.key, relation).map((key) => rowIdOf(house.keyring, key));
  const createdAt = house.now();
  const expiresAt =
    step.expiresAfterHours === undefined ? null : new Date(createdAt.getTime() + step.expiresAfterHours * 3_600_000);
  const approvals = relation.rows.flatMap((row, position): NewApproval[] => {
    const id = ids[position];
    if (id === undefined) return [];
    const subjects = house.subjects.of(row);
    const content: ApprovalContent = { row, flags: flagsOf(row), subjects };
    return [
      {
        id: approvalIdOf(house.keyring, run.id, job.step, id),
        row: id,
        position,
        byRole: step.by,
        contentHash: hashOf(house.keyring, run.id, run.document, job.step, row),
        sealed: run.box.seal(content, approvalPlace(job.step, id), subjects),
        createdAt,
        expiresAt,
      },
    ];
  });
  return { approvals, notes };
}

/**
 * Keyed hash of exactly what a decision lets out: the content columns, and for each operation that follows at once, its
 * whole input. What was seen is what goes out.
 */
export function hashOf(key: HashKey, run: string, document: FlowDocument, name: string, row: Row): string {
  const step = document.steps[name];
  const columns = step?.kind === "approve" ? step.content : [];
  const operations = Object.entries(document.steps).flatMap(([act, it]) =>
    it.kind === "act" && it.each === name
      ? [
          {
            step: act,
            operation: it.operation,
            input: pick(row, Object.values(it.input)),
            fields: it.input,
            constants: it.constants,
          },
        ]
      : [],
  );
  return contentHashOf(key, { run, step: name, content: pick(row, columns), operations });
}

const pick = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));

const flagsOf = (row: Row): readonly string[] => {
  const flags = row["flags"];
  return Array.isArray(flags) ? flags.filter((it): it is string => typeof it === "string") : [];
};

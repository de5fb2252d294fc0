// `approve`: each row waits for a person. Nothing of it is held in memory; the decision itself makes the run go on.
import type { Row } from "../../catalog/index.ts";
import type { ApproveStep } from "../../flow/index.ts";
import type { NewApproval } from "../../store/index.ts";
import { agreementOf } from "../agreement.ts";
import { actsAfter } from "../decided-acts.ts";
import type { House, Work } from "../house.ts";
import { approvalIdOf, contentHashOf, rowIdOf } from "../identity.ts";
import type { PinnedRun } from "../pinned.ts";
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
  const { people, notRequester } = agreementOf(house, run, step);
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
        contentHash: hashOf(house, run, job.step, row),
        needed: people,
        notRequester,
        sealed: run.box.seal(content, approvalPlace(job.step, id), subjects),
        createdAt,
        expiresAt,
      },
    ];
  });
  return { approvals, notes };
}

/**
 * Keyed hash of exactly what a decision lets out: the content columns, and for each operation that follows, at once or after
 * another, its whole input and the connection it goes over. What was seen is what goes out. Beside it an operation is given
 * only what the house makes itself: the key of the effect (run, step and row), which a mail's Message-ID is made of.
 */
export function hashOf(
  { keyring, action }: Pick<House, "keyring" | "action">,
  { id, document }: Pick<PinnedRun, "id" | "document">,
  name: string,
  row: Row,
): string {
  const step = document.steps[name];
  const columns = step?.kind === "approve" ? step.content : [];
  const operations = actsAfter(document, name).map(({ name: act, step: it }) => {
    const { operation, input: fields, constants, each } = it;
    const source = action(operation)?.source;
    const over = source === undefined ? null : [source.name, source.connector, source.zone ?? "inside"];
    const after = each === name ? {} : { after: each };
    return { step: act, operation, over, input: pick(row, Object.values(fields)), fields, constants, ...after };
  });
  return contentHashOf(keyring, { run: id, step: name, content: pick(row, columns), operations });
}

const pick = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));

const flagsOf = (row: Row): readonly string[] => {
  const flags = row["flags"];
  return Array.isArray(flags) ? flags.filter((it): it is string => typeof it === "string") : [];
};

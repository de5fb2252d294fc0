// Which decision an act rests on. Acts may follow acts: the rows that a person let go are handed on as they are.
import type { ActStep, ApproveStep, FlowDocument } from "../flow/index.ts";

/** The `approve` whose rows an act takes, at once or after other acts; undefined where nobody decides on them. */
export function approvalBefore(
  document: FlowDocument,
  { each }: ActStep,
): { readonly name: string; readonly step: ApproveStep } | undefined {
  const before = document.steps[each];
  if (before?.kind === "act") return approvalBefore(document, before);
  return before?.kind === "approve" ? { name: each, step: before } : undefined;
}

/** All that a decision on a row of an `approve` sets going, in the order of the document. */
export const actsAfter = (
  document: FlowDocument,
  approval: string,
): readonly { readonly name: string; readonly step: ActStep }[] =>
  Object.entries(document.steps).flatMap(([name, step]) =>
    step.kind === "act" && approvalBefore(document, step)?.name === approval ? [{ name, step }] : [],
  );

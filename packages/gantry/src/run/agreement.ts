// Who has accepted a row so far, and how many must.
import type { ApproveStep } from "../flow/index.ts";
import type { Agreement } from "../policy/index.ts";
import type { ApprovalRow } from "../store/index.ts";
import type { House } from "./house.ts";
import type { PinnedRun } from "./pinned.ts";
import type { ApprovalContent, Decided } from "./result.ts";

type Agreeing = Pick<House, "policy">;

/** What flow and policy ask for now. */
export function agreementOf({ policy }: Agreeing, run: PinnedRun, step: ApproveStep): Agreement {
  const asked = policy.agreement?.(run.document.name);
  return {
    people: Math.max(step.approvals ?? 1, asked?.people ?? 1),
    notRequester: step.notRequester === true || asked?.notRequester === true,
  };
}

/** The stricter of what was asked for when the row came to wait, and what is asked for now. */
export function agreementOn(
  { policy }: Agreeing,
  run: PinnedRun,
  approval: Pick<ApprovalRow, "needed" | "notRequester">,
): Agreement {
  const asked = policy.agreement?.(run.document.name);
  return {
    people: Math.max(approval.needed, asked?.people ?? 1),
    notRequester: approval.notRequester || asked?.notRequester === true,
  };
}

/** What was decided on a row, in the order in which it was. */
export const decisionsOf = ({ decisions, decider }: ApprovalContent, contentHash: string): readonly Decided[] =>
  decisions ?? (decider ? [{ decision: "accept", contentHash, at: "", reason: null, decider }] : []);

/**
 * The acceptances that count: of exactly what stands there now, each of another person, who has the right as of now.
 * Whoever edits accepts what he wrote, and so undoes what others accepted before.
 */
export function acceptances(
  house: Agreeing,
  run: PinnedRun,
  approval: Pick<ApprovalRow, "needed" | "notRequester" | "contentHash">,
  content: ApprovalContent,
): readonly Decided[] {
  const { notRequester } = agreementOn(house, run, approval);
  const people = new Map<string, Decided>();
  for (const made of decisionsOf(content, approval.contentHash)) {
    const { subject } = made.decider;
    if (made.decision === "reject" || made.contentHash !== approval.contentHash) continue;
    if (notRequester && subject === run.caller.subject) continue;
    if (house.policy.may(made.decider, `approve:${run.document.name}`)) people.set(subject, made);
  }
  return [...people.values()];
}

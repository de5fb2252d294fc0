// A person's decision and its continuation: one transaction, bound to the hash of exactly what goes out.
import { GantryError } from "@gantry/contract";
import type { DecisionRequest, DecisionState } from "@gantry/contract";
import type { Row } from "../catalog/index.ts";
import type { ApproveStep } from "../flow/index.ts";
import type { Caller } from "../policy/index.ts";
import { approvalRows } from "../store/index.ts";
import type { ApprovalRow } from "../store/index.ts";
import { acceptances, agreementOn, decisionsOf } from "./agreement.ts";
import { followingEffects, schedule } from "./commit.ts";
import type { House } from "./house.ts";
import type { PinnedRun } from "./pinned.ts";
import { approvalPlace } from "./result.ts";
import type { ApprovalContent, Decided } from "./result.ts";
import { hashOf } from "./steps/approve.ts";
import { deciderOf, requireRequester } from "./standing.ts";
import { isLive } from "./status.ts";
import { changeRun } from "./transact.ts";

/** What the decision makes of the row, if it is enough. */
interface Verdict {
  readonly state: DecisionState;
  readonly content: ApprovalContent;
  /** Of what stands there after it. */
  readonly contentHash: string;
}

export async function decide(
  house: House,
  id: string,
  request: DecisionRequest,
  caller: Caller,
): Promise<{ readonly run: PinnedRun; readonly approval: ApprovalRow }> {
  const approval = await approvalRows.find(house.store.pool, id);
  if (!approval) throw new GantryError("not-found", "there is no such approval", { where: { approval: id } });
  const run = await house.load(approval.run);
  const step = run.document.steps[approval.step];
  if (step?.kind !== "approve") throw new GantryError("internal", "the approval belongs to no approve step");
  requireRight(house, run, step, caller);
  if (request.decision !== "reject") {
    requireRequester(house, run);
    requireAnother(house, run, approval, caller);
  }
  requireOpen(house, approval);
  requireSeen(approval, request);
  const content = contentOf(house, run, approval);
  requireAcknowledged(content, request, id);
  // Checks of an edit may take a while: before the transaction.
  const verdict = await judge(house, run, approval, step, content, request, caller);
  const made: Decided = {
    decision: request.decision,
    contentHash: verdict.contentHash,
    at: house.now().toISOString(),
    reason: request.reason ?? null,
    decider: deciderOf(caller),
  };
  requireFirst(decisionsOf(content, approval.contentHash), made, approval);
  const { row } = verdict.content;
  const { position } = approval;
  const lets = verdict.state !== "rejected";
  const released = lets ? followingEffects(house, run, approval.step, { row, position }) : [];
  const needed = agreementOn(house, run, approval).people;
  // Before it counts: a crash in between leaves a decision in the ledger that can be made again, never one without a trace.
  await house.record?.({
    run: run.id,
    step: approval.step,
    approval: id,
    decision: request.decision,
    seen: approval.contentHash,
    released: lets ? verdict.contentHash : null,
    ...(needed > 1 ? { needed } : {}),
    ...(lets && content.flags.length > 0 ? { acknowledged: content.flags.length } : {}),
    caller: caller.subject,
  });
  let after = approval;
  const note = (row: ApprovalRow): void => {
    after = row;
  };
  const decideLocked: Parameters<typeof changeRun<void>>[2] = async (on, progress, status, [found, counted]) => {
    if (!isLive(status)) {
      throw new GantryError("conflict", `the run is ${status}; nothing of it can be decided any more`, {
        where: { run: run.id },
      });
    }
    const current = approvalRows.read(found) ?? approval;
    requireOpen(house, current);
    requireSeen(current, request);
    // Others may have accepted it meanwhile.
    const before = decisionsOf(contentOf(house, run, current), current.contentHash);
    requireFirst(before, made, current);
    const kept: ApprovalContent = { ...verdict.content, decisions: [...before, made] };
    const sealed = run.box.seal(kept, approvalPlace(approval.step, approval.row), content.subjects);
    const { contentHash } = verdict;
    if (lets && acceptances(house, run, { ...current, contentHash }, kept).length < needed) {
      return approvalRows.revise(on.tx, id, { contentHash, sealed }, note);
    }
    const decision = { state: verdict.state, by: caller.subject, at: on.at, contentHash, sealed };
    await approvalRows.decide(on.tx, id, decision, note);
    progress.wait(approval.step, approvalRows.readCount(counted) - 1);
    for (const { name, effects } of released) await schedule(on, name, effects);
  };
  await changeRun(house, run, decideLocked, [approvalRows.finding(id), approvalRows.counting(run.id, approval.step)]);
  house.fault("decision-committed");
  return { run, approval: after };
}

/** Sealed by `openApprovals` or here, and authenticated. */
function contentOf(house: House, run: PinnedRun, { sealed, step, row }: ApprovalRow): ApprovalContent {
  const content = run.box.open(sealed, approvalPlace(step, row)) as ApprovalContent;
  house.subjects.note(content.row, content.subjects);
  return content;
}

async function judge(
  house: House,
  run: PinnedRun,
  approval: ApprovalRow,
  step: ApproveStep,
  content: ApprovalContent,
  request: DecisionRequest,
  caller: Caller,
): Promise<Verdict> {
  const { contentHash } = approval;
  if (request.decision === "reject") return { state: "rejected", content, contentHash };
  // What somebody else has edited before goes out edited.
  const state = content.original === undefined ? "accepted" : "edited";
  if (request.decision === "accept") return { state, content, contentHash };
  const edit = request.edit ?? {};
  const foreign = Object.keys(edit).filter((field) => !step.editable.includes(field));
  if (foreign.length > 0) {
    throw new GantryError("bad-input", `"${foreign.join('", "')}" may not be edited here`, {
      remedy: `what may be edited: ${step.editable.join(", ") || "nothing"}`,
      where: { step: approval.step },
    });
  }
  const before = pick(content.row, step.content);
  const shape = run.shapes.steps[approval.step] ?? { columns: [], control: [] };
  const { run: runId, step: name, row } = approval;
  const after: Row = { ...before, ...edit };
  const checked = await house.recheck({
    run: runId,
    step: name,
    row,
    shape,
    subjects: content.subjects,
    before,
    after,
    caller,
  });
  // Only what was edited may have changed on the way.
  const changed = pick(checked.content, Object.keys(edit));
  const edited: ApprovalContent = {
    ...content,
    row: { ...content.row, ...changed },
    flags: checked.flags,
    original: content.original ?? content.row,
  };
  house.subjects.note(edited.row, content.subjects);
  return { state: "edited", content: edited, contentHash: hashOf(house, run, name, edited.row) };
}

/** Whether the caller is one who may decide on the step's rows, as far as his rights go. */
export const mayDecide = (house: Pick<House, "policy">, run: PinnedRun, step: ApproveStep, caller: Caller): boolean =>
  caller.roles.includes(step.by) && house.policy.may(caller, `approve:${run.document.name}`);

function requireRight(house: House, run: PinnedRun, step: ApproveStep, caller: Caller): void {
  const permission = `approve:${run.document.name}`;
  if (!caller.roles.includes(step.by)) {
    throw new GantryError("forbidden", `this is for the role "${step.by}" to decide`, { where: { role: step.by } });
  }
  if (!house.policy.may(caller, permission)) {
    throw new GantryError("forbidden", `the policy does not grant "${permission}" to any of the caller's roles`);
  }
}

/** Four eyes: where whoever asked may not be one of those who let it go. */
function requireAnother(house: House, run: PinnedRun, approval: ApprovalRow, caller: Caller): void {
  if (!agreementOn(house, run, approval).notRequester || caller.subject !== run.caller.subject) return;
  throw new GantryError("forbidden", "whoever asked may not let this go out himself", {
    remedy: "have somebody else decide who may, or reject it",
    where: { approval: approval.id },
  });
}

/** The same person accepting the same content again is no second pair of eyes. */
function requireFirst(before: readonly Decided[], made: Decided, { id }: ApprovalRow): void {
  const isSame = (it: Decided): boolean =>
    it.decider.subject === made.decider.subject && it.contentHash === made.contentHash && it.decision !== "reject";
  if (made.decision === "reject" || !before.some(isSame)) return;
  throw new GantryError("already-decided", "you have accepted this already; it waits for somebody else", {
    where: { approval: id },
  });
}

function requireOpen(house: House, approval: ApprovalRow): void {
  if (approval.state === "expired" || (approval.state === "pending" && isExpired(approval, house.now()))) {
    throw new GantryError("expired", "the time to decide this is over", {
      remedy: "run the flow again for a fresh draft",
      where: { approval: approval.id },
    });
  }
  if (approval.state !== "pending") {
    throw new GantryError("already-decided", `this has been ${approval.state} already`, {
      where: { approval: approval.id, state: approval.state },
    });
  }
}

function requireSeen(approval: ApprovalRow, request: DecisionRequest): void {
  if (request.contentHash === approval.contentHash) return;
  throw new GantryError("content-changed", "what would go out is not what the decision was made on", {
    remedy: "look at it again and decide with the hash shown now",
    where: { approval: approval.id },
  });
}

/** What a check flagged goes out only where the person says that she has seen it. */
function requireAcknowledged(content: ApprovalContent, request: DecisionRequest, id: string): void {
  const { length } = content.flags;
  if (length === 0 || request.decision === "reject" || request.acknowledgeFlags === true) return;
  throw new GantryError(
    "conflict",
    `a check found ${length === 1 ? "something" : `${length} things`} to look at in it`,
    {
      remedy:
        "look at its flags, then decide with acknowledgeFlags: true (gantry approvals accept ID --acknowledge), or reject it",
      where: { approval: id },
    },
  );
}

export const isExpired = (approval: ApprovalRow, now: Date): boolean =>
  approval.expiresAt !== null && approval.expiresAt.getTime() <= now.getTime();

const pick = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));

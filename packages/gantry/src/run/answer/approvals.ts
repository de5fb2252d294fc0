// Approvals as such: what a decision covers, why it is here, what it rests on, who has decided what so far.
import type {
  ApprovalDetail,
  ApprovalView,
  ClaimCell,
  FieldChange,
  MadeDecision,
  ReminderView,
} from "@gantry/contract";
import type { ApproveStep } from "../../flow/index.ts";
import { reminderRows } from "../../store/index.ts";
import type { ApprovalRow } from "../../store/index.ts";
import { acceptances, agreementOn, decisionsOf } from "../agreement.ts";
import { cellsBehind, claimsOf } from "./claims.ts";
import { previewColumns, previewedBy, previewOf, withoutPictures } from "./preview.ts";
import { scalarOf, textOf } from "./viewing.ts";
import type { Viewer } from "./viewing.ts";
import { approveOf, viewWaiting } from "./waiting.ts";
import type { Waiting } from "./waiting.ts";

/** Approvals of one run and step, with exactly the content that a decision covers. */
export async function approvalViews(
  viewer: Viewer,
  name: string,
  rows: readonly ApprovalRow[],
): Promise<readonly ApprovalView[]> {
  const step = approveOf(viewer, name);
  if (!step) return [];
  const [waiting, reminder] = await Promise.all([waitingOf(viewer, step, name, rows), reminderOf(viewer, step, name)]);
  return waiting.map((it) => viewOf(viewer, step, it, reminder));
}

/** One of them, with its evidence and the claims of its texts. */
export async function approvalDetail(viewer: Viewer, row: ApprovalRow): Promise<ApprovalDetail | undefined> {
  const { step: name } = row;
  const step = approveOf(viewer, name);
  if (!step) return undefined;
  const previewed = previewedBy(viewer, name);
  const [found] = await waitingOf(viewer, step, name, [row], previewColumns(previewed));
  if (!found) return undefined;
  const view = viewOf(viewer, step, found, await reminderOf(viewer, step, name));
  const { approval, key, cells, flags } = found;
  const shape = viewer.run.shapes.steps[name] ?? { columns: [], control: [] };
  const cellOf = await cellsBehind(viewer, name, shape);
  const evidence: ClaimCell[] = (step.evidence ?? []).map((column) => cellOf(column, key, cells));
  const preview = previewOf(viewer, previewed, cells);
  const texts = Object.fromEntries(
    Object.entries(view.content).flatMap(([field, value]) => (typeof value === "string" ? [[field, value]] : [])),
  );
  for (const prompt of promptsBehind(viewer, name)) {
    const written = viewer.run.document.steps[prompt];
    const own = Object.keys(written?.kind === "prompt" ? written.output : {});
    const drafted = Object.fromEntries(Object.entries(texts).filter(([field]) => own.includes(field)));
    const claims = await (await claimsOf(viewer, prompt))(approval.row, drafted, flags);
    if (claims.length > 0) return { ...view, evidence, claims, preview };
  }
  return { ...view, evidence, claims: [], preview };
}

/** Prompts whose rows the step reads, itself or through queries. */
function promptsBehind({ run }: Viewer, name: string): readonly string[] {
  const seen = new Set<string>();
  const walk = (step: string): void => {
    if (seen.has(step)) return;
    seen.add(step);
    for (const before of run.plan.steps.get(step)?.after ?? []) walk(before);
  };
  walk(name);
  return [...seen].filter((step) => run.document.steps[step]?.kind === "prompt");
}

function waitingOf(
  viewer: Viewer,
  step: ApproveStep,
  name: string,
  rows: readonly ApprovalRow[],
  more: readonly string[] = [],
): Promise<readonly Waiting[]> {
  const act = viewer.run.plan.followers(name)[0]?.name;
  const reason = step.reason === undefined ? [] : [step.reason];
  return viewWaiting(viewer, name, act, [...step.content, ...reason, ...(step.evidence ?? []), ...more], rows);
}

function viewOf(viewer: Viewer, step: ApproveStep, waiting: Waiting, reminder: ReminderView | null): ApprovalView {
  const { house, run } = viewer;
  const { approval, key, cells, flags, effect, undo, mayDecide, content } = waiting;
  const counting = new Set(acceptances(house, run, approval, content));
  return {
    id: approval.id,
    run: approval.run,
    flow: run.document.name,
    step: approval.step,
    row: key,
    title: step.title ?? approval.step,
    state: approval.state,
    effect,
    ...undo,
    mayDecide,
    contentHash: approval.contentHash,
    content: Object.fromEntries(step.content.map((column) => [column, withoutPictures(scalarOf(cells[column]))])),
    flags: [...flags],
    reason: step.reason === undefined ? null : textOf(cells[step.reason]) || null,
    changes: changesOf(step, waiting),
    by: approval.byRole,
    needed: agreementOn(house, run, approval).people,
    decisions: decisionsOf(content, approval.contentHash).map((made): MadeDecision => ({
      decision: made.decision,
      by: made.decider.subject,
      at: made.at || (approval.decidedAt?.toISOString() ?? ""),
      reason: made.reason,
      counts: made.decision === "reject" ? approval.state === "rejected" : counting.has(made),
    })),
    createdAt: approval.createdAt.toISOString(),
    expiresAt: approval.expiresAt?.toISOString() ?? null,
    reminder,
    decidedBy: approval.decidedBy,
    decidedAt: approval.decidedAt?.toISOString() ?? null,
  };
}

/** Field by field, as this viewer may see both. */
const changesOf = (step: ApproveStep, { original, cells }: Waiting): FieldChange[] =>
  original === undefined
    ? []
    : step.content.flatMap((field) => {
        const [before, after] = [withoutPictures(scalarOf(original[field])), withoutPictures(scalarOf(cells[field]))];
        return before === after ? [] : [{ field, before, after }];
      });

/** The worst of its mails tells: one that failed is not hidden by one that arrived. */
const worst = ["uncertain", "failed", "attempting", "due", "sent", "shown", "needless"] as const;

async function reminderOf({ house, run }: Viewer, step: ApproveStep, name: string): Promise<ReminderView | null> {
  if (step.remindAfterHours === undefined) return null;
  const rows = await reminderRows.list(house.store.pool, run.id, name);
  const plan = rows.find((it) => it.recipient === "");
  if (!plan) return null;
  const mails = rows.filter((it) => it.recipient !== "").map((it) => it.state);
  const state = worst.find((it) => mails.includes(it)) ?? plan.state;
  return { at: plan.dueAt.toISOString(), state: state === "attempting" ? "due" : state };
}

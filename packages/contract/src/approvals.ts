// What waits for a person: the decision, alone or many at once, and how it is shown.
import { z } from "zod";
import { Claim, ClaimCell, DecisionState, EffectState, Scalar, Undo } from "./blocks.ts";
import { Problem } from "./problem.ts";

const Decision = z.enum(["accept", "edit", "reject"]);

const decisionFields = {
  decision: Decision,
  /** The hash shown with the draft: what was seen is what goes out. */
  contentHash: z.string(),
  /** With `edit`: the changed fields. */
  edit: z.record(z.string(), z.string()).optional(),
  reason: z.string().max(1000).optional(),
  /** That its flags were seen: what is flagged goes out no other way. Kept in the ledger. */
  acknowledgeFlags: z.boolean().optional(),
};

const editFits = (it: { readonly decision: string; readonly edit?: unknown }): boolean =>
  (it.decision === "edit") === (it.edit !== undefined);
const editMisfit = '`edit` belongs to decision "edit", and only to it';

export const DecisionRequest = z.strictObject(decisionFields).refine(editFits, editMisfit);
export type DecisionRequest = z.infer<typeof DecisionRequest>;

/** Decisions on several approvals. Each stands on its own: one that is refused holds up no other. */
export const DecisionsRequest = z.strictObject({
  decisions: z
    .array(z.strictObject({ approval: z.string(), ...decisionFields }).refine(editFits, editMisfit))
    .min(1)
    .max(200)
    .refine((all) => new Set(all.map((it) => it.approval)).size === all.length, "an approval is named twice"),
});
export type DecisionsRequest = z.infer<typeof DecisionsRequest>;

/** A field of the content that an edit changed: as it was drafted, and as it stands now. */
export const FieldChange = z.object({ field: z.string(), before: Scalar, after: Scalar });
export type FieldChange = z.infer<typeof FieldChange>;

/** What one person decided. */
export const MadeDecision = z.object({
  decision: Decision,
  by: z.string(),
  at: z.string(),
  reason: z.string().nullable(),
  /** Whether it still holds: it was made on what stands there now, by someone who has the right. */
  counts: z.boolean(),
});
export type MadeDecision = z.infer<typeof MadeDecision>;

/** The reminder to those who may decide: `shown` here only, since no mail address is configured for them. */
export const ReminderView = z.object({
  at: z.string(),
  state: z.enum(["due", "sent", "shown", "needless", "failed", "uncertain"]),
});
export type ReminderView = z.infer<typeof ReminderView>;

export const ApprovalView = z.object({
  id: z.string(),
  run: z.string(),
  flow: z.string(),
  step: z.string(),
  row: z.string(),
  title: z.string(),
  state: DecisionState,
  effect: EffectState,
  undo: Undo.optional(),
  /** Whether this viewer is one who may decide. */
  mayDecide: z.boolean(),
  contentHash: z.string(),
  content: z.record(z.string(), Scalar),
  flags: z.array(z.string()),
  /** Why this row is here, in the flow's words. */
  reason: z.string().nullable(),
  /** What edits have changed so far. */
  changes: z.array(FieldChange),
  by: z.string(),
  /** How many different people must accept it. */
  needed: z.number().int(),
  /** In the order in which they were made. */
  decisions: z.array(MadeDecision),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  reminder: ReminderView.nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
});
export type ApprovalView = z.infer<typeof ApprovalView>;

/** What would go out, as its reader will see it. */
export const Preview = z.object({
  /** A page that stands alone, its pictures in it; to be shown in a sandbox. Null where there is plain text only. */
  html: z.string().nullable(),
  text: z.string(),
});
export type Preview = z.infer<typeof Preview>;

/** One approval with all that it rests on. */
export const ApprovalDetail = ApprovalView.extend({
  /** The cells behind it, which the flow names. */
  evidence: z.array(ClaimCell),
  /** What its texts state, and the cells that bear it. */
  claims: z.array(Claim),
  /** Where accepting it sends a mail: the mail. */
  preview: Preview.nullable(),
});
export type ApprovalDetail = z.infer<typeof ApprovalDetail>;

/** What came of one decision among several: the approval as it stands then, or why it was refused. */
export const DecisionResult = z.union([
  z.object({ approval: z.string(), view: ApprovalView }),
  z.object({ approval: z.string(), problem: Problem }),
]);
export type DecisionResult = z.infer<typeof DecisionResult>;

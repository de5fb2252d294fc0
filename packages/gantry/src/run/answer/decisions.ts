// What waits for a person, or has been decided, as one viewer may see it: drafts, suggested steps, and approvals as such.
import type { ActionsBlock, ApprovalView, Draft, DraftsBlock, EffectState, SuggestedAction } from "@gantry/contract";
import type { z } from "zod";
import type { Row } from "../../catalog/index.ts";
import type { ActStep, AnswerPart, ApproveStep } from "../../flow/index.ts";
import { approvalRows, effectRows } from "../../store/index.ts";
import type { ApprovalRow } from "../../store/index.ts";
import { mayDecide } from "../decide.ts";
import { rowIdOf } from "../identity.ts";
import { withoutStep } from "../plan.ts";
import { approvalPlace } from "../result.ts";
import type { ApprovalContent } from "../result.ts";
import { claimsOf } from "./claims.ts";
import { textOf, textsOf, viewRows, scalarOf } from "./viewing.ts";
import type { Viewer } from "./viewing.ts";

type Part<Kind extends AnswerPart["kind"]> = Extract<AnswerPart, { readonly kind: Kind }>;

interface Waiting {
  readonly approval: ApprovalRow;
  readonly key: string;
  readonly cells: Row;
  readonly flags: readonly string[];
  readonly effect: EffectState;
  readonly mayDecide: boolean;
}

export async function draftsBlock(viewer: Viewer, part: Part<"drafts">): Promise<z.infer<typeof DraftsBlock>> {
  const act = actOf(viewer, part.act);
  const columns = {
    to: recipientColumn(viewer, act),
    subject: act?.input["subject"] ?? "subject",
    body: act?.input["body"] ?? act?.input["text"] ?? "body",
  };
  const wanted = [...Object.values(columns), "language", "model", "template", "arguments"];
  const waiting = await viewWaiting(viewer, part.review, part.act, wanted);
  const claims = await claimsOf(viewer, part.step);
  const drafts: Draft[] = [];
  for (const { approval, key, cells, flags, effect, mayDecide } of waiting) {
    const texts = { subject: textOf(cells[columns.subject]), body: textOf(cells[columns.body]) };
    drafts.push({
      approval: approval.id,
      row: key,
      to: cells[columns.to] == null ? null : textOf(cells[columns.to]),
      ...texts,
      claims: await claims(approval.row, texts, flags),
      language: textOf(cells["language"]),
      model: textOf(cells["model"]),
      template: cells["template"] === true,
      state: approval.state,
      effect,
      mayDecide,
      contentHash: approval.contentHash,
      flags: [...flags],
      arguments: textsOf(cells["arguments"]),
    });
  }
  return {
    kind: "drafts",
    step: part.step,
    title: part.title,
    drafts,
    without: await withoutDraft(viewer, part),
  };
}

export async function actionsBlock(viewer: Viewer, part: Part<"actions">): Promise<z.infer<typeof ActionsBlock>> {
  const operation = actOf(viewer, part.act)?.operation ?? "";
  const waiting = await viewWaiting(viewer, part.review, part.act, ["account", "title", "why", "due"]);
  return {
    kind: "actions",
    step: part.step,
    title: part.title,
    actions: waiting.map(({ approval, key, cells, effect, mayDecide }): SuggestedAction => ({
      approval: approval.id,
      row: key,
      account: textOf(cells["account"]),
      title: textOf(cells["title"]),
      why: textOf(cells["why"]),
      due: textOf(cells["due"]),
      operation,
      state: approval.state,
      effect,
      mayDecide,
      contentHash: approval.contentHash,
    })),
  };
}

/** Approvals of one run and step, with exactly the content that a decision covers. */
export async function approvalViews(viewer: Viewer, name: string, only?: string): Promise<readonly ApprovalView[]> {
  const step = approveOf(viewer, name);
  if (!step) return [];
  const act = viewer.run.plan.followers(name)[0]?.name;
  const waiting = await viewWaiting(viewer, name, act, step.content, only);
  return waiting.map(({ approval, key, cells, flags, effect, mayDecide }): ApprovalView => ({
    id: approval.id,
    run: approval.run,
    flow: viewer.run.document.name,
    step: approval.step,
    row: key,
    title: step.title ?? name,
    state: approval.state,
    effect,
    mayDecide,
    contentHash: approval.contentHash,
    content: Object.fromEntries(step.content.map((column) => [column, scalarOf(cells[column])])),
    flags: [...flags],
    by: approval.byRole,
    createdAt: approval.createdAt.toISOString(),
    expiresAt: approval.expiresAt?.toISOString() ?? null,
    decidedBy: approval.decidedBy,
    decidedAt: approval.decidedAt?.toISOString() ?? null,
  }));
}

async function viewWaiting(
  viewer: Viewer,
  review: string,
  act: string | undefined,
  wanted: readonly string[],
  only?: string,
): Promise<readonly Waiting[]> {
  const { house, run } = viewer;
  const step = approveOf(viewer, review);
  if (!step) return [];
  const { pool } = house.store;
  const all = await approvalRows.list(pool, {
    run: run.id,
    step: review,
    ...(only === undefined ? {} : { row: only }),
  });
  // Sealed by `approve` or `decide`, and authenticated. What was erased is not shown.
  const opened = all.flatMap((approval) => {
    const content = run.box.openIfKept(approval.sealed, approvalPlace(review, approval.row));
    return content === undefined ? [] : [{ approval, content: content as ApprovalContent }];
  });
  const effects = act === undefined ? [] : await effectRows.list(pool, run.id, act);
  const actKey = act === undefined ? undefined : run.document.steps[act]?.key;
  const may = mayDecide(house, run, step, viewer.caller);
  const shape = run.shapes.steps[review] ?? { columns: [], control: [] };
  const rows = opened.map(({ content }) => content.row);
  const viewed = await viewRows(viewer, shape, rows, wanted, step.key);
  return opened.flatMap(({ approval, content }, index): Waiting[] => {
    const seen = viewed.rows[index];
    if (!seen) return [];
    // An act may have another key than the approval before it.
    const effectId = actKey === undefined ? "" : rowIdOf(house.keyring, content.row[actKey] ?? null);
    const effect = effects.find((it) => it.row === effectId)?.state ?? "none";
    return [{ approval, key: seen.key, cells: seen.cells, flags: content.flags, effect, mayDecide: may }];
  });
}

async function withoutDraft(viewer: Viewer, part: Part<"drafts">): Promise<z.infer<typeof DraftsBlock>["without"]> {
  const name = withoutStep(part.review);
  const shape = viewer.run.shapes.steps[name];
  const relation = shape ? await viewer.house.relations.whole(viewer.run, name) : undefined;
  if (!shape || !relation) return [];
  // The first column is the row's key, whatever it is called.
  const key = relation.columns[0]?.name ?? "row";
  const viewed = await viewRows(viewer, shape, relation.rows, ["account", "why"], key);
  return viewed.rows.map(({ key: row, cells }) => ({
    row,
    account: textOf(cells["account"]),
    why: textOf(cells["why"]),
  }));
}

function approveOf({ run }: Viewer, name: string): ApproveStep | undefined {
  const step = run.document.steps[name];
  return step?.kind === "approve" ? step : undefined;
}

function actOf({ run }: Viewer, name: string): ActStep | undefined {
  const step = run.document.steps[name];
  return step?.kind === "act" ? step : undefined;
}

/** The column that the operation takes its recipient from. */
function recipientColumn({ house }: Viewer, act: ActStep | undefined): string {
  const fields = act ? house.action(act.operation)?.action.input : undefined;
  const field = Object.entries(fields ?? {}).find(([, it]) => it.role === "recipient")?.[0] ?? "to";
  return act?.input[field] ?? "to";
}

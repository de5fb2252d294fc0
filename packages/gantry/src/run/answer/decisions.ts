// What waits for a person, or has been decided, as one viewer may see it: drafts and suggested steps.
import type { ActionsBlock, Draft, DraftsBlock, SuggestedAction } from "@gantry/contract";
import type { z } from "zod";
import type { ActStep, AnswerPart } from "../../flow/index.ts";
import { withoutStep } from "../plan.ts";
import { claimsOf } from "./claims.ts";
import { textOf, textsOf, viewRows } from "./viewing.ts";
import type { Viewer } from "./viewing.ts";
import { viewWaiting } from "./waiting.ts";

type Part<Kind extends AnswerPart["kind"]> = Extract<AnswerPart, { readonly kind: Kind }>;

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
  for (const { approval, key, cells, flags, effect, undo, mayDecide } of waiting) {
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
      ...undo,
      mayDecide,
      contentHash: approval.contentHash,
      ...(act?.input["sections"] === undefined ? {} : { preview: true }),
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
    actions: waiting.map(({ approval, key, cells, effect, undo, mayDecide }): SuggestedAction => ({
      approval: approval.id,
      row: key,
      account: textOf(cells["account"]),
      title: textOf(cells["title"]),
      why: textOf(cells["why"]),
      due: textOf(cells["due"]),
      operation,
      state: approval.state,
      effect,
      ...undo,
      mayDecide,
      contentHash: approval.contentHash,
    })),
  };
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

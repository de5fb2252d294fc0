// The rows of an approve step, with what became of each, as one viewer may see them.
import type { EffectState, Undo } from "@gantry/contract";
import type { Row } from "../../catalog/index.ts";
import type { ApproveStep, Shape } from "../../flow/index.ts";
import { approvalRows, effectRows } from "../../store/index.ts";
import type { ApprovalRow, EffectRow } from "../../store/index.ts";
import { agreementOn } from "../agreement.ts";
import { mayDecide } from "../decide.ts";
import { rowIdOf } from "../identity.ts";
import { approvalPlace } from "../result.ts";
import type { ApprovalContent } from "../result.ts";
import { viewRows } from "./viewing.ts";
import type { Viewer } from "./viewing.ts";

export interface Waiting {
  readonly approval: ApprovalRow;
  readonly key: string;
  readonly cells: Row;
  /** As it was drafted, where an edit has changed it. */
  readonly original: Row | undefined;
  readonly content: ApprovalContent;
  readonly flags: readonly string[];
  readonly effect: EffectState;
  readonly undo: { readonly undo?: Undo };
  readonly mayDecide: boolean;
}

/**
 * @param act the step whose effects follow from the decisions
 * @param wanted columns to show
 * @param rows those asked for, where not all are
 */
export async function viewWaiting(
  viewer: Viewer,
  review: string,
  act: string | undefined,
  wanted: readonly string[],
  rows?: readonly ApprovalRow[],
): Promise<readonly Waiting[]> {
  const { house, run, caller } = viewer;
  const step = approveOf(viewer, review);
  if (!step) return [];
  const { pool } = house.store;
  const all = rows ?? (await approvalRows.list(pool, { run: run.id, step: review }));
  // Sealed by `approve` or `decide`, and authenticated. What was erased is not shown.
  const opened = all.flatMap((approval) => {
    const content = run.box.openIfKept(approval.sealed, approvalPlace(review, approval.row));
    return content === undefined ? [] : [{ approval, content: content as ApprovalContent }];
  });
  const effects = act === undefined ? [] : await effectRows.list(pool, run.id, act);
  const actKey = act === undefined ? undefined : run.document.steps[act]?.key;
  const may = mayDecide(house, run, step, caller);
  const mayUndo = may || house.policy.may(caller, "administer");
  const shape = run.shapes.steps[review] ?? { columns: [], control: [] };
  const seen = await see(viewer, shape, opened, wanted, step);
  return opened.flatMap(({ approval, content }, index): Waiting[] => {
    const row = seen.current[index];
    if (!row) return [];
    // An act may have another key than the approval before it.
    const effectId = actKey === undefined ? "" : rowIdOf(house.keyring, content.row[actKey] ?? null);
    const effect = effects.find((it) => it.row === effectId);
    const isBarred = caller.subject === run.caller.subject && agreementOn(house, run, approval).notRequester;
    return [
      {
        approval,
        key: row.key,
        cells: row.cells,
        original: seen.originals.get(index),
        content,
        flags: content.flags,
        effect: effect?.state ?? "none",
        undo: mayUndo && act !== undefined ? undoOf(act, effect) : {},
        mayDecide: may && !isBarred,
      },
    ];
  });
}

const undoOf = (step: string, effect: EffectRow | undefined): { readonly undo?: Undo } =>
  effect?.state === "scheduled"
    ? { undo: { run: effect.run, step, row: effect.row, until: effect.undoUntil?.toISOString() ?? null } }
    : {};

async function see(
  viewer: Viewer,
  shape: Shape,
  opened: readonly { readonly content: ApprovalContent }[],
  wanted: readonly string[],
  step: ApproveStep,
): Promise<{
  readonly current: readonly { readonly key: string; readonly cells: Row }[];
  readonly originals: ReadonlyMap<number, Row>;
}> {
  const edited = opened.flatMap(({ content: { original } }, index) => (original ? [{ original, index }] : []));
  const rows = [...opened.map(({ content }) => content.row), ...edited.map(({ original }) => original)];
  const viewed = await viewRows(viewer, shape, rows, wanted, step.key);
  const current = viewed.rows.slice(0, opened.length);
  const before = viewed.rows.slice(opened.length);
  return {
    current,
    originals: new Map(edited.flatMap(({ index }, at) => (before[at] ? [[index, before[at].cells]] : []))),
  };
}

export function approveOf({ run }: Viewer, name: string): ApproveStep | undefined {
  const step = run.document.steps[name];
  return step?.kind === "approve" ? step : undefined;
}

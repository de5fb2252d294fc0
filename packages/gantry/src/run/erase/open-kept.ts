// Each thing that a run keeps, opened where it stands: alone, or as rows sealed together.
import { vaultPlace } from "../../guard/index.ts";
import type { Cell } from "../../catalog/index.ts";
import { guestPlace, isLargeRows, sealLargeRows, sealRows } from "../../store/index.ts";
import type { Box, KeptRow, SealedRow, Sealer, SubjectKey } from "../../store/index.ts";
import { problemPlace } from "../events.ts";
import { openSealedRows } from "../whole.ts";
import { approvalPlace, effectPlace, notesPlace, referencePlace, resultPlace } from "../result.ts";

/** What a kept row was sealed as. */
export function placeOf({ table, column, step, row, id, token, label }: KeptRow): string {
  const [inStep, ofRow] = [step ?? "", row ?? ""];
  if (column === "problem") return problemPlace;
  switch (table) {
    case "runs":
      return "runs";
    case "steps":
      return notesPlace(inStep);
    case "step_results":
      return resultPlace(inStep, ofRow);
    case "approvals":
      return approvalPlace(inStep, ofRow);
    case "effects":
      return column === "reference" ? referencePlace(inStep, ofRow) : effectPlace(inStep, ofRow);
    case "events":
      return "events";
    case "vault":
      return vaultPlace({ row: ofRow, token: token ?? "", label: label ?? "" });
    case "guest_parts":
      return guestPlace(inStep, ofRow, id ?? "");
  }
}

/** Whether it is a step's rows, sealed together. */
const isRelation = ({ table, row }: KeptRow): boolean => table === "step_results" && row === "";

export interface Opened {
  readonly kept: KeptRow;
  /** One thing, or every row that still opens. */
  readonly items: readonly SealedRow<unknown>[];
  readonly head: unknown;
}

/** Undefined when it was erased. */
export async function openKept(box: Box, kept: KeptRow): Promise<Opened | undefined> {
  if (isRelation(kept)) {
    const { head, rows } = await openSealedRows(box, kept.sealed, placeOf(kept));
    return { kept, head, items: rows };
  }
  const value = box.openIfKept(kept.sealed, placeOf(kept));
  return value === undefined ? undefined : { kept, head: null, items: [{ value, subjects: [] }] };
}

/** Whom a thing that was sealed alone tells of is told by its keys. */
export const isUnder = (sealer: Sealer, { kept }: Opened, subject: SubjectKey): boolean =>
  !isRelation(kept) && sealer.keysIn(kept.sealed).includes(sealer.subjectKey(subject));

export function sealKept(box: Box, { kept, head }: Opened, items: readonly SealedRow<unknown>[]): Uint8Array {
  if (!isRelation(kept)) return box.sealLike(items[0]?.value ?? null, placeOf(kept), kept.sealed);
  if (!isLargeRows(kept.sealed)) return sealRows(box, { head, rows: items }, placeOf(kept));
  // Lists of cells, as they were opened.
  const rows = items as readonly SealedRow<readonly Cell[]>[];
  return sealLargeRows(box, { head, rows }, placeOf(kept));
}

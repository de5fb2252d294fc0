// What a run keeps of its models' replies and of its decisions, for its replay; what was erased is left out.
import { approvalRows, resultRows } from "../../store/index.ts";
import type { House } from "../house.ts";
import type { PinnedRun } from "../pinned.ts";
import { approvalPlace, resultPlace } from "../result.ts";
import type { ApprovalContent, WrittenRow } from "../result.ts";
import type { Decision, Decisions } from "./walk.ts";

/** What models wrote, by step and row. */
export async function readWritten(house: House, run: PinnedRun): Promise<ReadonlyMap<string, WrittenRow>> {
  const written = new Map<string, WrittenRow>();
  for (const [step, { kind }] of Object.entries(run.document.steps)) {
    if (kind !== "prompt" && kind !== "draw") continue;
    for (const { row, sealed } of await resultRows.list(house.store.pool, run.id, step)) {
      // Sealed by `commitRow`, and authenticated.
      const kept = run.box.openIfKept(sealed, resultPlace(step, row)) as WrittenRow | undefined;
      if (kept) written.set(`${step}/${row}`, kept);
    }
  }
  return written;
}

export async function readDecisions(house: House, run: PinnedRun): Promise<Decisions> {
  const decisions = new Map<string, Decision>();
  for (const { step, row, state, sealed } of await approvalRows.list(house.store.pool, { run: run.id })) {
    const place = `${step}/${row}`;
    if (state === "accepted") decisions.set(place, { state });
    else if (state === "rejected" || state === "expired") decisions.set(place, { state: "rejected" });
    if (state !== "edited") continue;
    // Sealed by `decide`, and authenticated.
    const content = run.box.openIfKept(sealed, approvalPlace(step, row)) as ApprovalContent | undefined;
    if (content) decisions.set(place, { state, row: content.row });
  }
  return decisions;
}

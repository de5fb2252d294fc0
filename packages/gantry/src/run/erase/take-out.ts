// Takes a subject out of one run: what waits for it is withdrawn, what quotes it is sealed anew without it.
import { approvalRows, effectRows, erasureRows, keptRows, runRows } from "../../store/index.ts";
import type { KeptRow, SealedRow, SubjectKey } from "../../store/index.ts";
import type { House } from "../house.ts";
import type { PinnedRun } from "../pinned.ts";
import { changeRun } from "../transact.ts";
import { newBlob } from "../whole.ts";
import type { TextFinder } from "./find-text.ts";
import { sealKept } from "./open-kept.ts";
import { isOf, openAll, quotable } from "./search.ts";
import type { RunFindings } from "./search.ts";

/** Approvals that wait are closed, effects that were not begun are taken back; the run goes on with the rest. */
export async function withdraw(house: House, run: PinnedRun, { approvals, effects }: RunFindings): Promise<void> {
  if (approvals.length === 0 && effects.length === 0) return;
  await changeRun(house, run, async ({ tx, at }) => {
    for (const id of approvals) await approvalRows.decide(tx, id, { state: "expired", by: null, at });
    for (const { step, row } of effects) await effectRows.removeScheduled(tx, run.id, step, row);
  });
}

/**
 * Seals all that a run keeps under its next key, without the subject's rows and with its values taken out of the others.
 * The key in use so far is noted as one to be destroyed, in the same transaction.
 */
export async function sealAnew(
  house: House,
  erasure: string,
  run: string,
  subject: SubjectKey,
  finder: TextFinder,
): Promise<void> {
  const used = house.sealer.runKey(run);
  const next = house.sealer.nextBox(run);
  const left: string[] = [];
  await house.store.transaction(async (tx) => {
    await runRows.lock(tx, run);
    /** A row that was written has moved. */
    const moved = new Map<string, string>();
    for (const opened of await openAll(house, tx, run, true)) {
      const name = `${opened.kept.table} ${opened.kept.place}`;
      const kept: KeptRow = { ...opened.kept, place: moved.get(name) ?? opened.kept.place };
      const rest = opened.items.filter((item) => !isOf(house, opened, item, subject));
      // What is sealed under the subject's key alone goes with that key.
      if (rest.length === 0 && opened.items.length > 0 && kept.row !== "") continue;
      if (kept.table === "vault" && rest.some((item) => finder.isIn(item.value))) {
        await keptRows.remove(tx, kept);
        continue;
      }
      const items = rest.map((item) => ({ ...item, value: without(kept, item, finder) }));
      const sealed = sealKept(next, opened, items);
      const blob = kept.blob === null ? null : newBlob(run);
      if (blob !== null) await house.blobs?.put(blob, sealed);
      if (kept.blob !== null) left.push(kept.blob);
      moved.set(name, await keptRows.replace(tx, { ...kept, blob }, sealed));
    }
    await erasureRows.addKey(tx, erasure, used);
  });
  // Their key is about to go; should this fail, they are swept up later.
  for (const blob of left) await house.blobs?.delete(blob).catch(() => undefined);
}

function without(kept: KeptRow, { value }: SealedRow<unknown>, finder: TextFinder): unknown {
  const outside = quotable(kept, value);
  if (outside === value) return finder.without(value);
  return { ...(value as object), ...(finder.without(outside) as object) };
}

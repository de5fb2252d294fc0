// Whether a write that was begun came through: the system is asked, and the ledger's open entry is closed with what it says.
import { z } from "zod";
import type { ActionResult } from "../../connect/kit/index.ts";
import { keyedHash } from "../keys.ts";
import type { LedgerEntry } from "../ports.ts";
import type { ActionEgress } from "../types.ts";
import { createPrepareAction } from "./action-egress.ts";
import { bodyOf } from "./house.ts";
import type { House } from "./house.ts";

const Attempted = z.object({ egress: z.string(), step: z.string(), row: z.string() });

/** The newest attempt at this row whose end nobody has written down. */
export const openAttempt = (entries: readonly LedgerEntry[], step: string, row: string): string | undefined => {
  const ended = new Set(
    entries.filter((it) => it.kind === "done" || it.kind === "failed").map((it) => it.body["egress"]),
  );
  return entries
    .filter((it) => it.kind === "attempted")
    .flatMap((it) => Attempted.safeParse(it.body).data ?? [])
    .findLast((it) => it.step === step && it.row === row && !ended.has(it.egress))?.egress;
};

/** `Guard.reconcile` over a house. */
export const createReconcile = (
  house: House,
): ((egress: ActionEgress) => Promise<ActionResult | "absent" | "unknown">) => {
  const prepare = createPrepareAction(house);
  return async (egress) => {
    const { action, input, note } = await prepare(egress);
    const { run, step, caller } = note;
    const row = keyedHash(house.keys, "row", note.row);
    const attempt = openAttempt(await house.ledger.ofRun(run), step, row);
    const append = (kind: string, body: Readonly<Record<string, unknown>>) =>
      house.ledger.append({ kind, run, caller, body });
    // To ask is an egress too: what is looked for leaves.
    await append("lookup", { ...bodyOf(note, house.keys), attempt: attempt ?? null });
    const found = await action.reconcile(input, egress.key, egress.context);
    if (attempt === undefined || found === "unknown") return found;
    if (found === "absent") await append("failed", { egress: attempt, step, code: "not-found", reconciled: true });
    else await append("done", { egress: attempt, step, reconciled: true });
    return found;
  };
};

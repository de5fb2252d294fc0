// Carries one effect out: intent committed, call, outcome committed. A crash in between is reconciled, never repeated blindly.
import { GantryError } from "@gantry/contract";
import type { ActStep } from "../flow/index.ts";
import type { ActionEgress } from "../guard/index.ts";
import { effectRows, runRows } from "../store/index.ts";
import type { EffectRow } from "../store/index.ts";
import { commitAttempt, commitRetry } from "./commit.ts";
import { asAsked, pauseAfter } from "./failure.ts";
import type { Work } from "./house.ts";
import { effectPlace } from "./result.ts";
import type { EffectContent } from "./result.ts";
import { decisionOn, requireDecider, requireRequester } from "./standing.ts";
import { actionOf, attempt, egressOf, reconcile } from "./steps/act.ts";
import type { Attempt } from "./steps/act.ts";

/** The job of one row of an `act` step. */
export async function act(work: Work, step: ActStep, rowId: string): Promise<void> {
  const { house, run, job } = work;
  const effect = await effectRows.find(house.store.pool, run.id, job.step, rowId);
  if (!effect || (effect.state !== "scheduled" && effect.state !== "attempting")) return;
  const early = effect.undoUntil === null ? 0 : effect.undoUntil.getTime() - house.now().getTime();
  // It may still be taken back.
  if (effect.state === "scheduled" && early > 0) return commitRetry(work, early / 1000);
  // Sealed by `sealEffects`, and authenticated.
  const content = run.box.openIfKept(effect.sealed, effectPlace(job.step, rowId)) as EffectContent | undefined;
  if (content === undefined) {
    const error = new GantryError("expired", "the subject of this row was erased before it was carried out");
    const { position, attempts } = effect;
    await commitAttempt(work, rowId, { row: {}, position }, { kind: "failed", error }, attempts);
    return;
  }
  const { row } = content;
  house.subjects.note(row, content.subjects);
  const tried = await carryOut(work, step, effect, row);
  if (tried === undefined) return;
  const { outcome, attempts } = tried;
  const later = outcome.kind === "again" || outcome.kind === "ask-again";
  const pause = later ? asAsked(pauseAfter(step, job.attempt), outcome.error) : undefined;
  const said = pause === undefined ? givenUp(outcome) : outcome;
  const counted = await commitAttempt(work, rowId, { row, position: effect.position }, said, attempts);
  if (counted && pause !== undefined) await commitRetry(work, pause);
}

/** Out of patience: what surely did not happen has failed, what may have happened needs a person. */
function givenUp(outcome: Attempt): Attempt {
  if (outcome.kind === "again") return { kind: "failed", error: outcome.error };
  if (outcome.kind === "ask-again") return { kind: "uncertain", error: outcome.error };
  return outcome;
}

/** What an attempt came to, and how many there had been with it: an outcome counts for that very attempt. */
interface Tried {
  readonly outcome: Attempt;
  readonly attempts: number;
}

async function carryOut(
  work: Work,
  step: ActStep,
  effect: EffectRow,
  row: EffectContent["row"],
): Promise<Tried | undefined> {
  const { house, run, job } = work;
  const key = { run: run.id, step: job.step, row: effect.row };
  let { attempts } = effect;
  try {
    const bound = actionOf(work, step);
    const egress = egressOf(work, step, bound, effect.row, row);
    if (effect.state === "attempting") {
      // Whoever wrote this intent is gone, and with it the knowledge of what came of it.
      const found = await reconcile(work, egress);
      if (found !== "absent") return { outcome: found, attempts };
    }
    // What goes out is what the decision was bound to.
    const approval = await decisionOn(work, step, row);
    requireRequester(house, run);
    if (approval !== undefined) requireDecider(work, approval);
    if ((await runRows.status(house.store.pool, run.id)) === "cancelled") {
      const error = new GantryError("cancelled", "the run was cancelled before this was sent");
      return { outcome: { kind: "failed", error }, attempts };
    }
    // One attempt at a time: of two processes that both believe it is theirs, one gets no further.
    const intent = { state: "attempting", at: house.now(), attempts: attempts + 1 } as const;
    if (!(await effectRows.move(house.store.pool, key, [effect.state], intent, attempts))) return undefined;
    attempts += 1;
    house.fault("intent-committed");
    const outcome = await attempt(work, egress);
    if (outcome.kind === "sent") house.fault("effect-made");
    return { outcome: outcome.kind === "uncertain" ? await lookFor(work, egress, outcome) : outcome, attempts };
  } catch (error) {
    if (!(error instanceof GantryError)) throw error;
    return { outcome: { kind: "failed", error }, attempts };
  }
}

/** A call without a reply may have come through: where the system can be asked, no person has to. Not finding it proves nothing yet. */
async function lookFor(work: Work, egress: ActionEgress, outcome: Attempt): Promise<Attempt> {
  const found = await reconcile(work, egress);
  return found !== "absent" && found.kind === "sent" ? found : outcome;
}

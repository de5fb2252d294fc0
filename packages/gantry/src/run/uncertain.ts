// Effects of which nobody knows whether they happened: who sees them, and what becomes of one when a person has looked.
import { GantryError } from "@gantry/contract";
import type { EffectOutcome, ResolutionRequest, UncertainEffectView } from "@gantry/contract";
import type { Row } from "../catalog/index.ts";
import type { ActStep, ApproveStep } from "../flow/index.ts";
import type { Caller } from "../policy/index.ts";
import { effectRows } from "../store/index.ts";
import type { EffectRow } from "../store/index.ts";
import { scalarOf, viewRows } from "./answer/viewing.ts";
import { followingEffects, schedule } from "./commit.ts";
import { mayDecide } from "./decide.ts";
import type { House } from "./house.ts";
import { jobId } from "./job.ts";
import { loadIfKept } from "./pinned.ts";
import type { PinnedRun } from "./pinned.ts";
import { effectPlace, referencePlace } from "./result.ts";
import type { EffectContent } from "./result.ts";
import { changeRun } from "./transact.ts";
import type { EffectKey } from "./types.ts";
import { canSee, requireSight } from "./visible.ts";

/** Those of runs that the caller may see, the latest first. */
export async function uncertainViews(house: House, caller: Caller): Promise<readonly UncertainEffectView[]> {
  const views: UncertainEffectView[] = [];
  for (const effect of await effectRows.listUncertain(house.store.pool, 1000)) {
    const run = await loadIfKept(house.load, effect.run);
    if (run === undefined) continue;
    const step = actOf(run, effect.step);
    if (step && canSee(house, run, caller)) views.push(await viewOf(house, run, step, effect, caller));
  }
  return views;
}

/**
 * Takes down what a person found out. `sent` lets the steps after it go on; `send-again` does it once more, under the same
 * idempotency key; `give-up` closes it as failed.
 *
 * @throws GantryError `not-found`, `forbidden`, `already-decided` where it is not uncertain any more.
 */
export async function resolveEffect(
  house: House,
  key: EffectKey,
  { outcome, reason }: ResolutionRequest,
  caller: Caller,
): Promise<void> {
  const { run, effect } = await effectFor(house, key, caller, "say");
  requireUncertain(effect);
  const { position, attempts } = effect;
  const row = rowOf(house, run, effect);
  // Of what was erased nothing follows.
  const next = outcome === "sent" && row ? followingEffects(house, run, key.step, { row, position }) : [];
  const subjects = row ? house.subjects.of(row) : [];
  const reference = run.box.seal("told by a person", referencePlace(key.step, key.row), subjects);
  // Before it counts, as with a decision.
  await house.recordResolution?.({ ...key, outcome, reason: reason ?? null, caller: caller.subject });
  await changeRun(house, run, async ({ tx, at, enqueue, ...on }) => {
    const moved = await effectRows.move(tx, key, ["uncertain"], {
      state: states[outcome],
      at,
      ...(outcome === "sent" ? { reference } : {}),
      ...(outcome === "give-up" ? { code: "cancelled" } : {}),
    });
    if (!moved) requireUncertain((await effectRows.find(tx, key.run, key.step, key.row)) ?? effect);
    for (const { name, effects } of next) await schedule({ tx, at, enqueue, ...on }, name, effects);
    // A number that no attempt before it can have had: those count up from 1, a dozen at most.
    if (outcome === "send-again") await enqueue(jobId({ ...key, attempt: 1000 + attempts }), { priority: 0 });
  });
}

/**
 * An effect that the caller may decide on.
 *
 * @param deed what he would do, for the error
 * @throws GantryError `not-found`, `forbidden`
 */
export async function effectFor(
  house: House,
  key: EffectKey,
  caller: Caller,
  deed: "say" | "take back",
): Promise<{ readonly run: PinnedRun; readonly effect: EffectRow }> {
  const run = await house.load(key.run);
  requireSight(house, run, caller);
  const step = actOf(run, key.step);
  const effect = await effectRows.find(house.store.pool, key.run, key.step, key.row);
  if (!effect || !step) throw new GantryError("not-found", "there is no such effect", { where: { ...key } });
  if (mayResolve(house, run, step, caller)) return { run, effect };
  throw new GantryError("forbidden", `this is for those to ${deed} who may approve it, or for an administrator`, {
    where: { ...key },
  });
}

const states = { sent: "sent", "send-again": "scheduled", "give-up": "failed" } as const satisfies Record<
  EffectOutcome,
  EffectRow["state"]
>;

function requireUncertain({ run, step, row, state }: EffectRow): void {
  if (state === "uncertain") return;
  throw new GantryError("already-decided", `this is not uncertain any more: it is ${state}`, {
    where: { run, step, row },
  });
}

async function viewOf(
  house: House,
  run: PinnedRun,
  step: ActStep,
  effect: EffectRow,
  caller: Caller,
): Promise<UncertainEffectView> {
  const { run: id, step: name, row, operation, attempts, updatedAt } = effect;
  const shape = run.shapes.steps[step.each] ?? { columns: [], control: [] };
  const columns = [...new Set(Object.values(step.input))];
  const seen = await viewRows(
    { house, run, caller, tokens: {} },
    shape,
    [rowOf(house, run, effect) ?? {}],
    columns,
    step.key,
  );
  const cells = seen.rows[0]?.cells ?? {};
  return {
    id: `${id}/${name}/${row}`,
    run: id,
    flow: run.document.name,
    step: name,
    title: step.title ?? name,
    operation,
    content: Object.fromEntries(Object.entries(step.input).map(([field, column]) => [field, scalarOf(cells[column])])),
    look: house.action(operation)?.action.trace?.(jobId({ run: id, step: name, row, attempt: 1 })) ?? null,
    attempts,
    since: updatedAt.toISOString(),
    mayResolve: mayResolve(house, run, step, caller),
  };
}

/** Undefined where its subject was erased. */
function rowOf(house: House, run: PinnedRun, { step, row, sealed }: EffectRow): Row | undefined {
  // Sealed by `sealEffects`, and authenticated.
  const content = run.box.openIfKept(sealed, effectPlace(step, row)) as EffectContent | undefined;
  if (content) house.subjects.note(content.row, content.subjects);
  return content?.row;
}

function mayResolve(house: House, run: PinnedRun, step: ActStep, caller: Caller): boolean {
  const review = reviewOf(run, step);
  return (review !== undefined && mayDecide(house, run, review, caller)) || house.policy.may(caller, "administer");
}

/** The approval that an effect goes back to, maybe through other effects. */
function reviewOf(run: PinnedRun, step: ActStep): ApproveStep | undefined {
  const source = run.document.steps[step.each];
  if (source?.kind === "act") return reviewOf(run, source);
  return source?.kind === "approve" ? source : undefined;
}

function actOf(run: PinnedRun, name: string): ActStep | undefined {
  const step = run.document.steps[name];
  return step?.kind === "act" ? step : undefined;
}

// Whoever asked, and whoever decided, must still have the right when something leaves because of it: the policy may have
// changed while the run waited.
import { GantryError } from "@gantry/contract";
import type { Row } from "../catalog/index.ts";
import type { ActStep } from "../flow/index.ts";
import type { Caller } from "../policy/index.ts";
import { approvalRows } from "../store/index.ts";
import type { ApprovalRow } from "../store/index.ts";
import { acceptances, agreementOn } from "./agreement.ts";
import { approvalBefore } from "./decided-acts.ts";
import type { House, Work } from "./house.ts";
import { rowIdOf } from "./identity.ts";
import type { PinnedRun } from "./pinned.ts";
import { approvalPlace } from "./result.ts";
import type { ApprovalContent } from "./result.ts";
import { hashOf } from "./steps/approve.ts";

/** Whether the one who asked may still run the flow, with the roles that he had when he asked. */
export const mayStillRun = (house: Pick<House, "policy">, run: PinnedRun): boolean =>
  house.policy.may(run.caller, `run:${run.document.name}`);

export const lostRight = (run: PinnedRun): GantryError =>
  new GantryError("forbidden", `whoever asked may no longer run "${run.document.name}"`, {
    where: { run: run.id },
    remedy: "somebody who may must ask again",
  });

/** @throws GantryError `forbidden`: nothing further of the run may be read, written or sent. */
export function requireRequester(house: Pick<House, "policy">, run: PinnedRun): void {
  if (!mayStillRun(house, run)) throw lostRight(run);
}

/** Who decided, as he was then: sealed with the content. His tokens are not kept. */
export const deciderOf = ({ subject, name, roles, via, attributes, surface }: Caller): Caller => ({
  subject,
  name,
  roles,
  via,
  attributes,
  surface,
  tokens: {},
});

/**
 * The decision that a row of an act rests on; undefined where its flow has nobody decide.
 * @throws GantryError `content-changed` where none was made on such a row, or on one from which something else would go out
 */
export async function decisionOn({ house, run, job }: Work, step: ActStep, row: Row): Promise<ApprovalRow | undefined> {
  const before = approvalBefore(run.document, step);
  if (before === undefined) return undefined;
  const { name } = before;
  // An act may name another key than the decision does.
  const id = rowIdOf(house.keyring, row[before.step.key] ?? null);
  const [approval] = await approvalRows.list(house.store.pool, { run: run.id, step: name, row: id });
  if (approval?.contentHash === hashOf(house, run, name, row)) return approval;
  throw new GantryError("content-changed", `step "${job.step}": what would go out is not what was approved`, {
    where: { run: run.id, step: job.step },
  });
}

/** @throws GantryError `forbidden`: what was let go may not go; too few of those who let it go still have the right. */
export function requireDecider({ house, run, job }: Work, approval: ApprovalRow): void {
  // Sealed by `decide`, and authenticated.
  const content = run.box.open(approval.sealed, approvalPlace(approval.step, approval.row)) as ApprovalContent;
  const needed = agreementOn(house, run, approval);
  if (acceptances(house, run, approval, content).length >= needed.people) return;
  const permission = `approve:${run.document.name}`;
  throw new GantryError(
    "forbidden",
    needed.people === 1
      ? `whoever approved this has no longer the right "${permission}"`
      : `fewer than ${needed.people} of those who approved this still have the right "${permission}"`,
    {
      where: { run: run.id, step: job.step },
      remedy: "run the flow again, and have somebody decide who may",
    },
  );
}

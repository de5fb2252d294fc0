// How many people must agree before something of a flow goes out.
import type { ApprovalRule, Policy } from "./types.ts";

export interface Agreement {
  /** Different people. */
  readonly people: number;
  readonly notRequester: boolean;
}

const usual: Agreement = { people: 1, notRequester: false };

/** The strictest of the policy's rules for the flow. */
export const agreement = ({ approvals = [] }: Pick<Policy, "approvals">, flow: string): Agreement =>
  approvals
    .filter((rule: ApprovalRule) => rule.flow === undefined || rule.flow === flow)
    .reduce<Agreement>(
      (strictest, { people = 1, notRequester = false }) => ({
        people: Math.max(strictest.people, people),
        notRequester: strictest.notRequester || notRequester,
      }),
      usual,
    );

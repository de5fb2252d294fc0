// Deciding on several at once: what a check flagged goes with them only where the person says that she has seen it.
import type { ApprovalView, DecisionResult } from "@gantry/contract";
import { useState } from "react";
import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import { asGantryError } from "../use-load.ts";
import type { Loaded } from "../use-load.ts";
import { Flags } from "./flags.tsx";

export interface BulkDecisionProps {
  readonly session: Session;
  readonly approvals: readonly ApprovalView[];
  readonly onDecided: () => void;
}

/** Most that the API takes at once. */
const atOnce = 200;

export function BulkDecision({ session, approvals, onDecided }: BulkDecisionProps) {
  const [acknowledged, setAcknowledged] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Loaded<unknown>["error"]>();
  const [refused, setRefused] = useState<readonly string[]>([]);
  const flags = [...new Set(approvals.flatMap((it) => it.flags))];
  const decide = async (decision: "accept" | "reject"): Promise<void> => {
    setBusy(true);
    setError(undefined);
    const results: DecisionResult[] = [];
    try {
      for (let from = 0; from < approvals.length; from += atOnce) {
        results.push(
          ...(await session.client.decideEach(
            approvals.slice(from, from + atOnce).map((it) => ({
              approval: it.id,
              decision,
              contentHash: it.contentHash,
              ...(decision === "accept" && it.flags.length > 0 ? { acknowledgeFlags: acknowledged } : {}),
            })),
          )),
        );
      }
    } catch (reason) {
      setError(asGantryError(reason));
    }
    setRefused(results.flatMap((it) => ("problem" in it ? [it.problem.detail] : [])));
    setBusy(false);
    setAcknowledged(false);
    onDecided();
  };
  return (
    <section className="bulk" aria-label="Decide on several">
      <Notice error={error} />
      {refused.length > 0 ? (
        <p role="status">
          {refused.length} refused: {[...new Set(refused)].join("; ")}
        </p>
      ) : null}
      {approvals.length > 0 ? (
        <>
          <Flags flags={flags} acknowledged={acknowledged} onAcknowledge={setAcknowledged} />
          <button
            type="button"
            disabled={busy || (flags.length > 0 && !acknowledged)}
            onClick={() => void decide("accept")}
          >
            Accept {approvals.length} chosen
          </button>
          <button type="button" className="quiet" disabled={busy} onClick={() => void decide("reject")}>
            Reject {approvals.length} chosen
          </button>
        </>
      ) : null}
    </section>
  );
}

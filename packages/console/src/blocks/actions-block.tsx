import { formatDay } from "@gantry/client";
import type { ActionsBlock, SuggestedAction } from "@gantry/contract";
import type { z } from "zod";
import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import { Table } from "../table.tsx";
import { useDecisions } from "./decision.ts";
import type { Decisions } from "./decision.ts";
import { StateBadge } from "./state-badge.tsx";

export interface ActionsBlockProps {
  readonly block: z.infer<typeof ActionsBlock>;
  readonly session: Session;
  readonly onDecided: () => void;
}

/** Suggested next steps; accepting one makes it a task in the CRM. */
export function ActionsBlockView({ block, session, onDecided }: ActionsBlockProps) {
  const decisions = useDecisions(session, onDecided);
  const { actions } = block;
  const left = actions.filter((it) => it.state === "pending").length;
  return (
    <section className="actions-block" aria-label={block.title}>
      <h2>
        {block.title} <span className="count">{actions.length}</span>
        {actions.length > 0 ? <span className="hint">{left === 0 ? "all decided" : `${left} to decide`}</span> : null}
      </h2>
      <Notice error={decisions.error} />
      {actions.length === 0 ? <p className="none">No next steps.</p> : null}
      {actions.length > 0 ? (
        <Table heads={["Step", "Customer", "By"]} unseenHead="Decision">
          {actions.map((action) => (
            <tr key={action.row}>
              <td>
                {action.title}
                <div className="hint">{action.why}</div>
              </td>
              <td>{action.account}</td>
              <td className="when">{formatDay(action.due)}</td>
              <td className="decide">
                <Decision action={action} decisions={decisions} />
              </td>
            </tr>
          ))}
        </Table>
      ) : null}
    </section>
  );
}

function Decision({ action, decisions }: { readonly action: SuggestedAction; readonly decisions: Decisions }) {
  const { approval, state, effect, contentHash, mayDecide, title, account } = action;
  if (state !== "pending" || !mayDecide) return <StateBadge state={state} effect={effect} done="in the CRM" />;
  const busy = decisions.deciding === approval;
  return (
    <>
      <button
        type="button"
        className="second"
        aria-label={`Make it a task: ${title}, ${account}`}
        disabled={busy}
        onClick={() => decisions.decide(approval, { decision: "accept", contentHash })}
      >
        Make it a task
      </button>
      <button
        type="button"
        className="quiet"
        aria-label={`Dismiss: ${title}, ${account}`}
        disabled={busy}
        onClick={() => decisions.decide(approval, { decision: "reject", contentHash })}
      >
        Dismiss
      </button>
    </>
  );
}

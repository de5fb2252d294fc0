import type { ActionsBlock } from "@gantry/contract";
import type { z } from "zod";
import { formatDay } from "@gantry/client";
import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import { useDecisions } from "./decision.ts";
import { StateBadge } from "./state-badge.tsx";

export interface ActionsBlockProps {
  readonly block: z.infer<typeof ActionsBlock>;
  readonly session: Session;
  readonly onDecided: () => void;
}

/** Suggested next steps; accepting one makes it a task in the CRM. */
export function ActionsBlockView({ block, session, onDecided }: ActionsBlockProps) {
  const { deciding, error, decide } = useDecisions(session, onDecided);
  return (
    <section className="actions-block" aria-label={block.title}>
      <h2>
        {block.title} <span className="count">{block.actions.length}</span>
      </h2>
      <Notice error={error} />
      <table>
        <tbody>
          {block.actions.map(({ approval, row, account, title, why, due, state, effect, contentHash }) => (
            <tr key={row}>
              <td>
                <strong>{title}</strong>
                <div className="hint">
                  {account} · {why}
                </div>
              </td>
              <td className="due">{formatDay(due)}</td>
              <td className="decide">
                {state === "pending" ? (
                  <>
                    <button
                      type="button"
                      className="second"
                      disabled={deciding === approval}
                      onClick={() => decide(approval, { decision: "accept", contentHash })}
                    >
                      Make it a task
                    </button>
                    <button
                      type="button"
                      className="quiet"
                      disabled={deciding === approval}
                      onClick={() => decide(approval, { decision: "reject", contentHash })}
                    >
                      Dismiss
                    </button>
                  </>
                ) : (
                  <StateBadge state={state} effect={effect} done="in the CRM" />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
